import type { ReactNode } from 'react'
import { useMessages } from '#platform/i18n/react.tsx'
import { Link } from '#platform/ui/Link.tsx'
import { SampleTag } from '#platform/ui/Sample.tsx'
import { Tag } from '#platform/ui/Tags.tsx'
import { namedCell, PlainTable } from '#platform/ui/table/PlainTable.tsx'
import { logicModelMessages } from '../messages.ts'
import { columnsOf, type Node } from '../rules.ts'
import type { Arrow } from './Arrows.tsx'

/** The same as the graph in words: every item under its level, with its values and what it leads to. */
export function ModelOutline({
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
  figures: (node: Node) => ReactNode
}) {
  const t = useMessages(logicModelMessages)
  const byId = new Map(nodes.map((node) => [node.id, node]))
  return (
    <div className="grid gap-8">
      {columnsOf(nodes, arrows).map(({ level, ids }) => (
        <section key={level} aria-labelledby={`level-${level}`}>
          <h2 id={`level-${level}`} className="mb-2 text-std-20B-150 text-solid-gray-900">
            {t(`level.${level}`)}
          </h2>
          {level === 'finalOutcome' && <p className="mb-2 text-solid-gray-700">{t('no_kpi_on_final')}</p>}
          <PlainTable
            className="block w-full border-solid-gray-420 border-t md:table print:table"
            caption={`${t('outline.caption')}: ${t(`level.${level}`)}`}
          >
            <thead className="max-md:sr-only md:table-header-group print:not-sr-only print:table-header-group">
              <tr className="text-left text-dns-14N-130 text-solid-gray-700">
                <th scope="col" className="w-[30%] py-1 pr-4 font-normal">
                  {t('column.name')}
                </th>
                <th scope="col" className="w-[28%] py-1 pr-4 font-normal">
                  {t('column.value')}
                </th>
                <th scope="col" className="py-1 font-normal">
                  {t('column.leadsTo')}
                </th>
              </tr>
            </thead>
            <tbody className="block md:table-row-group print:table-row-group">
              {ids.map((id) => (
                <Row key={id} node={byId.get(id)!} figures={figures}>
                  {arrows
                    .filter(({ from }) => from === id)
                    .map((arrow) => (
                      <LeadsTo key={arrow.to} arrow={arrow} name={byId.get(arrow.to)?.name ?? arrow.to}>
                        {isContradicted(arrow) && <Tag tone="yellow">✕ {t('contradicted')}</Tag>}
                        {opens && (
                          <Link to="/model/arrow" search={{ from: arrow.from, to: arrow.to }}>
                            {t('leads.open')}
                            <span className="sr-only"> {byId.get(arrow.to)?.name}</span>
                          </Link>
                        )}
                      </LeadsTo>
                    ))}
                </Row>
              ))}
            </tbody>
          </PlainTable>
        </section>
      ))}
    </div>
  )
}

function Row({ node, figures, children }: { node: Node; figures: (node: Node) => ReactNode; children: ReactNode[] }) {
  const t = useMessages(logicModelMessages)
  const cell = 'block py-1 align-top md:table-cell md:py-2 md:pr-4 print:table-cell'
  return (
    <tr className="block border-solid-gray-200 border-b py-2 md:table-row print:table-row">
      <th scope="row" className={`${cell} text-left font-normal`}>
        <span className="text-std-16B-170">{node.name}</span>
        <span className="flex flex-wrap gap-2 text-dns-14N-130 text-solid-gray-700">
          {node.owner}
          {node.isSample && <SampleTag />}
        </span>
      </th>
      <td data-name={t('column.value')} className={`${cell} ${namedCell}`}>
        <div className="grid gap-2">{figures(node)}</div>
      </td>
      <td data-name={t('column.leadsTo')} className={`${cell} ${children.length > 0 ? namedCell : ''}`}>
        {children.length > 0 && <ul className="grid gap-1 text-dns-14N-130">{children}</ul>}
      </td>
    </tr>
  )
}

function LeadsTo({ arrow, name, children }: { arrow: Arrow; name: string; children: ReactNode }) {
  const t = useMessages(logicModelMessages)
  const lag = arrow.lagYears === 0 ? t('lag.none') : t('lag.years', { years: arrow.lagYears })
  const evidence = t(`evidence.${arrow.evidence}`)
  return (
    <li>
      → {t('leads.to', { to: name, evidence, lag, hypothesis: arrow.hypothesis })} {children}
    </li>
  )
}
