import { type CSSProperties, type ReactNode, useRef, useState } from 'react'
import { useMessages } from '#platform/i18n/react.tsx'
import { Link } from '#platform/ui/Link.tsx'
import { logicModelMessages } from '../messages.ts'
import { columnsOf, type Node, related } from '../rules.ts'
import { type Arrow, ArrowLines, Legend } from './Arrows.tsx'
import { NodeCard } from './NodeCard.tsx'
import { type Places, usePlaces } from './usePlaces.ts'

/** The model in columns by level, arrows by evidence; choosing a card dims what is not connected with it. */
export function ModelGraph({
  nodes,
  arrows,
  isContradicted,
  opens,
  figures,
}: {
  nodes: readonly Node[]
  arrows: readonly Arrow[]
  isContradicted: (arrow: Arrow) => boolean
  /** The reader may open what lies under an arrow. */
  opens: boolean
  /** Values of a node, under its name. */
  figures: (node: Node) => ReactNode
}) {
  const t = useMessages(logicModelMessages)
  const [chosen, setChosen] = useState<string | null>(null)
  const ground = useRef<HTMLDivElement>(null)
  const places = usePlaces(ground)
  const kept = chosen === null ? undefined : related(arrows, chosen)
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const ends = ({ from, to }: Arrow) => ({ from: byId.get(from)?.name ?? from, to: byId.get(to)?.name ?? to })
  const beside = chosen === null ? [] : arrows.filter(({ from, to }) => from === chosen || to === chosen)
  return (
    <div data-picture style={{ '--on-paper': onPaper(places) } as CSSProperties}>
      <p data-print="no" className="mb-3 text-solid-gray-700">
        {t('graph.help')} {opens && t('graph.opens')}
      </p>
      <section
        aria-label={t('graph')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard.
        tabIndex={0}
        className="overflow-x-auto pb-3 print:overflow-visible print:[zoom:var(--on-paper)]"
      >
        <div
          ref={ground}
          style={{ '--width': `${places.width}px` } as CSSProperties}
          className="relative grid min-w-[62rem] grid-cols-5 gap-x-8 print:w-(--width)"
        >
          <ArrowLines
            {...{ arrows, places, isContradicted }}
            isDim={({ from, to }) => !!kept && !(kept.has(from) && kept.has(to))}
            nameOf={opens ? (arrow) => t('graph.open', ends(arrow)) : null}
          />
          {columnsOf(nodes, arrows).map(({ level, ids }) => (
            <div key={level} className="flex min-w-0 flex-col">
              <h2 className="mb-2 text-center text-dns-14B-130 text-solid-gray-800">{t(`level.${level}`)}</h2>
              <ul className="flex grow flex-col justify-around gap-4">
                {ids.map((id) => {
                  const node = byId.get(id)!
                  return (
                    <NodeCard
                      key={id}
                      node={node}
                      isChosen={chosen === id}
                      isDim={!!kept && !kept.has(id)}
                      onChoose={() => setChosen(chosen === id ? null : id)}
                    >
                      {figures(node)}
                    </NodeCard>
                  )
                })}
              </ul>
            </div>
          ))}
        </div>
      </section>
      {opens && chosen !== null && beside.length > 0 && (
        <nav aria-label={t('graph.arrows', { name: byId.get(chosen)?.name ?? '' })} data-print="no" className="mt-3">
          <ul className="flex flex-wrap gap-x-6 gap-y-1">
            {beside.map((arrow) => (
              <li key={`${arrow.from} ${arrow.to}`}>
                <Link to="/model/arrow" search={{ from: arrow.from, to: arrow.to }}>
                  {t('graph.open', ends(arrow))}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
      )}
      <Legend />
    </div>
  )
}

/** A4 without its margins, the heading and the legend, px. */
const PAPER = { width: 700, height: 900 }

function onPaper({ width, height }: Places): number {
  return width === 0 ? 1 : Math.min(1, PAPER.width / width, PAPER.height / height)
}
