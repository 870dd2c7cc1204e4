import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import type { Output } from '#platform/contract/contract.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate, todayInTokyo } from '#platform/time/dates.ts'
import { Button } from '#platform/ui/Button.tsx'
import { Breadcrumbs, PageHeading, Section } from '#platform/ui/Page.tsx'
import { Trouble, Waiting } from '#platform/ui/States.tsx'
import { Tag } from '#platform/ui/Tags.tsx'
import type { items } from '../contract.ts'
import { ItemForm } from './ItemForm.tsx'
import { pageMessages } from './messages.ts'
import { useBank, useItemsApi } from './useItemsApi.ts'

type Shown = Output<typeof items.showItem>

/** One item, or a new one: its form beside what the taker sees, and its versions. */
export function ItemPage() {
  const t = useMessages(pageMessages)
  const { itemId } = useParams({ strict: false }) as { itemId: string }
  const isNew = itemId === 'new'
  const api = useItemsApi()
  const { data, error, refetch } = useQuery({
    ...api.items.showItem.queryOptions({ input: { itemId: Number(itemId) } }),
    enabled: !isNew,
  })
  const title = isNew ? t('new') : t('edit', { code: data?.item.code ?? '' })
  return (
    <>
      <Breadcrumbs
        crumbs={[{ label: t('admin'), to: '/admin' }, { label: t('title'), to: '/admin/items' }, { label: title }]}
      />
      <PageHeading {...(data ? { actions: <Retire shown={data} /> } : {})}>{title}</PageHeading>
      {error && <Trouble error={error} retry={refetch} />}
      {!error && !isNew && !data && <Waiting shape="cards" rows={4} />}
      {(isNew || data) && <ItemForm key={itemId} {...(data ? { known: data } : {})} />}
      {data && <Versions shown={data} />}
    </>
  )
}

function Retire({ shown: { itemId, isRetired } }: { shown: Shown }) {
  const t = useMessages(pageMessages)
  const { ask, isPending } = useBank()
  const turn = () => ask(({ items }) => items.retireItem({ itemId, isRetired: !isRetired }), t('saved'))
  return (
    <span className="flex flex-wrap items-center gap-3">
      {isRetired && <Tag>{t('filter.retired')}</Tag>}
      <Button look="secondary" busy={isPending} onClick={turn}>
        {t(isRetired ? 'resume' : 'retire')}
      </Button>
    </span>
  )
}

function Versions({ shown: { versions } }: { shown: Shown }) {
  const t = useMessages(pageMessages)
  const { language } = useLanguage()
  const dayOf = (at: string) => formatDate(todayInTokyo({ epochMilliseconds: Date.parse(at) }), language)
  return (
    <Section title={t('versions')}>
      <ul className="divide-y divide-solid-gray-200 rounded-12 border border-solid-gray-200 bg-white">
        {versions.map(({ number, recordedAt, recordedBy }) => (
          <li key={number} className="px-4 py-3 sm:px-6">
            {t('versions.one', { n: number, at: dayOf(recordedAt), by: recordedBy ?? '' })}
          </li>
        ))}
      </ul>
    </Section>
  )
}
