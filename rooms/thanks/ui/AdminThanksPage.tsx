import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { Output } from '#platform/contract/contract.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate } from '#platform/time/dates.ts'
import { Button } from '#platform/ui/Button.tsx'
import { PageHeading, Section } from '#platform/ui/Page.tsx'
import { SampleTag } from '#platform/ui/Sample.tsx'
import { Empty, Trouble, Waiting } from '#platform/ui/States.tsx'
import { Tag } from '#platform/ui/Tags.tsx'
import type { thanks } from '../contract.ts'
import { pageMessages } from './messages.ts'
import { Totals } from './Totals.tsx'
import { useThanksApi } from './useThanksApi.ts'
import { WithReason } from './WithReason.tsx'

type Reported = Output<typeof thanks.listReportedThanks>['thanks'][number]

/** ありがとうの報告と広がり: for HR what was reported, and nothing else; for HR and executives how it spreads. */
export function AdminThanksPage() {
  const t = useMessages(pageMessages)
  const api = useThanksApi()
  const { year, within } = useSearch({ strict: false }) as { year?: number; within?: string | number }
  const totals = useQuery({
    ...api.thanks.showThanksTotals.queryOptions({
      input: {
        ...(year ? { fiscalYear: Number(year) } : {}),
        ...(within === undefined ? {} : { within: String(within) }),
      },
    }),
    placeholderData: keepPreviousData,
  })
  const mayJudge = totals.data?.mayJudge ?? false
  const reported = useQuery(api.thanks.listReportedThanks.queryOptions({ input: {}, enabled: mayJudge }))
  return (
    <>
      <PageHeading lead={t('admin.lead')}>{t('admin.title')}</PageHeading>
      {/* Only the totals say which parts there are; whichever comes first stands above the others. */}
      {totals.isPending && <Waiting shape="page" />}
      {mayJudge && (
        <Section title={t('reported')} lead={t('reported.lead')}>
          {reported.error && <Trouble error={reported.error} retry={reported.refetch} />}
          {!reported.error && !reported.data && <Waiting shape="list" rows={2} />}
          {reported.data?.total === 0 && <Empty>{t('reported.none')}</Empty>}
          {reported.data && reported.data.total > reported.data.thanks.length && (
            <p className="mb-3">{t('reported.more', { n: reported.data.thanks.length, total: reported.data.total })}</p>
          )}
          <ul className="grid gap-4">
            {reported.data?.thanks.map((one) => (
              <Judged key={one.thankYouId} one={one} />
            ))}
          </ul>
        </Section>
      )}
      {!totals.isPending && (
        <Section title={t('totals')} lead={t('totals.lead')}>
          {totals.error && <Trouble error={totals.error} retry={totals.refetch} />}
          {!totals.error && totals.data && <Totals shown={totals.data} />}
        </Section>
      )}
    </>
  )
}

function Judged({ one }: { one: Reported }) {
  const t = useMessages(pageMessages)
  const { language } = useLanguage()
  const [asking, setAsking] = useState<'remove' | 'keep'>()
  const { thankYouId, from, to, words, reports, mayDecide, isTakenBack, writtenOn } = one
  const close = () => setAsking(undefined)
  return (
    <li className="rounded-12 border border-solid-gray-200 bg-white p-4 sm:p-6">
      <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <strong>{t('from.to', { from: from.name, to: to.name })}</strong>
        <span className="text-dns-14N-130 text-solid-gray-700">{formatDate(writtenOn, language)}</span>
        <Tag>{t(one.isPublic ? 'readers.public.short' : 'readers.private.short')}</Tag>
        {one.isSample && <SampleTag />}
        {isTakenBack && <Tag>{t('reported.taken_back')}</Tag>}
      </p>
      <blockquote className="mt-2 whitespace-pre-line border-blue-300 border-l-4 pl-4">{words}</blockquote>
      <ul className="mt-3 grid gap-2">
        {reports.map(({ by, on, reason, words: read }) => (
          <li key={`${by} ${on}`}>
            {t('reported.by', { by, on: formatDate(on, language), reason })}
            {read !== words && <span className="block text-solid-gray-700">{t('reported.read', { words: read })}</span>}
          </li>
        ))}
      </ul>
      {mayDecide ? (
        <div className="mt-4 flex flex-wrap gap-3" data-print="no">
          <Button look="secondary" size="small" onClick={() => setAsking('keep')}>
            {t('keep')}
            <span className="sr-only"> {from.name}</span>
          </Button>
          <Button look="danger" size="small" onClick={() => setAsking('remove')}>
            {t('remove')}
            <span className="sr-only"> {from.name}</span>
          </Button>
        </div>
      ) : (
        <p className="mt-3 text-solid-gray-700">{t('reported.own')}</p>
      )}
      <WithReason
        {...{ title: t('remove.title'), note: t('remove.note'), verb: t('remove'), done: t('remove.done') }}
        {...{ label: t('remove.reason'), open: asking === 'remove', onClose: close, danger: true }}
        work={(client, reason) => client.thanks.removeThanks({ thankYouId, reason })}
      />
      <WithReason
        {...{ title: t('keep.title'), note: t('keep.note'), verb: t('keep'), done: t('keep.done') }}
        {...{ label: t('keep.reason'), open: asking === 'keep', onClose: close }}
        work={(client, reason) => client.thanks.keepThanks({ thankYouId, reason })}
      />
    </li>
  )
}
