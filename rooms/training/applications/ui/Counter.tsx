import type { z } from 'zod'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate } from '#platform/time/dates.ts'
import { Button } from '#platform/ui/Button.tsx'
import { Trouble } from '#platform/ui/States.tsx'
import { useAct } from '../../ui/useTrainingApi.ts'
import type { CounterHalf, StandIn } from '../staffing.contract.ts'
import { pageMessages } from './messages.ts'

interface AtStake {
  readonly applicationId: number
  readonly version: string
  readonly counter: readonly z.output<typeof CounterHalf>[]
  readonly standIns: readonly z.output<typeof StandIn>[]
  readonly cover: { readonly substitute: unknown } | null
  readonly may: readonly string[]
}

/**
 * What the counter needs in each half-day and has without the applicant; which would be short, and by whom it could be mended. One press
 * approves and asks them.
 */
export function Counter({ atStake }: { atStake: AtStake }) {
  const t = useMessages(pageMessages)
  const { counter, standIns, cover, may } = atStake
  const open = counter.filter(({ needed }) => needed > 0)
  const short = open.filter(({ isShort }) => isShort)
  const mending = standIns.filter(({ mends }) => mends)
  const maySomebodyBeAsked = may.includes('approve') && !cover?.substitute && standIns.length > 0
  if (open.length === 0 && !maySomebodyBeAsked) return null
  return (
    <div className="grid gap-1">
      {open.length > 0 && short.length === 0 && <Holds open={open} />}
      {short.map((half) => (
        <ShortHalf key={half.day + half.half} half={half} />
      ))}
      {short.length > 0 && (
        <p className="text-solid-gray-900">
          {mending.length > 0 ? t('counter.mended', { names: namesOf(mending) }) : t('counter.nobody')}
        </p>
      )}
      {maySomebodyBeAsked && <StandIns atStake={atStake} />}
    </div>
  )
}

const namesOf = (people: AtStake['standIns']) =>
  people
    .map(({ name, sectionName, isOwnSection }) => (isOwnSection ? name : `${name}(${sectionName ?? ''})`))
    .join('・')

function Holds({ open }: { open: AtStake['counter'] }) {
  const t = useMessages(pageMessages)
  const words = [
    ...new Set(open.map(({ half, needed, there }) => t('counter.half', { half: t(`half.${half}`), needed, there }))),
  ]
  return <p className="figures text-solid-gray-700">{t('counter.holds', { halves: words.slice(0, 4).join('、') })}</p>
}

function ShortHalf({ half: { day, half, needed, there, wasShort, lacks } }: { half: AtStake['counter'][number] }) {
  const t = useMessages(pageMessages)
  const { language } = useLanguage()
  const at = { day: formatDate(day, language, 'weekday'), half: t(`half.${half}`) }
  return (
    <>
      {there < needed && (
        <p className="figures border-yellow-700 border-l-4 pl-3 text-solid-gray-900">
          {t(wasShort ? 'counter.was_short' : 'counter.short', { ...at, needed, there })}
        </p>
      )}
      {lacks.map(({ skill, skillName, level, people, there: have }) => (
        <p key={`${skill} ${level}`} className="figures border-yellow-700 border-l-4 pl-3 text-solid-gray-900">
          {t('counter.lacks', { ...at, skill: skillName, level, people, there: have })}
        </p>
      ))}
    </>
  )
}

function StandIns({ atStake: { applicationId, version: seen, standIns } }: { atStake: AtStake }) {
  const t = useMessages(pageMessages)
  const { act, error } = useAct()
  return (
    <div className="flex flex-wrap items-baseline gap-x-3">
      <span className="text-dns-16N-130 text-solid-gray-700">{t('counter.stand_ins')}</span>
      {standIns.map(({ staffMemberId, name, isReader }) => (
        <Button
          key={staffMemberId}
          look="text"
          size="small"
          onClick={() =>
            act(
              (client) => client.training.approve({ applicationId, seen, substitute: staffMemberId }),
              isReader ? t('counter.approved_myself') : t('counter.approved_with', { name }),
              (client) => client.training.takeBackStep({ applicationId }),
            )
          }
        >
          {isReader ? t('counter.approve_myself') : t('counter.approve_with', { name })}
        </Button>
      ))}
      {error && <Trouble error={error} />}
    </div>
  )
}
