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
  const edge = isChosen ? 'border-blue-900 bg-blue-50' : (edges[node.level] ?? 'border-solid-gray-420')
  return (
    <li
      data-node={node.id}
      className={`relative z-10 rounded-8 border bg-white ${edge} ${node.isSample ? 'sample-outline' : ''} ${isDim ? 'opacity-40' : ''}`}
    >
      <button
        type="button"
        aria-pressed={isChosen}
        title={t('graph.choose', { name: node.name })}
        onClick={onChoose}
        className="w-full rounded-8 px-2.5 pt-2 pb-1 text-left text-dns-14B-130 text-solid-gray-900 hover:underline"
      >
        {node.name}
      </button>
      <div className="grid gap-1.5 px-2.5 pb-2">
        {node.owner && <p className="text-dns-14N-130 text-solid-gray-700">{node.owner}</p>}
        {children}
        {node.isSample && (
          <p>
            <SampleTag />
          </p>
        )}
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
