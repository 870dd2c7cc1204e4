import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { Output } from '#platform/contract/contract.ts'
import { useMessages } from '#platform/i18n/react.tsx'
import { Link, LinkButton } from '#platform/ui/Link.tsx'
import { Breadcrumbs, PageHeading, Section } from '#platform/ui/Page.tsx'
import { SampleScope, SampleTag } from '#platform/ui/Sample.tsx'
import { Empty, Trouble, Waiting } from '#platform/ui/States.tsx'
import { Tag } from '#platform/ui/Tags.tsx'
import { usePlace } from '#platform/ui/table/address.ts'
import { DataTable } from '#platform/ui/table/DataTable.tsx'
import type { Column } from '#platform/ui/table/rows.ts'
import { useSkillNames } from '#rooms/skills/ui/useSkillNames.ts'
import type { items } from '../contract.ts'
import { itemsMessages } from '../messages.ts'
import { ItemFiles } from './ItemFiles.tsx'
import { type Chosen, ItemFilters } from './ItemFilters.tsx'
import { pageMessages } from './messages.ts'
import { useItemsApi } from './useItemsApi.ts'

type Row = Output<typeof items.listItems>['items'][number]

const pageSize = 10

/** テストの設問, for HR: the bank, found by words and by what an item is. */
export function ItemsPage() {
  const t = useMessages(pageMessages)
  const api = useItemsApi()
  const [chosen, choose] = useChosen()
  const place = usePlace('items')
  const { data, error, refetch } = useQuery(
    api.items.listItems.queryOptions({
      input: { ...(chosen as object), pageSize, ...(place.after ? { after: place.after } : {}) },
      placeholderData: keepPreviousData,
    }),
  )
  const columns = useColumns()
  return (
    <>
      <Breadcrumbs crumbs={[{ label: t('admin'), to: '/admin' }, { label: t('title') }]} />
      <PageHeading lead={t('lead')} actions={<LinkButton to="/admin/items/new">{t('add')}</LinkButton>}>
        {t('title')}
      </PageHeading>
      {error && <Trouble error={error} retry={refetch} />}
      {!error && !data && <Waiting shape="table" rows={8} />}
      {data && (
        <Section title={t('list')} lead={t('total', { n: data.total })}>
          <SampleScope>
            {() => (
              <DataTable
                name="items"
                caption={t('list')}
                columns={columns}
                rows={data.items}
                rowKey={({ itemId }) => itemId}
                turning={{ place, next: data.next ?? undefined }}
                total={data.total}
                filter={<ItemFilters chosen={chosen} choose={choose} />}
                {...(Object.keys(chosen).length === 0 && { empty: <Empty>{t('none')}</Empty> })}
              />
            )}
          </SampleScope>
        </Section>
      )}
      <ItemFiles />
    </>
  )
}

function useColumns(): readonly Column<Row>[] {
  const t = useMessages(pageMessages)
  const words = useMessages(itemsMessages)
  const nameOf = useSkillNames()
  return [
    {
      id: 'code',
      header: t('code'),
      isRowHeader: true,
      cell: ({ itemId, code }) => <Link to={`/admin/items/${itemId}`}>{code}</Link>,
      value: ({ code }) => code,
    },
    {
      id: 'stem',
      header: t('stem'),
      cell: ({ stem, isSample, isRetired, hasExplanation }) => (
        <span className="flex flex-wrap items-baseline gap-2">
          <span className="line-clamp-2 max-w-[28em]">{stem}</span>
          {isSample && <SampleTag />}
          {isRetired && <Tag>{t('filter.retired')}</Tag>}
          {!hasExplanation && <Tag tone="yellow">{t('no_explanation')}</Tag>}
        </span>
      ),
      value: ({ stem }) => stem,
    },
    {
      id: 'kind',
      header: t('kind'),
      cell: ({ kind }) => words(`kind.${kind}`),
      value: ({ kind }) => words(`kind.${kind}`),
    },
    {
      id: 'field',
      header: t('field'),
      cell: ({ field }) => words(`field.${field}`),
      value: ({ field }) => words(`field.${field}`),
    },
    {
      id: 'skill',
      header: t('skill'),
      cell: ({ skill }) => (skill === null ? t('any_skill') : nameOf(skill)),
      value: ({ skill }) => (skill === null ? null : nameOf(skill)),
    },
    { id: 'level', header: t('level'), align: 'end', cell: ({ level }) => level, value: ({ level }) => level },
    {
      id: 'version',
      header: t('version'),
      align: 'end',
      hiddenAtFirst: true,
      cell: ({ number }) => number,
      value: ({ number }) => number,
    },
  ]
}

/** What was chosen stands in the address; from another choice on the list begins at its first page. */
function useChosen(): [Chosen, (more: Chosen) => void] {
  const search = useSearch({ strict: false }) as Record<string, unknown>
  const navigate = useNavigate()
  const parts = ['q', 'kind', 'field', 'skill', 'level', 'origin', 'state'] as const
  const chosen = Object.fromEntries(
    parts.flatMap((part) => (search[part] === undefined || search[part] === '' ? [] : [[part, String(search[part])]])),
  ) as Chosen
  const { level, ...rest } = chosen
  return [
    { ...rest, ...(level === undefined ? {} : { level: Number(level) as never }) },
    (more) =>
      void navigate({
        to: '.',
        replace: true,
        resetScroll: false,
        search: { ...chosen, ...more },
      } as Parameters<typeof navigate>[0]),
  ]
}
