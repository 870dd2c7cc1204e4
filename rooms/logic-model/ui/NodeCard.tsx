import type { ReactNode } from 'react'
import { useMessages } from '#platform/i18n/react.tsx'
import { SampleTag } from '#platform/ui/Sample.tsx'
import { logicModelMessages } from '../messages.ts'
import type { Node } from '../rules.ts'

/** One item of the model; pressing its name chooses it. */
export function NodeCard({
  node,
  isChosen,
  isDim,
  onChoose,
  children,
}: {
  node: Node
  isChosen: boolean
  isDim: boolean
  onChoose: () => void
  children: ReactNode
}) {
  const t = useMessages(logicModelMessages)
  // What is not connected keeps its contrast (WCAG 1.4.3): it steps back by its edge and its ground.
  const edge = isDim
    ? 'border-solid-gray-420 border-dashed bg-solid-gray-50'
    : isChosen
      ? 'border-blue-900 bg-blue-50 outline-2 outline-blue-900'
      : `bg-white ${edges[node.level] ?? 'border-solid-gray-420'}`
  return (
    <li
      data-node={node.id}
      className={`relative z-10 rounded-8 border ${edge} ${node.isSample && !isChosen ? 'sample-outline' : ''}`}
    >
      <button
        type="button"
        aria-pressed={isChosen}
        title={t('graph.choose', { name: node.name })}
        onClick={onChoose}
        className="min-h-11 w-full rounded-8 px-2 pt-2 pb-1 text-left text-dns-14B-130 text-solid-gray-900 hover:underline"
      >
        {node.name} {node.isSample && <SampleTag />}
      </button>
      <div className="grid gap-2 px-2 pb-2">
        {node.owner && <p className="text-dns-14N-130 text-solid-gray-700">{node.owner}</p>}
        {children}
      </div>
    </li>
  )
}

const edges: Partial<Record<Node['level'], string>> = {
  activity: 'border-solid-gray-420',
  output: 'border-solid-gray-420',
  directOutcome: 'border-blue-300',
  intermediateOutcome: 'border-blue-700',
  finalOutcome: 'border-2 border-blue-1000',
}
