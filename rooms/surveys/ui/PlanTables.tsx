import type { ReactNode } from 'react'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatNumber } from '#platform/ui/Figure.tsx'
import { Card, Section } from '#platform/ui/Page.tsx'
import { DataTable } from '#platform/ui/table/DataTable.tsx'
import type { Column } from '#platform/ui/table/rows.ts'
import { surveysMessages } from '../messages.ts'
import { attributes } from '../opening.rules.ts'
import { namesOf } from '../report.rules.ts'
import { teamMessages } from './team.messages.ts'
import type { Plan } from './told.ts'

/** Whom a round would ask, who is outside, in which cells, and what is merged into what. */
export function PlanTables({
  plan,
  nameOf,
  children,
}: {
  plan: Plan
  nameOf: (code: string) => string
  children: ReactNode
}) {
  const t = useMessages(teamMessages)
  const { language } = useLanguage()
  const words = useCellWords(nameOf)
  const number = (n: number) => formatNumber(n, language) ?? ''
  const cells: Column<Plan['cells'][number]>[] = [
    {
      ...{ id: 'cell', header: t('plan.cells'), isRowHeader: true, value: (row) => words(row.attributes) },
      cell: (row) => words(row.attributes),
    },
    {
      ...{ id: 'people', header: t('plan.receivers'), align: 'end', value: ({ receivers }) => receivers },
      cell: ({ receivers }) => <span className="figures">{number(receivers)}</span>,
    },
  ]
  const merged: Column<Plan['merged'][number]>[] = [
    {
      ...{ id: 'from', header: t('plan.from'), isRowHeader: true, value: (row) => words(row.from) },
      cell: (row) => words(row.from),
    },
    {
      ...{ id: 'into', header: t('plan.into'), value: (row) => words(row.into) },
      cell: (row) => words(row.into),
    },
  ]
  return (
    <div role="status" className="mt-8">
      <Card title={t('plan.title')}>
        <p className="figures text-std-20B-150">
          {t('plan.people', { n: number(plan.receivers), cells: number(plan.cells.length) })}
        </p>
        <p className="figures">
          {t('plan.outside', { away: number(plan.outside.onLeave), nowhere: number(plan.outside.noPost) })}
          {plan.outside.otherCategory > 0 && t('plan.other_category', { n: number(plan.outside.otherCategory) })}
          {plan.outside.notDrawn > 0 && t('plan.not_drawn', { n: number(plan.outside.notDrawn) })}
        </p>
        {plan.cells.length === 1 && <p className="mt-2">{t('plan.alone')}</p>}
        <div className="mt-4">{children}</div>
      </Card>
      {plan.cells.length > 1 && (
        <Section title={t('plan.cells')}>
          <DataTable
            caption={t('plan.cells_caption')}
            name="cells"
            columns={cells}
            rows={plan.cells}
            rowKey={(row) => JSON.stringify(row.attributes)}
            pageSize={20}
          />
        </Section>
      )}
      <Section title={t('plan.merged')}>
        {plan.merged.length === 0 ? (
          <p>{t('plan.merged_none')}</p>
        ) : (
          <DataTable
            caption={t('plan.merged')}
            name="merged"
            columns={merged}
            rows={plan.merged}
            rowKey={(row) => JSON.stringify(row.from)}
            pageSize={20}
          />
        )}
      </Section>
    </div>
  )
}

/** A cell in words: 総務部 人事課・1級職. */
function useCellWords(nameOf: (code: string) => string) {
  const t = useMessages(teamMessages)
  const house = useMessages(surveysMessages)
  return (cell: Readonly<Record<string, string>>) => {
    const said = attributes.flatMap((attribute) => {
      const value = cell[attribute]
      if (value === undefined) return []
      return attribute === 'section'
        ? [namesOf(value, nameOf, house('place.itself')).join(' ')]
        : [value.replaceAll('+', '・')]
    })
    return said.length === 0 ? t('plan.all') : said.join(' / ')
  }
}
