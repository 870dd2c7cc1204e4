import { useQuery } from '@tanstack/react-query'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate } from '#platform/time/dates.ts'
import { Section } from '#platform/ui/Page.tsx'
import { useTrainingApi } from '../../ui/useTrainingApi.ts'
import { roundsMessages } from '../messages.ts'
import { pageMessages } from './messages.ts'

/** Of the head's own people those who need time for a round, and until when; nothing where there is none. */
export function TeamRounds() {
  const t = useMessages(pageMessages)
  const words = useMessages(roundsMessages)
  const { language } = useLanguage()
  const api = useTrainingApi()
  const { data } = useQuery(api.training.showTeamRounds.queryOptions({ input: {} }))
  if (!data || data.rounds.length === 0) return null
  return (
    <Section title={t('team.rounds')} lead={t('team.rounds_lead')}>
      <ul className="grid gap-4">
        {data.rounds.map(({ roundId, name, courses, tests, people }) => (
          <li key={roundId} className="min-w-0 rounded-12 border border-solid-gray-200 bg-white p-4">
            <h3 className="text-std-16B-170">{name}</h3>
            <p className="text-solid-gray-700">
              {t('team.courses', { titles: [...courses, ...tests].map(({ title }) => title).join('・') })}
            </p>
            <ul className="figures mt-2 max-h-80 overflow-y-auto text-dns-16N-130">
              {people.map(({ staffMemberId, name: person, state, lack, dueOn, isOverdue }) => (
                <li key={staffMemberId} className="flex flex-wrap justify-between gap-x-4 py-1">
                  <span>{person}</span>
                  <span className="text-solid-gray-700">
                    {state === 'paused'
                      ? t('team.paused')
                      : t(isOverdue ? 'team.late' : 'team.until', {
                          ...{
                            state: tests.length > 0 && lack ? words(`lack.${lack}`) : words(`member.${state}`),
                            due: formatDate(dueOn, language, 'weekday'),
                          },
                        })}
                  </span>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </Section>
  )
}
