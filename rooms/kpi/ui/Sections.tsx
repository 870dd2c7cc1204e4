import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { Link } from '#platform/ui/Link.tsx'
import { Section } from '#platform/ui/Page.tsx'
import { Empty } from '#platform/ui/States.tsx'
import { DataTable } from '#platform/ui/table/DataTable.tsx'
import type { Column } from '#platform/ui/table/rows.ts'
import { kpiMessages } from '../messages.ts'
import { figureOf, formatValue, formatWithCounts } from '../rules.ts'
import { smallestSection } from '../sections.rules.ts'
import type { Shown } from './item.ts'

type SectionRow = NonNullable<Shown['sections']>[number]

/** What the number is made of by section: rows for executives and HR, one sum for a section head. */
export function Sections({ shown: { asOf, item, sections, ownSections, may } }: { shown: Shown }) {
  const t = useMessages(kpiMessages)
  const { language } = useLanguage()
  const { unit, name } = item
  if (!sections) {
    return (
      <Section title={t('sections')}>
        <p className="figures">
          {t('sections.own')} <strong>{formatWithCounts(ownSections, unit, language) ?? t('none')}</strong>
        </p>
      </Section>
    )
  }
  const title = (row: SectionRow) => (
    <>
      {row.within.length > 0 && (
        <span className="block text-dns-14N-130 text-solid-gray-700">{row.within.join(' › ')}</span>
      )}
      {row.name ?? t('sections.nowhere')}
      {row.holds.length > 0 && (
        <span className="block text-dns-14N-130 text-solid-gray-700">{t('sections.holds', { names: row.holds })}</span>
      )}
    </>
  )
  const hasShare = sections.some(({ denominator }) => denominator !== null)
  const columns: Column<SectionRow>[] = [
    {
      id: 'section',
      header: t('sections.column'),
      value: (row) => [...row.within, row.name ?? ''].join(' '),
      isRowHeader: true,
      cell: (row) =>
        may.openRecords && row.sectionCode ? (
          <Link to="." search={{ asOf, section: row.sectionCode }}>
            {title(row)}
          </Link>
        ) : (
          title(row)
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
            cell: (row: SectionRow) => formatValue(row, unit, language) ?? t('none'),
          },
        ]
      : []),
  ]
  return (
    <Section
      title={t('sections')}
      lead={may.openRecords ? t('sections.lead_all') : t('sections.lead', { n: smallestSection })}
    >
      <DataTable
        caption={t('sections.caption', { name })}
        name="sections"
        pageSize={25}
        columns={columns}
        rows={sections}
        rowKey={(row) => row.sectionCode ?? '-'}
        empty={<Empty>{t('sections.too_few')}</Empty>}
      />
    </Section>
  )
}

function number(part: 'numerator' | 'denominator', language: string) {
  return {
    value: (row: SectionRow) => row[part],
    cell: (row: SectionRow) => row[part]?.toLocaleString(language) ?? '',
  }
}
