import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { useApi, useClient } from '#platform/client/react.tsx'
import { useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { saveSent } from '#platform/ui/files.ts'
import { Link } from '#platform/ui/Link.tsx'
import { Section } from '#platform/ui/Page.tsx'
import { Person } from '#platform/ui/Person.tsx'
import { Empty, Trouble, Waiting } from '#platform/ui/States.tsx'
import { usePlace } from '#platform/ui/table/address.ts'
import { DataTable } from '#platform/ui/table/DataTable.tsx'
import type { Column } from '#platform/ui/table/rows.ts'
import type { kpi } from '../contract.ts'
import { kpiMessages } from '../messages.ts'
import type { Shown } from './item.ts'
import { whereOf } from './Sections.tsx'

const pageSize = 50

/** The records of the denominator, for HR; asked for only after a press, because looking is written down. */
export function Records({ kpiId, name, shown }: { kpiId: string; name: string; shown: Shown }) {
  const t = useMessages(kpiMessages)
  const { section: code, records } = useSearch({ strict: false }) as { section?: string | number; records?: string }
  const section = code === undefined ? undefined : String(code)
  const client = useClient<{ kpi: typeof kpi }>()
  const sectionName = shown.sections?.rows.find(({ sectionCode }) => sectionCode === section)?.name ?? section
  const isOpen = records === 'open' || section !== undefined
  const save = async () => saveSent(await client.kpi.exportKpiRecords({ kpiId, asOf: shown.asOf }), 'text/csv')
  return (
    <Section
      title={t('records')}
      lead={t('records.lead')}
      actions={
        <Button look="secondary" size="small" onClick={save}>
          {t('records.csv')}
        </Button>
      }
    >
      {section && (
        <p className="mb-3 flex flex-wrap gap-x-4">
          {t('records.of_section', { section: sectionName ?? '' })}
          <Link to="." search={{ asOf: shown.asOf, ...whereOf(shown.sections?.within ?? []), records: 'open' }}>
            {t('records.all')}
          </Link>
        </p>
      )}
      {isOpen ? (
        <RecordTable {...{ kpiId, name, section }} asOf={shown.asOf} />
      ) : (
        <Link to="." search={{ asOf: shown.asOf, records: 'open' }}>
          {t('records.open')}
        </Link>
      )}
    </Section>
  )
}

interface OneRecord {
  id: string
  name: string | null
  nameKana: string | null
  counted: boolean
  finding: string
}

function RecordTable(props: { kpiId: string; name: string; section: string | undefined; asOf: string }) {
  const { kpiId, name, section, asOf } = props
  const t = useMessages(kpiMessages)
  const api = useApi<{ kpi: typeof kpi }>()
  const place = usePlace('records')
  const { after } = place
  const { data, error, refetch } = useQuery(
    api.kpi.listKpiRecords.queryOptions({
      input: { kpiId, asOf, pageSize, ...(section ? { sectionCode: section } : {}), ...(after ? { after } : {}) },
      placeholderData: keepPreviousData,
    }),
  )
  if (error) return <Trouble error={error} retry={refetch} />
  if (!data) return <Waiting shape="table" rows={8} />
  const columns: Column<OneRecord>[] = [
    {
      id: 'who',
      header: t('column.name'),
      isRowHeader: true,
      cell: (row) => (row.name ? <Person name={row.name} nameKana={row.nameKana ?? ''} size="small" /> : row.id),
    },
    { id: 'counted', header: t('column.counted'), cell: (row) => t(row.counted ? 'counted' : 'not_counted') },
    { id: 'finding', header: t('column.finding'), cell: (row) => row.finding },
  ]
  return (
    <DataTable
      caption={t('records.caption', { name })}
      name="records"
      columns={columns}
      rows={data.records}
      rowKey={(row) => row.id}
      total={data.total}
      turning={{ place, next: data.next ?? undefined }}
      empty={<Empty>{t('records.empty')}</Empty>}
    />
  )
}
