import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { Section } from '#platform/ui/Page.tsx'
import { Empty } from '#platform/ui/States.tsx'
import { DataTable } from '#platform/ui/table/DataTable.tsx'
import type { Column } from '#platform/ui/table/rows.ts'
import { THRESHOLD } from '#rooms/people/small-sections.rules.ts'
import { SectionName, SectionWay, useSectionName } from '#rooms/people/ui/SectionParts.tsx'
import { kpiMessages } from '../messages.ts'
import { figureOf, formatValue, formatWithCounts } from '../rules.ts'
import type { Shown } from './item.ts'

type SectionRow = NonNullable<Shown['sections']>['rows'][number]

/** What the number is made of by section: rows for executives and HR, one sum for a section head. */
export function Sections({ shown: { asOf, item, sections, ownSections, may } }: { shown: Shown }) {
  const t = useMessages(kpiMessages)
  const { language } = useLanguage()
  const { unit, name } = item
  const nameOf = useSectionName({ within: sections?.within ?? [] })
  if (!sections) {
    return (
      <Section title={t('sections')}>
        <p className="figures">
          {t('sections.own')}{' '}
          <strong>
            {(item.value === null ? undefined : formatWithCounts(ownSections, unit, language)) ?? t('none')}
          </strong>
        </p>
      </Section>
    )
  }
  const { within, rows } = sections
  const hasShare = rows.some(({ denominator }) => denominator !== null)
  const columns: Column<SectionRow>[] = [
    {
      id: 'section',
      header: t('sections.column'),
      value: (row) => [nameOf(row), ...row.holds].join(' '),
      isRowHeader: true,
      cell: (row) => (
        <SectionName
          {...{ row, within }}
          search={{ asOf }}
          {...(may.openRecords && { leaf: { asOf, ...whereOf(within), section: row.sectionCode ?? '' } })}
        />
      ),
    },
    { id: 'numerator', header: t(hasShare ? 'numerator' : 'count'), align: 'end', ...number('numerator', language) },
    ...(hasShare
      ? [
          { id: 'denominator', header: t('denominator'), align: 'end' as const, ...number('denominator', language) },
          {
            id: 'share',
            header: t('sections.share'),
            align: 'end' as const,
            value: (row: SectionRow) => figureOf(row, unit),
            // Where nothing is known of anybody, it is of no section either.
            cell: (row: SectionRow) =>
              (item.value === null ? undefined : formatValue(row, unit, language)) ?? t('none'),
          },
        ]
      : []),
  ]
  return (
    <Section
      title={t('sections')}
      lead={may.openRecords ? t('sections.lead_all') : t('sections.lead', { n: THRESHOLD })}
    >
      <SectionWay within={within} search={{ asOf }} isSecond />
      <DataTable
        caption={t('sections.caption', { name })}
        name="sections"
        pageSize={25}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.sectionCode ?? '-'}
        empty={<Empty>{t('sections.too_few')}</Empty>}
      />
    </Section>
  )
}

/** What the address says of the section that is shown. */
export function whereOf(within: NonNullable<Shown['sections']>['within']): { within?: string } {
  const here = within.at(-1)
  return here ? { within: here.sectionCode } : {}
}

function number(part: 'numerator' | 'denominator', language: string) {
  return {
    value: (row: SectionRow) => row[part],
    cell: (row: SectionRow) => row[part]?.toLocaleString(language) ?? '',
  }
}
