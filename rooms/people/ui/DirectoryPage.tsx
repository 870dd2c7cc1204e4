import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useApi } from '#platform/client/react.tsx'
import type { Answer } from '#platform/contract/contract.ts'
import { useMessages } from '#platform/i18n/react.tsx'
import { Link } from '#platform/ui/Link.tsx'
import { PageHeading } from '#platform/ui/Page.tsx'
import { Face } from '#platform/ui/Person.tsx'
import { Empty, Trouble, Waiting } from '#platform/ui/States.tsx'
import { numberOf, usePlace, useTableView } from '#platform/ui/table/address.ts'
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
  const [{ words }] = useTableView()
  const place = usePlace()
  const { data, error, refetch } = useQuery(
    api.people.listStaff.queryOptions({
      input: { after: numberOf(place), pageSize, ...(words ? { q: words } : {}) },
      placeholderData: keepPreviousData,
    }),
  )
  const columns: Column<Colleague>[] = [
    {
      id: 'name',
      header: t('directory.name'),
      isRowHeader: true,
      cell: ({ staffMemberId, name, nameKana }) => (
        <span className="flex items-center gap-3">
          <Face name={name} size="small" />
          <span className="flex flex-wrap items-baseline gap-x-2">
            <Link to={`/people/${staffMemberId}`}>{name}</Link>
            <span className="text-dns-14N-130 text-solid-gray-700">{nameKana}</span>
          </span>
        </span>
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
          {...(data.isLeast ? {} : { total: data.total })}
          turning={{ place, next: data.hasMore ? data.staff.at(-1)?.staffMemberId : undefined }}
          empty={<Empty>{t('directory.nobody')}</Empty>}
        />
      )}
    </>
  )
}
