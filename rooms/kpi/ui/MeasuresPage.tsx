import { useQuery } from '@tanstack/react-query'
import { useApi } from '#platform/client/react.tsx'
import { hasMessage } from '#platform/i18n/messages.ts'
import { useMessages } from '#platform/i18n/react.tsx'
import { Link } from '#platform/ui/Link.tsx'
import { KeyValues, PageHeading } from '#platform/ui/Page.tsx'
import { PageTrouble } from '#platform/ui/PageTrouble.tsx'
import { Waiting } from '#platform/ui/States.tsx'
import { Tag } from '#platform/ui/Tags.tsx'
import { DataTable } from '#platform/ui/table/DataTable.tsx'
import type { Column } from '#platform/ui/table/rows.ts'
import type { kpi } from '../contract.ts'
import { kpiMessages } from '../messages.ts'
import type { Measure } from './item.ts'
import { measuresMessages } from './measures.messages.ts'

type Row = Measure & { readonly edition: string | null }

/** /kpi/measures: what can be measured, each in words, with what of the policy rests on it; found by any word, saved as a file. */
export function MeasuresPage() {
  const t = useMessages(measuresMessages)
  const api = useApi<{ kpi: typeof kpi }>()
  const { data, error, refetch } = useQuery(api.kpi.listMeasures.queryOptions({ input: {} }))
  const columns = useColumns()
  if (error) return <PageTrouble title={t('title')} lead={t('lead')} error={error} retry={refetch} />
  if (!data) return <Waiting shape="page" />
  const rows: Row[] = data.measures.map((measure) => ({ ...measure, edition: data.edition }))
  return (
    <>
      <PageHeading lead={t('lead')} actions={<Link to="/kpi/calendar">{t('back')}</Link>}>
        {t('title')}
      </PageHeading>
      <DataTable
        caption={t('caption')}
        columns={columns}
        rows={rows}
        rowKey={({ measure }) => measure}
        pageSize={12}
        narrowPageSize={6}
        draw={Cards}
      />
    </>
  )
}

function Cards({ rows }: { rows: readonly Row[] }) {
  const t = useMessages(measuresMessages)
  const columns = useColumns()
  return (
    <ul className="grid grid-cols-1 gap-3">
      {rows.map((row) => (
        <li key={row.measure} className="min-w-0 rounded-12 border border-solid-gray-200 bg-white p-4">
          <div className="mb-2 flex flex-wrap items-center gap-x-3 gap-y-1">
            <h2 className="text-std-16B-170">{row.name}</h2>
            <Tag>{row.topic}</Tag>
            {row.isOutput && <Tag tone="blue">{t('output')}</Tag>}
          </div>
          <p className="mb-2">{row.meaning}</p>
          <KeyValues
            items={columns
              .filter(({ id }) => !SAID.has(id))
              .map((column) => ({ label: column.header, value: column.cell(row) }))}
          />
          {row.isFamily && <p className="mt-2 text-dns-14N-130 text-solid-gray-700">{t('family')}</p>}
        </li>
      ))}
    </ul>
  )
}

/** What stands above the list of a card. */
const SAID = new Set(['name', 'topic', 'meaning'])

function useColumns(): Column<Row>[] {
  const t = useMessages(measuresMessages)
  const k = useMessages(kpiMessages)
  const text = (id: 'topic' | 'name' | 'meaning' | 'numerator' | 'denominator' | 'records') => ({
    id,
    header: t(id),
    value: (row: Row) => row[id],
    cell: (row: Row) => row[id],
  })
  const roomOf = ({ room }: Row) => {
    const key = `room.${room}`
    return hasMessage(measuresMessages, key) ? t(key) : room
  }
  const unitOf = ({ unit, isMean }: Row) => (isMean ? t('unit.mean', { unit }) : unit)
  return [
    { ...text('name'), isRowHeader: true },
    text('topic'),
    text('meaning'),
    {
      id: 'measure',
      header: t('measure'),
      value: ({ measure }) => measure,
      cell: ({ measure }) => <code className="wrap-anywhere">{measure}</code>,
    },
    text('numerator'),
    text('denominator'),
    text('records'),
    { id: 'day', header: t('day'), value: ({ day }) => day, cell: ({ day }) => t('day.are', { day }) },
    { id: 'kind', header: t('kind'), value: ({ kind }) => t(`kind.${kind}`), cell: ({ kind }) => t(`kind.${kind}`) },
    { id: 'unit', header: t('unit'), value: unitOf, cell: unitOf },
    { id: 'room', header: t('room'), value: roomOf, cell: roomOf },
    {
      id: 'used',
      header: t('used'),
      value: ({ usedBy }) => usedBy.map(({ name }) => name).join('、'),
      cell: ({ usedBy, edition }) =>
        usedBy.length === 0 ? (
          t(edition === null ? 'used.no_policy' : 'used.none')
        ) : (
          <ul>
            {usedBy.map(({ id, kind, name }) => (
              <li key={id}>
                <Link to={`/kpi/${id}`}>{name}</Link> <span className="text-solid-gray-700">({k(kind)})</span>
              </li>
            ))}
          </ul>
        ),
    },
  ]
}
