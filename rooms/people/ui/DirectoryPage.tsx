import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useApi } from '#platform/client/react.tsx'
import type { Answer } from '#platform/contract/contract.ts'
import { useMessages } from '#platform/i18n/react.tsx'
import { Link } from '#platform/ui/Link.tsx'
import { PageHeading } from '#platform/ui/Page.tsx'
import { Person } from '#platform/ui/Person.tsx'
import { Empty, Trouble, Waiting } from '#platform/ui/States.tsx'
import { useTableView } from '#platform/ui/table/address.ts'
import { DataTable } from '#platform/ui/table/DataTable.tsx'
import type { Column } from '#platform/ui/table/rows.ts'
import type { people } from '../contract.ts'
import { peopleMessages } from '../messages.ts'

type Colleague = Answer<typeof people.listStaff>['staff'][number]
const pageSize = 50

/** 職員を探す: everybody in service today, with directory facts only (INV-S1). */
export function DirectoryPage() {
  const t = useMessages(peopleMessages)
  const api = useApi<{ people: typeof people }>()
  const [{ words, page }] = useTableView()
  const { data, error, refetch } = useQuery(
    api.people.listStaff.queryOptions({
      input: { page, pageSize, ...(words ? { q: words } : {}) },
      placeholderData: keepPreviousData,
    }),
  )
  const columns: Column<Colleague>[] = [
    {
      id: 'name',
      header: t('directory.name'),
      isRowHeader: true,
      cell: ({ staffMemberId, name, nameKana }) => (
        <Link to={`/people/${staffMemberId}`} className="inline-block">
          <Person name={name} nameKana={nameKana} size="small" />
        </Link>
      ),
    },
    { id: 'section', header: t('directory.section'), cell: ({ sectionName }) => sectionName ?? '—' },
    { id: 'post', header: t('directory.post'), cell: ({ postTitle }) => postTitle ?? '—' },
  ]
  return (
    <>
      <PageHeading lead={t('directory.lead')}>{t('directory.title')}</PageHeading>
      {error ? <Trouble error={error} retry={refetch} /> : !data && <Waiting shape="table" rows={8} />}
      {data && (
        <DataTable
          caption={t('directory.caption')}
          columns={columns}
          rows={data.staff}
          rowKey={({ staffMemberId }) => staffMemberId}
          total={data.total}
          pageSize={pageSize}
          empty={<Empty>{t('directory.nobody')}</Empty>}
        />
      )}
    </>
  )
}
