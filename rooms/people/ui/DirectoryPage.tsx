import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { useApi } from '#platform/client/react.tsx'
import type { Answer } from '#platform/contract/contract.ts'
import { useMessages } from '#platform/i18n/react.tsx'
import { Link } from '#platform/ui/Link.tsx'
import { PageHeading } from '#platform/ui/Page.tsx'
import { Face } from '#platform/ui/Person.tsx'
import { Empty, Trouble, Waiting } from '#platform/ui/States.tsx'
import { Tag } from '#platform/ui/Tags.tsx'
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
  const sectionCode = useSectionCode()
  const { data, error, refetch } = useQuery(
    api.people.listStaff.queryOptions({
      input: {
        after: numberOf(place),
        pageSize,
        ...(words ? { q: words } : {}),
        ...(sectionCode ? { sectionCode } : {}),
      },
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
    { id: 'post', header: t('directory.post'), cell: (person) => <PostOf {...person} /> },
  ]
  return (
    <>
      <PageHeading lead={t('directory.lead')}>{t('directory.title')}</PageHeading>
      {sectionCode && <InSection sectionCode={sectionCode} />}
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

/** The section whose list was asked for in the address. */
function useSectionCode(): string | undefined {
  const { section } = useSearch({ strict: false }) as Record<string, unknown>
  return section === undefined || section === '' ? undefined : String(section)
}

function InSection({ sectionCode }: { sectionCode: string }) {
  const t = useMessages(peopleMessages)
  const api = useApi<{ people: typeof people }>()
  const { data } = useQuery(api.people.listSections.queryOptions({ input: {}, staleTime: 3_600_000 }))
  const section = data?.find((one) => one.sectionCode === sectionCode)
  return (
    <p className="mb-4 flex flex-wrap gap-x-4">
      <strong>{t('directory.in_section', { name: section?.path.join(' ') ?? sectionCode })}</strong>
      <Link to="/people">{t('directory.everybody')}</Link>
    </p>
  )
}

/** The person's own post, and after it the one that brings them into the list. */
function PostOf({ postTitle, postHere }: Pick<Colleague, 'postTitle' | 'postHere'>) {
  const t = useMessages(peopleMessages)
  if (!postHere) return postTitle ?? '—'
  return (
    <span className="flex flex-wrap items-baseline gap-2">
      {postTitle}
      <Tag>{t(`kind.${postHere.kind}`)}</Tag>
      {postHere.postTitle}
    </span>
  )
}
