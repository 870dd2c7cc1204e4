import { useState } from 'react'
import { comparedMessages } from '#app/editions/compared.messages.ts'
import { useMessages } from '#platform/i18n/react.tsx'
import { Checkbox } from '#platform/ui/form/Choices.tsx'
import { Section } from '#platform/ui/Page.tsx'
import { Tag } from '#platform/ui/Tags.tsx'
import { DataTable } from '#platform/ui/table/DataTable.tsx'
import { PlainTable } from '#platform/ui/table/PlainTable.tsx'
import type { Column } from '#platform/ui/table/rows.ts'
import type { Comparison } from './Differences.tsx'
import { ChangedText } from './Said.tsx'
import { useWords } from './useWords.ts'

type Cell = Comparison['levels']['rows'][number]['cells'][number]
const changed = ({ before, after }: Cell) => before !== after

/** What is expected of each grade, before and after. */
export function ComparedLevels({ levels: { grades, rows } }: { levels: Comparison['levels'] }) {
  const t = useMessages(comparedMessages)
  const [isWhole, setWhole] = useState(false)
  const differing = rows.filter(({ cells }) => cells.some(changed))
  const shown = isWhole ? rows : differing
  if (rows.length === 0) return null
  return (
    <Section title={t('levels.title')} lead={t('levels.lead')}>
      <div data-print="no">
        <Checkbox name="levels-all" label={t('levels.all')} checked={isWhole} onChange={setWhole} />
      </div>
      {shown.length === 0 ? (
        <p className="mt-3">{t('levels.none')}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what is wider than the window is moved by the keyboard too.
        <section className="mt-3 overflow-x-auto print:overflow-visible" aria-label={t('levels.moved')} tabIndex={0}>
          <PlainTable caption={t('levels.title')} className="border-collapse bg-white text-dns-14N-130">
            <thead>
              <tr>
                <th scope="col" className="border border-solid-gray-300 p-2 text-left">
                  {t('levels.skill')}
                </th>
                {grades.map(({ id, label }) => (
                  <th key={id} scope="col" className="min-w-20 border border-solid-gray-300 p-2">
                    {id}
                    <span className="block font-normal">{label}</span>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {shown.map(({ skill, name, cells }) => (
                <tr key={skill}>
                  <th scope="row" className="min-w-40 border border-solid-gray-300 p-2 text-left font-normal">
                    {name}
                  </th>
                  {cells.map((cell, at) => (
                    <td
                      key={grades[at]!.id}
                      className={`figures border border-solid-gray-300 p-2 text-center ${changed(cell) ? 'font-bold outline-2 outline-solid-gray-900 -outline-offset-2' : ''}`}
                    >
                      {changed(cell)
                        ? t('levels.cell', { before: cell.before ?? '–', after: cell.after ?? '–' })
                        : (cell.after ?? '–')}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </PlainTable>
        </section>
      )}
    </Section>
  )
}

type Arrow = Comparison['arrows'][number]
const tones = { added: 'green', removed: 'plain', changed: 'blue', same: 'plain' } as const

/** The arrows of both models: which came, went and changed. */
export function ComparedArrows({ arrows }: { arrows: Comparison['arrows'] }) {
  const t = useMessages(comparedMessages)
  const { plain } = useWords()
  const [isWhole, setWhole] = useState(false)
  const shown = isWhole ? arrows : arrows.filter(({ state }) => state !== 'same')
  const more = (arrow: Arrow['before']) =>
    arrow && t('arrow.years', { sign: plain(arrow.sign)!, years: arrow.lagYears, evidence: plain(arrow.evidence)! })
  const columns: Column<Arrow>[] = [
    {
      ...{ id: 'state', header: t('arrows.state'), value: ({ state }) => t(`arrow.${state}`) },
      cell: ({ state }) => <Tag tone={tones[state]}>{t(`arrow.${state}`)}</Tag>,
    },
    {
      ...{ id: 'from', header: t('arrows.from'), isRowHeader: true },
      ...{ cell: ({ fromName }) => fromName, value: ({ fromName }) => fromName },
    },
    { id: 'to', header: t('arrows.to'), cell: ({ toName }) => toName, value: ({ toName }) => toName },
    {
      ...{ id: 'hypothesis', header: t('arrows.hypothesis') },
      cell: ({ before, after }) =>
        before && after ? (
          <ChangedText before={before.hypothesis} after={after.hypothesis} />
        ) : (
          (after ?? before)?.hypothesis
        ),
      value: ({ before, after }) => (after ?? before)!.hypothesis,
    },
    {
      ...{ id: 'more', header: t('arrows.more') },
      cell: ({ before, after }) =>
        before && after && more(before) !== more(after)
          ? t('levels.cell', { before: more(before)!, after: more(after)! })
          : more(after ?? before),
      value: ({ before, after }) => more(after ?? before),
    },
  ]
  if (arrows.length === 0) return null
  return (
    <Section title={t('arrows.title')} lead={t('arrows.lead')}>
      <div data-print="no">
        <Checkbox name="arrows-all" label={t('arrows.all')} checked={isWhole} onChange={setWhole} />
      </div>
      <div className="mt-3">
        <DataTable
          name="arrows"
          caption={t('arrows.title')}
          columns={columns}
          rows={shown}
          rowKey={({ from, to }) => `${from} ${to}`}
          filter={shown.length > 12 ? undefined : false}
          empty={t('arrows.none')}
        />
      </div>
    </Section>
  )
}
