import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { DataTable } from '#platform/ui/table/DataTable.tsx'
import type { Column } from '#platform/ui/table/rows.ts'
import { THRESHOLD } from '#rooms/people/small-sections.rules.ts'
import { lowestMessages } from '../lowest.messages.ts'
import { formatWithCounts } from '../rules.ts'
import type { Shown } from './item.ts'

type LowestGroup = NonNullable<Shown['lowest']>
type Band = LowestGroup['bands'][number]

/** Beside the share of the whole, where an outcome speaks of all staff: the group furthest from it, and how the groups are spread. */
export function Lowest({ lowest, unit, name }: { lowest: LowestGroup; unit: string; name: string }) {
  const t = useMessages(lowestMessages)
  const { language } = useLanguage()
  const { section, groups, bands } = lowest
  const value = formatWithCounts(lowest, unit, language) ?? ''
  const named = section && [section.name ?? t('lowest.several'), ...section.holds].join('、')
  const people = ({ people }: Band) => people.toLocaleString(language)
  const columns: Column<Band>[] = [
    {
      id: 'band',
      header: t('lowest.band'),
      isRowHeader: true,
      value: ({ from }) => from,
      cell: ({ from }) =>
        from === bands.at(-1)?.from ? t('lowest.band_last', { from }) : t('lowest.band_of', { from, to: from + 20 }),
    },
    {
      id: 'groups',
      header: t('lowest.groups'),
      align: 'end',
      value: ({ groups }) => groups,
      cell: ({ groups }) => groups,
    },
    { id: 'people', header: t('lowest.people'), align: 'end', value: ({ people }) => people, cell: people },
  ]
  return (
    <div className="mt-4 border-solid-gray-300 border-t pt-3">
      <p className="figures">
        {t('lowest.title')}{' '}
        <strong>
          {named === null ? t('lowest.unnamed', { value }) : t('lowest.named', { section: named, value })}
        </strong>
      </p>
      <p className="mt-1 text-dns-14N-130 text-solid-gray-700">{t('lowest.why', { n: THRESHOLD, groups })}</p>
      <details className="mt-2">
        <summary className="min-h-11 cursor-pointer py-2">{t('lowest.bands')}</summary>
        <DataTable
          caption={t('lowest.bands_caption', { name })}
          columns={columns}
          rows={bands}
          rowKey={({ from }) => String(from)}
        />
      </details>
    </div>
  )
}
