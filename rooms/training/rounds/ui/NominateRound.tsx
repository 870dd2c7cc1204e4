import { useState } from 'react'
import type { Output } from '#platform/contract/contract.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate } from '#platform/time/dates.ts'
import { Button } from '#platform/ui/Button.tsx'
import { ConfirmDialog } from '#platform/ui/Dialogs.tsx'
import { Checkbox, Select } from '#platform/ui/form/Choices.tsx'
import { Card, Section } from '#platform/ui/Page.tsx'
import { Trouble } from '#platform/ui/States.tsx'
import { useAct } from '../../ui/useTrainingApi.ts'
import { roundsMessages } from '../messages.ts'
import type { nominatingRound } from '../nominating.contract.ts'
import { owingStates } from '../rules.ts'
import { pageMessages } from './messages.ts'
import type { Round } from './round.ts'

type Done = Output<typeof nominatingRound.nominateRound>

/** Seats for many at once: of a state, a wave, or those chosen in the table; whoever gets none is named with the reason. */
export function NominateRound({
  round: { roundId, courses, waves },
  chosen,
  onDone,
}: {
  round: Round
  chosen: readonly number[]
  onDone: () => void
}) {
  const t = useMessages(pageMessages)
  const state = useMessages(roundsMessages)
  const [courseId, setCourse] = useState(String(courses[0]?.courseId ?? ''))
  const [who, setWho] = useState('state nothing')
  const [allOrNone, setAllOrNone] = useState(false)
  const [isAsking, setAsking] = useState(false)
  const { act, error, reset } = useAct<Done>()
  const [done, setDone] = useState<Done | null>(null)
  const choices = [
    ...(chosen.length > 0 ? [{ value: 'chosen', label: t('nominate.chosen', { n: chosen.length }) }] : []),
    ...owingStates
      .filter((one) => one !== 'seated')
      .map((one) => ({ value: `state ${one}`, label: t('nominate.state', { state: state(`member.${one}`) }) })),
    ...(waves.length > 1
      ? waves.map(({ wave }) => ({ value: `wave ${wave}`, label: t('nominate.wave', { n: wave }) }))
      : []),
  ]
  // Whoever has just chosen people means them.
  const [seen, setSeen] = useState(0)
  if (seen !== chosen.length) {
    setSeen(chosen.length)
    if (chosen.length > 0) setWho('chosen')
    else if (who === 'chosen') setWho('state nothing')
  }
  async function nominate() {
    const [kind, value = ''] = who.split(' ')
    const input = {
      ...{ roundId, courseId: Number(courseId), allOrNone },
      who:
        kind === 'chosen'
          ? { staffMemberIds: [...chosen] }
          : kind === 'wave'
            ? { wave: Number(value) }
            : { state: owingStates.find((one) => one === value) ?? ('nothing' as const) },
    }
    const answer = await act(
      (client) => client.training.nominateRound(input),
      ({ seated }) => t('nominate.done', { n: seated.reduce((sum, { people }) => sum + people, 0) }),
    )
    setAsking(false)
    setDone(answer ?? null)
    if (answer) onDone()
  }
  return (
    <Section title={t('nominate.title')} lead={t('nominate.lead')} data-print="no">
      <Card>
        <div className="grid gap-4 md:grid-cols-2">
          <Select
            name="course"
            label={t('nominate.course')}
            value={courseId}
            onChange={setCourse}
            choices={courses.map((one) => ({ value: String(one.courseId), label: one.title }))}
          />
          <Select name="who" label={t('nominate.who')} value={who} onChange={setWho} choices={choices} />
        </div>
        <Checkbox name="allOrNone" label={t('nominate.all_or_none')} checked={allOrNone} onChange={setAllOrNone} />
        <Button
          onClick={() => {
            reset()
            setAsking(true)
          }}
        >
          {t('nominate.do')}
        </Button>
        {error && <Trouble error={error} />}
        {done && <Outcome done={done} />}
      </Card>
      <ConfirmDialog
        title={t('nominate.title')}
        open={isAsking}
        onClose={() => setAsking(false)}
        confirmLabel={t('nominate.do')}
        danger={false}
        onConfirm={nominate}
      >
        <p>{t('nominate.confirm', { who: choices.find(({ value }) => value === who)?.label ?? '' })}</p>
      </ConfirmDialog>
    </Section>
  )
}

function Outcome({ done: { seated, leftOut } }: { done: Done }) {
  const t = useMessages(pageMessages)
  const words = useMessages(roundsMessages)
  const { language } = useLanguage()
  return (
    <div role="status" className="mt-4 grid gap-2 border-solid-gray-200 border-t pt-4">
      <p className="figures text-std-16B-170">
        {t('nominate.done', { n: seated.reduce((sum, { people }) => sum + people, 0) })}
      </p>
      <ul className="figures list-disc pl-6">
        {seated.map(({ courseSessionId, startsOn, people }) => (
          <li key={courseSessionId}>
            {t('nominate.seated', { day: formatDate(startsOn, language, 'weekday'), n: people })}
          </li>
        ))}
      </ul>
      {leftOut.length > 0 && (
        <>
          <h3 className="mt-2 text-std-16B-170">{t('nominate.left_out', { n: leftOut.length })}</h3>
          <ul className="max-h-80 list-disc overflow-y-auto pl-6">
            {leftOut.map(({ staffMemberId, name, because }) => (
              <li key={staffMemberId}>
                {t('nominate.left_out_of', { name, because: words(`round_left_out.${because}`) })}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}
