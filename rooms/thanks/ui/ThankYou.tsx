import { useState } from 'react'
import type { Output } from '#platform/contract/contract.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate } from '#platform/time/dates.ts'
import { Button } from '#platform/ui/Button.tsx'
import { Face } from '#platform/ui/Person.tsx'
import { SampleTag } from '#platform/ui/Sample.tsx'
import { Trouble } from '#platform/ui/States.tsx'
import { Tag } from '#platform/ui/Tags.tsx'
import type { thanks } from '../contract.ts'
import type { List } from '../rules.ts'
import { CorrectThanks } from './CorrectThanks.tsx'
import { pageMessages } from './messages.ts'
import { useAct } from './useThanksApi.ts'
import { WithReason } from './WithReason.tsx'

type One = Output<typeof thanks.listThanks>['thanks'][number]

/** A thank-you as it is read: from whom to whom, its words, and what the reader may do with it. */
export function ThankYou({ one, list }: { one: One; list: List }) {
  const t = useMessages(pageMessages)
  const { language } = useLanguage()
  const { from, to, words, value, writtenOn, isHidden, removedBecause } = one
  const other = list === 'written' ? to : from
  const whom =
    list === 'received'
      ? t('from', { name: from.name })
      : list === 'written'
        ? t('to.whom', { name: to.name })
        : t('from.to', { from: from.name, to: to.name })
  return (
    <li className="rounded-12 border border-solid-gray-200 bg-white p-4 sm:p-6">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Face name={other.name} size="small" />
        <strong>{whom}</strong>
        <span className="text-dns-14N-130 text-solid-gray-700">{formatDate(writtenOn, language)}</span>
        {one.isSample && <SampleTag />}
      </p>
      {isHidden ? (
        <p className="mt-2 text-solid-gray-700">{t('hidden')}</p>
      ) : (
        <blockquote className="mt-2 whitespace-pre-line border-blue-300 border-l-4 pl-4 text-std-16N-170">
          {words}
        </blockquote>
      )}
      {removedBecause !== null && <p className="mt-2">{t('removed.because', { reason: removedBecause })}</p>}
      <p className="mt-3 flex flex-wrap items-center gap-2">
        {value && <Tag tone="blue">{value.name}</Tag>}
        {(list === 'received' || list === 'written') && (
          <Tag>{t(one.isPublic ? 'readers.public.short' : 'readers.private.short')}</Tag>
        )}
        {one.isShownToHead && <Tag>{t('head.short')}</Tag>}
        {one.isCorrected && <Tag>{t('corrected')}</Tag>}
      </p>
      {one.may.length > 0 && <Steps one={one} name={other.name} />}
    </li>
  )
}

function Steps({ one: { thankYouId, may, isHidden, words, version }, name }: { one: One; name: string }) {
  const t = useMessages(pageMessages)
  const { act, error } = useAct()
  const [asking, setAsking] = useState<'correct' | 'report'>()
  const hide = (to: boolean) =>
    act(
      (client) => client.thanks.hideThanks({ thankYouId, isHidden: to }),
      t(to ? 'hide.done' : 'show.done'),
      (client) => client.thanks.hideThanks({ thankYouId, isHidden: !to }),
    )
  const small = { look: 'text', size: 'small' } as const
  const whose = <span className="sr-only"> {name}</span>
  return (
    <div className="mt-2 flex flex-wrap gap-x-4" data-print="no">
      {may.includes('correctThanks') && (
        <Button {...small} onClick={() => setAsking('correct')}>
          {t('correct')}
          {whose}
        </Button>
      )}
      {may.includes('takeBackThanks') && (
        <Button
          {...small}
          onClick={() => act((client) => client.thanks.takeBackThanks({ thankYouId }), t('take_back.done'))}
        >
          {t('take_back')}
          {whose}
        </Button>
      )}
      {may.includes('hideThanks') && (
        <Button {...small} onClick={() => hide(!isHidden)}>
          {t(isHidden ? 'show' : 'hide')}
          {whose}
        </Button>
      )}
      {may.includes('reportThanks') && (
        <Button {...small} onClick={() => setAsking('report')}>
          {t('report')}
          {whose}
        </Button>
      )}
      <CorrectThanks
        {...{ thankYouId, words, version }}
        open={asking === 'correct'}
        onClose={() => setAsking(undefined)}
      />
      <WithReason
        title={t('report.title')}
        note={t('report.note')}
        label={t('report.reason')}
        verb={t('report.verb')}
        done={t('report.done')}
        open={asking === 'report'}
        onClose={() => setAsking(undefined)}
        work={(client, reason) => client.thanks.reportThanks({ thankYouId, reason })}
      />
      {error && <Trouble error={error} />}
    </div>
  )
}
