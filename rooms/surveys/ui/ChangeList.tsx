import { useState } from 'react'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate } from '#platform/time/dates.ts'
import { Button } from '#platform/ui/Button.tsx'
import { Trouble } from '#platform/ui/States.tsx'
import { Tag } from '#platform/ui/Tags.tsx'
import { ChangeForm } from './ChangeForm.tsx'
import { changesMessages } from './changes.messages.ts'
import { type Change, type RoundChanges, useTeam } from './useSurveys.ts'

const tones = { planned: 'blue', done: 'green', dropped: 'plain' } as const

/** What is changed because of a round, the first due first. */
export function ChangeList({ round, mayWrite }: { round: RoundChanges; mayWrite: boolean }) {
  if (round.changes.length === 0) return null
  return (
    <ul className="grid gap-3">
      {round.changes.map((change) => (
        <OneChange key={change.surveyChangeId} {...{ change, round, mayWrite }} />
      ))}
    </ul>
  )
}

function OneChange({ change, round, mayWrite }: { change: Change; round: RoundChanges; mayWrite: boolean }) {
  const t = useMessages(changesMessages)
  const { language } = useLanguage()
  const { ask, error } = useTeam()
  const [isEditing, setEditing] = useState(false)
  const { surveyChangeId, what, owner, dueOn, state, settledOn, item, droppedBecause } = change
  const date = settledOn && formatDate(settledOn, language)
  return (
    <li className="rounded-12 border border-solid-gray-200 bg-white p-4 sm:p-6">
      <p className="whitespace-pre-line text-std-16B-170">{what}</p>
      <p className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1">
        <Tag tone={tones[state]}>
          {date ? t('state.on', { state: t(`state.${state}`), date }) : t(`state.${state}`)}
        </Tag>
        <span>{t('who', { owner, date: formatDate(dueOn, language) })}</span>
      </p>
      {item && <p className="mt-1 text-solid-gray-700">{t('about', { wording: item.wording })}</p>}
      {droppedBecause && <p className="mt-1">{t('because', { reason: droppedBecause })}</p>}
      {mayWrite && (
        <div className="mt-2 flex flex-wrap gap-x-4" data-print="no">
          <Button look="text" size="small" onClick={() => setEditing(true)}>
            {t('edit')}
            <span className="sr-only"> {what}</span>
          </Button>
          <Button
            look="text"
            size="small"
            onClick={() =>
              ask(
                (client) => client.surveys.deleteSurveyChange({ surveyChangeId }),
                t('deleted'),
                (client) => client.surveys.restoreSurveyChange({ surveyChangeId }),
              )
            }
          >
            {t('delete')}
            <span className="sr-only"> {what}</span>
          </Button>
          <ChangeForm {...{ round, change }} open={isEditing} onClose={() => setEditing(false)} />
        </div>
      )}
      {error && <Trouble error={error} />}
    </li>
  )
}
