import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate } from '#platform/time/dates.ts'
import { Button } from '#platform/ui/Button.tsx'
import { Trouble } from '#platform/ui/States.tsx'
import { Tag } from '#platform/ui/Tags.tsx'
import { planMessages } from './plan.messages.ts'
import type { Initiative } from './review.ts'
import { useAct } from './usePdcaApi.ts'

const tones = { done: 'green', overdue: 'yellow', soon: 'blue', ahead: 'plain' } as const

/** By day, each with how it stands; whoever answers for it says that it is reached. */
export function Milestones({ initiative: { milestones, may } }: { initiative: Initiative }) {
  const t = useMessages(planMessages)
  const { language } = useLanguage()
  const { act, error, isPending } = useAct()
  if (milestones.length === 0) return null
  const mark = (milestoneId: number, isDone: boolean) =>
    act((client) => client.pdca.markMilestone({ milestoneId, isDone }), t(isDone ? 'reach.saved' : 'unreach.saved'))
  return (
    <>
      <ul className="grid gap-1">
        {milestones.map(({ milestoneId, name, dueOn, doneOn, state, isKept }) => (
          <li key={milestoneId} className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <Tag tone={tones[state]}>{t(`state.${state}`)}</Tag>
            <span>{name}</span>
            <span className="figures text-dns-14N-130 text-solid-gray-700">
              {doneOn
                ? t('done.on', { date: formatDate(doneOn, language) })
                : t('due', { date: formatDate(dueOn, language) })}
            </span>
            {may.includes('markMilestone') && !isKept && (
              <span data-print="no">
                <Button look="text" size="small" busy={isPending} onClick={() => mark(milestoneId, doneOn === null)}>
                  {t(doneOn === null ? 'reach' : 'unreach')}
                  <span className="sr-only"> {name}</span>
                </Button>
              </span>
            )}
          </li>
        ))}
      </ul>
      {error && <Trouble error={error} />}
    </>
  )
}
