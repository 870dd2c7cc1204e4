import type { z } from 'zod'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate } from '#platform/time/dates.ts'
import { Tag } from '#platform/ui/Tags.tsx'
import type { OfferedSession } from '../../sessions/contract.ts'
import { StateTag, useSessionWords } from '../../ui/words.tsx'
import { pageMessages } from './messages.ts'

type Offered = z.output<typeof OfferedSession>

/** When, how many seats are left, and where I stand. */
export function SessionLine({ session }: { session: Offered }) {
  const t = useMessages(pageMessages)
  const when = useSessionWords()
  const { language } = useLanguage()
  const { mine, isOpen, seatsLeft } = session
  const seats = useSeatsWords()
  return (
    <span className="figures flex flex-wrap items-baseline gap-x-3">
      <span>{when(session)}</span>
      {mine ? (
        <StateTag state={mine.state} />
      ) : isOpen ? (
        <>
          <Tag tone={seatsLeft > 0 ? 'blue' : 'plain'}>{seats(session)}</Tag>
          <span className="text-solid-gray-700">{t('apply.by', { date: formatDate(session.applyBy, language) })}</span>
        </>
      ) : (
        <span className="text-solid-gray-700">{t('session.closed')}</span>
      )}
    </span>
  )
}

/** 残り3席, or how many wait. */
export function useSeatsWords() {
  const t = useMessages(pageMessages)
  return ({ seatsLeft, waiting }: Pick<Offered, 'seatsLeft' | 'waiting'>) =>
    seatsLeft > 0 ? t('seats.left', { n: seatsLeft }) : t('seats.full', { n: waiting })
}
