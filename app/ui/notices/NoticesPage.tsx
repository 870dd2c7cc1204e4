import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate, todayInTokyo } from '#platform/time/dates.ts'
import { Button } from '#platform/ui/Button.tsx'
import { Link } from '#platform/ui/Link.tsx'
import { PageHeading, Section } from '#platform/ui/Page.tsx'
import { Empty, Trouble, Waiting } from '#platform/ui/States.tsx'
import { useToast } from '#platform/ui/Toasts.tsx'
import { numberOf, usePlace } from '#platform/ui/table/address.ts'
import { PlacePager } from '#platform/ui/table/Pager.tsx'
import { api } from '../api.ts'
import { noticePageMessages } from './messages.ts'
import { type Notice, NoticeLine } from './NoticeLine.tsx'

const pageSize = 30

/** お知らせ: day by day, the newest first; what can be done is done here or one press away. */
export function NoticesPage() {
  const t = useMessages(noticePageMessages)
  const place = usePlace()
  const [only, choose] = useOnly()
  const after = numberOf(place)
  const input = { ...(after === undefined ? {} : { after }), ...(only ? { only } : {}), pageSize }
  const { data, error, refetch } = useQuery(
    api.notices.listMyNotices.queryOptions({ input, placeholderData: keepPreviousData }),
  )
  const read = useRead()
  const newest = after === undefined ? data?.notices[0]?.noticeId : undefined
  return (
    <>
      <PageHeading
        lead={
          <>
            {t('lead')} <Link to="/notices/choices">{t('lead.choices')}</Link>
          </>
        }
        actions={
          data && data.unread > 0 && newest !== undefined ? (
            <Button look="secondary" onClick={() => read({ upTo: newest }, t('read.all.done'))}>
              {t('read.all')}
            </Button>
          ) : undefined
        }
      >
        {t('title')}
      </PageHeading>
      <Filter only={only} onChoose={choose} />
      {error ? <Trouble error={error} retry={refetch} /> : !data ? <Waiting shape="list" rows={5} /> : null}
      {data?.notices.length === 0 && <Nothing isFirst={after === undefined} only={only} />}
      {data && (
        <>
          <Days notices={data.notices} onRead={(noticeId) => read({ noticeIds: [noticeId] })} />
          <PlacePager place={place} next={data.next ?? undefined} isByTime />
        </>
      )}
    </>
  )
}

function Filter({ only, onChoose }: { only: 'unread' | undefined; onChoose: (only: 'unread' | undefined) => void }) {
  const t = useMessages(noticePageMessages)
  return (
    <fieldset className="mb-4 flex flex-wrap gap-2" data-print="no">
      <legend className="sr-only">{t('filter.label')}</legend>
      {([undefined, 'unread'] as const).map((choice) => (
        <Button
          key={choice ?? 'all'}
          look={only === choice ? 'secondary' : 'text'}
          aria-pressed={only === choice}
          onClick={() => onChoose(choice)}
        >
          {t(`filter.${choice ?? 'all'}`)}
        </Button>
      ))}
    </fieldset>
  )
}

function Nothing({ isFirst, only }: { isFirst: boolean; only: 'unread' | undefined }) {
  const t = useMessages(noticePageMessages)
  if (!isFirst) return <Empty>{t('empty.page')}</Empty>
  return only ? <Empty>{t('empty.unread')}</Empty> : <Empty title={t('empty.title')}>{t('empty')}</Empty>
}

function Days({ notices, onRead }: { notices: readonly Notice[]; onRead: (noticeId: number) => unknown }) {
  const t = useMessages(noticePageMessages)
  const { language } = useLanguage()
  return Map.groupBy(notices, ({ noticedAt }) => todayInTokyo({ epochMilliseconds: Date.parse(noticedAt) }))
    .entries()
    .toArray()
    .map(([day, ofDay]) => (
      <Section key={day} title={formatDate(day, language, 'weekday')}>
        <ul
          aria-label={t('list.of', { date: formatDate(day, language) })}
          className="divide-y divide-solid-gray-200 rounded-12 border border-solid-gray-200 bg-white"
        >
          {ofDay.map((notice) => (
            <NoticeLine key={notice.noticeId} notice={notice} onRead={() => onRead(notice.noticeId)} />
          ))}
        </ul>
      </Section>
    ))
}

/** The choice stands in the address; another one begins at its first page. */
function useOnly(): ['unread' | undefined, (only: 'unread' | undefined) => void] {
  const { only } = useSearch({ strict: false }) as { only?: string }
  const navigate = useNavigate()
  const choose = (chosen: 'unread' | undefined) =>
    void navigate({ to: '/notices', search: chosen ? { only: chosen } : {} } as Parameters<typeof navigate>[0])
  return [only === 'unread' ? 'unread' : undefined, choose]
}

function useRead() {
  const queries = useQueryClient()
  const toast = useToast()
  const { mutateAsync } = useMutation(api.notices.readNotices.mutationOptions())
  return async (which: { upTo: number } | { noticeIds: number[] }, message?: string) => {
    await mutateAsync(which)
    if (message) toast({ message })
    await Promise.all([
      queries.invalidateQueries({ queryKey: api.notices.key() }),
      queries.invalidateQueries({ queryKey: api.home.showSession.key() }),
    ])
  }
}
