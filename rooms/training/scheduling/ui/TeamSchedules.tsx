import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate } from '#platform/time/dates.ts'
import { Button } from '#platform/ui/Button.tsx'
import { Section } from '#platform/ui/Page.tsx'
import { ReasonDialog } from '../../ui/ReasonDialog.tsx'
import { useAct, useTrainingApi } from '../../ui/useTrainingApi.ts'
import { useSessionTimes } from '../../ui/words.tsx'
import { pageMessages } from './messages.ts'

/** What drafts would take from the head's sections, and the way to be heard; nothing where there is no draft. */
export function TeamSchedules() {
  const t = useMessages(pageMessages)
  const { language } = useLanguage()
  const { when } = useSessionTimes()
  const api = useTrainingApi()
  const { act, error } = useAct()
  /** Which draft is spoken of, and what stood of it when the dialog was opened. */
  const [asking, setAsking] = useState<{ id: number; seen: string } | null>(null)
  const { data } = useQuery(api.training.listTeamSchedules.queryOptions({ input: {} }))
  if (!data || data.drafts.length === 0) return null
  const now = data.drafts.find(({ scheduleDraftId }) => scheduleDraftId === asking?.id)
  return (
    <Section title={t('team_schedules')} lead={t('team_schedules.lead')}>
      <ul className="grid gap-4">
        {data.drafts.map(
          ({ scheduleDraftId: id, madeOn, total, seats, covers, objection, objectBy, mayObject, answer, version }) => (
            <li key={id} className="min-w-0 rounded-12 border border-solid-gray-200 bg-white p-4">
              <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-2">
                <h3 className="figures text-std-16B-170">
                  {t('team_schedules.what', { id, on: formatDate(madeOn, language, 'short'), n: total })}
                </h3>
                <span className="flex flex-wrap gap-2">
                  {mayObject && (
                    <Button look="secondary" size="small" onClick={() => setAsking({ id, seen: version })}>
                      {t(objection === null ? 'team_schedules.object' : 'team_schedules.again')}
                    </Button>
                  )}
                  {objection !== null && (
                    <Button
                      look="text"
                      size="small"
                      onClick={() =>
                        act(
                          (client) => client.training.endObjection({ scheduleDraftId: id }),
                          t('team_schedules.ended'),
                        )
                      }
                    >
                      {t('team_schedules.end')}
                    </Button>
                  )}
                </span>
              </div>
              <p className="figures text-solid-gray-700">
                {t(mayObject ? 'team_schedules.until' : 'team_schedules.over', {
                  on: formatDate(objectBy, language, 'weekday'),
                })}
              </p>
              {covers.length > 0 && (
                <p className="figures mt-2">
                  {t('team_schedules.covers')}
                  {covers.map(({ sectionName, day, half, people }) => (
                    <span key={`${sectionName} ${day} ${half}`} className="block pl-4">
                      {t(`team_schedules.cover_${half}`, {
                        ...{ section: sectionName, day: formatDate(day, language, 'weekday'), n: people },
                      })}
                    </span>
                  ))}
                </p>
              )}
              {objection !== null && <p>{t('team_schedules.said', { reason: objection })}</p>}
              {answer && (
                <p className="border-blue-900 border-l-4 pl-3">
                  {t(`team_schedules.${answer.answer}`, {
                    ...{ reason: answer.reason, on: formatDate(answer.on, language, 'short') },
                  })}
                </p>
              )}
              <ul className="figures mt-2 max-h-80 overflow-y-auto text-dns-16N-130">
                {seats.map(({ person, course, session }) => (
                  <li key={`${person.staffMemberId} ${session.courseSessionId}`} className="py-1">
                    {t('team_schedules.seat', { day: when(session), name: person.name, course: course.title })}
                  </li>
                ))}
              </ul>
            </li>
          ),
        )}
      </ul>
      <ReasonDialog
        title={t('team_schedules.title', { id: asking?.id ?? '' })}
        open={asking !== null}
        onClose={() => setAsking(null)}
        note={t('team_schedules.note')}
        label={t('team_schedules.reason')}
        verb={t('team_schedules.object')}
        error={error}
        stored={
          asking && now && now.version !== asking.seen
            ? {
                words: now.objection ?? t('team_schedules.nothing'),
                onMine: () => setAsking({ id: asking.id, seen: now.version }),
              }
            : undefined
        }
        onConfirm={async (why) => {
          if (asking === null) return
          const said = { scheduleDraftId: asking.id, seen: asking.seen, ...why }
          if (await act((client) => client.training.objectToSchedule(said), t('team_schedules.done'))) setAsking(null)
        }}
      />
    </Section>
  )
}
