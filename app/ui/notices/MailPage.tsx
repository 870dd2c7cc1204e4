import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Output } from '#platform/contract/contract.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import type { mail } from '#platform/mail/contract.ts'
import { formatDate, todayInTokyo } from '#platform/time/dates.ts'
import { Button } from '#platform/ui/Button.tsx'
import { PageHeading, Section } from '#platform/ui/Page.tsx'
import { Empty, Trouble, Waiting } from '#platform/ui/States.tsx'
import { useToast } from '#platform/ui/Toasts.tsx'
import { numberOf, usePlace } from '#platform/ui/table/address.ts'
import { PlacePager } from '#platform/ui/table/Pager.tsx'
import { api } from '../api.ts'
import { noticePageMessages } from './messages.ts'

type Mail = Output<typeof mail.listMail>['mail'][number]

const clock = new Intl.DateTimeFormat('ja-JP', { timeZone: 'Asia/Tokyo', hour: '2-digit', minute: '2-digit' })

/** Mail for whoever looks after the server: whether it goes out, what failed and why. What it says is not shown. */
export function MailPage() {
  const t = useMessages(noticePageMessages)
  const { data, error, refetch } = useQuery(api.mail.mailState.queryOptions({ input: {} }))
  return (
    <>
      <PageHeading lead={t('mail.lead')}>{t('mail.title')}</PageHeading>
      {error ? <Trouble error={error} retry={refetch} /> : !data ? <Waiting shape="cards" /> : <State state={data} />}
      <MailList state="failed" />
      <MailList state="waiting" />
    </>
  )
}

function State({ state }: { state: Output<typeof mail.mailState> }) {
  const t = useMessages(noticePageMessages)
  const moment = useMoment()
  const { isOn, waiting, waitingSince, failed, lastSentAt, lastTrouble } = state
  const facts = [
    [
      t('mail.waiting'),
      t('mail.count', { n: waiting }) + (waitingSince ? t('mail.since', { at: moment(waitingSince) }) : ''),
    ],
    [t('mail.failed'), t('mail.count', { n: failed })],
    [t('mail.last_sent'), lastSentAt ? moment(lastSentAt) : t('mail.never')],
    ...(lastTrouble ? [[t('mail.last_trouble'), lastTrouble]] : []),
  ]
  return (
    <div className="rounded-12 border border-solid-gray-200 bg-white p-4 sm:p-6">
      <p className="text-std-16B-170">{t(isOn ? 'mail.on' : 'mail.off')}</p>
      {!isOn && <p className="mt-1 text-solid-gray-700">{t('mail.off.how')}</p>}
      <dl className="mt-4 grid gap-x-6 gap-y-2 sm:grid-cols-[max-content_1fr]">
        {facts.map(([term, fact]) => (
          <div key={term} className="contents">
            <dt className="text-solid-gray-700">{term}</dt>
            <dd className="figures [overflow-wrap:anywhere]">{fact}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}

function MailList({ state }: { state: 'failed' | 'waiting' }) {
  const t = useMessages(noticePageMessages)
  const place = usePlace(state)
  const after = numberOf(place)
  const { data, error, refetch } = useQuery(
    api.mail.listMail.queryOptions({
      input: { state, ...(after === undefined ? {} : { after }) },
      placeholderData: keepPreviousData,
    }),
  )
  return (
    <Section title={t(`mail.list.${state}`)} lead={t(`mail.list.${state}.lead`)}>
      {error ? <Trouble error={error} retry={refetch} /> : !data ? <Waiting shape="list" rows={3} /> : null}
      {data?.mail.length === 0 && <Empty>{t(`mail.list.${state}.empty`)}</Empty>}
      {data && data.mail.length > 0 && (
        <ul className="divide-y divide-solid-gray-200 rounded-12 border border-solid-gray-200 bg-white">
          {data.mail.map((one) => (
            <MailLine key={one.mailId} one={one} />
          ))}
        </ul>
      )}
      {data && <PlacePager place={place} next={data.next ?? undefined} isByTime />}
    </Section>
  )
}

function MailLine({ one }: { one: Mail }) {
  const t = useMessages(noticePageMessages)
  const moment = useMoment()
  const toast = useToast()
  const queries = useQueryClient()
  const retry = useMutation(api.mail.retryMail.mutationOptions())
  const { mailId, name, email, state, attempts, writtenAt, nextAt, trouble } = one
  async function again() {
    await retry.mutateAsync({ mailId }).then(() => toast({ message: t('mail.retried') }))
    await queries.invalidateQueries({ queryKey: api.mail.key() })
  }
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 py-3 sm:px-6">
      <div className="min-w-0 grow basis-72">
        <p className="[overflow-wrap:anywhere]">
          {name ?? t('mail.not_in_service')} {email && <span className="text-solid-gray-700">{email}</span>}
        </p>
        <p className="figures text-dns-14N-130 text-solid-gray-700">
          {t('mail.written', { at: moment(writtenAt) })}
          {attempts > 0 && `・${t('mail.attempts', { n: attempts })}`}
          {state !== 'failed' && `・${t('mail.next', { at: moment(nextAt) })}`}
        </p>
        {trouble && <p className="mt-1 [overflow-wrap:anywhere]">{trouble}</p>}
        {retry.error && <Trouble error={retry.error} />}
      </div>
      {state !== 'sending' && (
        <Button look="secondary" size="small" busy={retry.isPending} onClick={() => again().catch(() => undefined)}>
          {t('mail.retry')}
          <span className="sr-only">: {name ?? email}</span>
        </Button>
      )}
    </li>
  )
}

function useMoment() {
  const { language } = useLanguage()
  return (at: string) =>
    `${formatDate(todayInTokyo({ epochMilliseconds: Date.parse(at) }), language)} ${clock.format(new Date(at))}`
}
