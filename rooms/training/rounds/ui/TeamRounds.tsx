import { useQuery } from '@tanstack/react-query'
import type { Output } from '#platform/contract/contract.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate } from '#platform/time/dates.ts'
import { Section } from '#platform/ui/Page.tsx'
import { useTrainingApi } from '../../ui/useTrainingApi.ts'
import { useSessionTimes } from '../../ui/words.tsx'
import type { rounds } from '../contract.ts'
import { roundsMessages } from '../messages.ts'
import { pageMessages } from './messages.ts'

type TeamRound = Output<typeof rounds.showTeamRounds>['rounds'][number]

/** Of the head's own people those who need time for a round, how much and until when; nothing where there is none. */
export function TeamRounds() {
  const t = useMessages(pageMessages)
  const api = useTrainingApi()
  const { data } = useQuery(api.training.showTeamRounds.queryOptions({ input: {} }))
  if (!data || data.rounds.length === 0) return null
  return (
    <Section title={t('team.rounds')} lead={t('team.rounds_lead')}>
      <ul className="grid gap-4">
        {data.rounds.map((round) => (
          <li key={round.roundId} className="min-w-0 rounded-12 border border-solid-gray-200 bg-white p-4">
            <OneRound round={round} />
          </li>
        ))}
      </ul>
    </Section>
  )
}

function OneRound({ round: { name, endedOn, courses, tests, people } }: { round: TeamRound }) {
  const t = useMessages(pageMessages)
  const { language } = useLanguage()
  const owing = people.filter(({ state }) => state !== 'paused')
  const hours = owing.reduce((sum, one) => sum + one.hours, 0)
  return (
    <>
      <h3 className="text-std-16B-170">{name}</h3>
      <p className="text-solid-gray-700">
        {t('team.courses', { titles: [...courses, ...tests].map(({ title }) => title).join('・') })}
      </p>
      {endedOn !== null && (
        <p className="figures">
          {t('team.left_over', {
            ...{ on: formatDate(endedOn, language, 'weekday'), people: people.length, hours: roundly(hours) },
          })}
        </p>
      )}
      {endedOn === null && owing[0] && (
        <p className="figures">
          {t('team.sum', {
            ...{ people: owing.length, hours: roundly(hours) },
            due: formatDate(owing[0].dueOn, language, 'weekday'),
          })}
        </p>
      )}
      <ul className="figures mt-2 divide-y divide-solid-gray-200 border-solid-gray-200 border-t text-dns-16N-130">
        {people.map((person) => (
          <OnePerson key={person.staffMemberId} person={person} hasTests={tests.length > 0} isOver={endedOn !== null} />
        ))}
      </ul>
    </>
  )
}

function OnePerson({
  person,
  hasTests,
  isOver,
}: {
  person: TeamRound['people'][number]
  hasTests: boolean
  isOver: boolean
}) {
  const t = useMessages(pageMessages)
  const words = useMessages(roundsMessages)
  const { language } = useLanguage()
  const { when } = useSessionTimes()
  const { name, state, lack, dueOn, isOverdue, hours, session } = person
  const needsCourse = lack === 'course' || lack === 'both'
  const stands = hasTests && lack ? words(`lack.${lack}`) : words(`member.${state}`)
  const due = formatDate(dueOn, language, 'weekday')
  const said = isOver ? stands : t(isOverdue ? 'team.late' : 'team.until', { state: stands, due })
  return (
    <li className="grid gap-x-4 gap-y-1 py-2 sm:grid-cols-[minmax(8rem,1fr)_2fr_auto]">
      <span className="font-bold">{name}</span>
      <span className="min-w-0 text-solid-gray-700">
        {state === 'paused' ? t('team.paused') : said}
        {session && <span className="block">{t('team.seat', { when: when(session) })}</span>}
        {!session && hasTests && needsCourse && state !== 'applied' && (
          <span className="block">{t('team.no_seat')}</span>
        )}
      </span>
      <span className="sm:text-right">{hours > 0 && t('team.hours', { hours: roundly(hours) })}</span>
    </li>
  )
}

/** To the half hour: it is time to be made, not a promise. */
const roundly = (hours: number) => Math.ceil(hours * 2) / 2
