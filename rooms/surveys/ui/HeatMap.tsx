import { useMessages } from '#platform/i18n/react.tsx'
import { Section } from '#platform/ui/Page.tsx'
import { DataTable } from '#platform/ui/table/DataTable.tsx'
import type { Column } from '#platform/ui/table/rows.ts'
import type { Attribute } from '../opening.rules.ts'
import { percent, useItemWords } from './result-words.ts'
import { teamMessages } from './team.messages.ts'
import type { Results } from './told.ts'

interface Row {
  readonly place: string
  readonly names: readonly string[]
  readonly at: number
}

/** Groups × items, each cell the favourable share: the number says it, the ground only helps. A phone reads the items one by one, below. */
export function HeatMap({ results: { items, places }, by }: { results: Results; by: Attribute }) {
  const t = useMessages(teamMessages)
  const wording = useItemWords()
  const asked = items.filter(({ item }) => item.type === 'agreement5')
  const attribute = t(`attribute.${by}`)
  if (asked.length === 0) return null
  const shareAt = (item: (typeof asked)[number], { at }: Row) => {
    const told = item.by[at]
    return told && told.favourable !== null && told.n > 0 ? told.favourable / told.n : null
  }
  const columns: Column<Row>[] = [
    {
      ...{ id: 'place', header: attribute, isRowHeader: true, value: ({ names }) => names.join(' ') },
      cell: ({ names }) => <span className="block min-w-32">{names.join(' ')}</span>,
    },
    ...asked.map(
      (one): Column<Row> => ({
        ...{ id: one.item.id, header: wording(one.item), align: 'end' },
        value: (row) => shareAt(one, row),
        cell: (row) => <Cell share={shareAt(one, row)} />,
      }),
    ),
  ]
  return (
    <div className="mt-8 max-md:hidden print:block">
      <Section title={t('results.map', { attribute })} lead={t('results.map_lead')}>
        <DataTable
          caption={t('results.map_caption', { attribute })}
          name="map"
          columns={columns}
          rows={places.map(({ place, names }, at) => ({ place, names, at }))}
          rowKey={({ place }) => place}
          canChooseColumns
          pageSize={50}
        />
      </Section>
    </div>
  )
}

function Cell({ share }: { share: number | null }) {
  const t = useMessages(teamMessages)
  if (share === null) return <span className="text-dns-14N-130 text-solid-gray-700">{t('results.hidden')}</span>
  const ground = grounds[Math.min(grounds.length - 1, Math.floor(share * grounds.length))]
  return <span className={`figures -mx-1 block rounded-4 px-2 py-1 ${ground}`}>{percent(share)}</span>
}

const grounds = ['bg-white', 'bg-blue-50', 'bg-blue-100', 'bg-blue-200', 'bg-blue-300']
