import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { schedules } from '#app/schedules/contract.ts'
import type { Input, Output } from '#platform/contract/contract.ts'
import { useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { SidePanel } from '#platform/ui/Dialogs.tsx'
import { LinkButton } from '#platform/ui/Link.tsx'
import { Trouble, Waiting } from '#platform/ui/States.tsx'
import type { training } from '#rooms/training/contract.ts'
import { SessionForm } from '#rooms/training/sessions/ui/SessionForm.tsx'
import { useAct } from '#rooms/training/ui/useTrainingApi.ts'
import { api } from '../api.ts'
import { pageMessages } from './messages.ts'

type Relief = Output<typeof schedules.searchSchedule>['reliefs'][number]
export type Tried = Pick<Relief, 'words' | 'trial'>
/** Somebody stands in at a counter in a half-day. */
export type TriedCover = Tried & { trial: Extract<Tried['trial'], { kind: 'cover' }> }
type Trial = Input<typeof schedules.searchSchedule>['trials'][number]

/** What would give more seats, each to be tried at a press. */
export function Reliefs({ reliefs, onTry }: { reliefs: readonly Relief[]; onTry: (tried: Tried) => unknown }) {
  const t = useMessages(pageMessages)
  if (reliefs.length === 0) return null
  return (
    <>
      <h3 className="mt-4 text-std-16B-170">{t('found.reliefs')}</h3>
      <ul className="grid gap-2">
        {reliefs.map(({ words, gain, trial }) => (
          <li key={JSON.stringify(trial)} className="flex flex-wrap items-center gap-x-4 gap-y-1">
            <span className="figures">{t('found.relief', { words, n: gain })}</span>
            <Button look="secondary" size="small" onClick={() => onTry({ words, trial })}>
              {t('found.try')}
              <span className="sr-only"> {words}</span>
            </Button>
          </li>
        ))}
      </ul>
    </>
  )
}

/** What is tried and stands in no record yet: each can be carried out, which makes a draft possible, or let go. */
export function Trials({
  tried,
  courseCode,
  onSettled,
  onCover,
}: {
  tried: readonly Tried[]
  courseCode: string
  /** It was carried out, or let go: the search goes on without it. */
  onSettled: (tried: Tried) => unknown
  /** A draft is to rest on it. */
  onCover: (tried: TriedCover) => unknown
}) {
  const t = useMessages(pageMessages)
  if (tried.length === 0) return null
  return (
    <div className="mt-4 grid gap-3 rounded-8 border border-solid-gray-300 border-dashed p-4">
      <h3 className="text-std-16B-170">{t('tried.title')}</h3>
      <p>{t('tried.lead')}</p>
      <ul className="grid gap-3">
        {tried.map((one) => (
          <li key={JSON.stringify(one.trial)} className="flex flex-wrap items-center gap-x-4 gap-y-1">
            <span className="figures">{one.words}</span>
            <span className="flex flex-wrap gap-2">
              <CarryOut {...{ ...one, courseCode, onCover }} onDone={() => onSettled(one)} />
              <Button look="text" size="small" onClick={() => onSettled(one)}>
                {t('tried.drop')}
                <span className="sr-only"> {one.words}</span>
              </Button>
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** Cover on which the draft rests; nobody is asked before it is published. */
export function Resting({ covers, onDrop }: { covers: readonly TriedCover[]; onDrop: (cover: TriedCover) => unknown }) {
  const t = useMessages(pageMessages)
  if (covers.length === 0) return null
  return (
    <div className="mt-4 grid gap-3 rounded-8 border border-solid-gray-300 p-4">
      <h3 className="text-std-16B-170">{t('resting.title')}</h3>
      <p>{t('resting.lead')}</p>
      <ul className="grid gap-3">
        {covers.map((one) => (
          <li key={JSON.stringify(one.trial)} className="flex flex-wrap items-center gap-x-4 gap-y-1">
            <span className="figures">{one.words}</span>
            <Button look="text" size="small" onClick={() => onDrop(one)}>
              {t('resting.drop')}
              <span className="sr-only"> {one.words}</span>
            </Button>
          </li>
        ))}
      </ul>
    </div>
  )
}

function CarryOut({
  words,
  trial,
  courseCode,
  onDone,
  onCover,
}: Tried & { courseCode: string; onDone: () => unknown; onCover: (tried: TriedCover) => unknown }) {
  const t = useMessages(pageMessages)
  const { act, error, isPending } = useAct<Output<typeof training.saveSession>>()
  const [isAdding, setAdding] = useState(false)
  if (trial.kind === 'cover') {
    return (
      <>
        <Button look="secondary" size="small" onClick={() => onCover({ words, trial })}>
          {t('tried.cover')}
          <span className="sr-only"> {words}</span>
        </Button>
        <LinkButton look="text" size="small" to="/staffing" search={{ section: trial.section }}>
          {t('tried.counter')}
          <span className="sr-only"> {words}</span>
        </LinkButton>
      </>
    )
  }
  if (trial.kind === 'session') {
    return (
      <>
        <Button look="secondary" size="small" onClick={() => setAdding(true)}>
          {t('tried.add')}
          <span className="sr-only"> {words}</span>
        </Button>
        <SidePanel title={words} open={isAdding} onClose={() => setAdding(false)}>
          {isAdding && (
            <NewSession
              {...{ trial, courseCode }}
              onSaved={() => {
                setAdding(false)
                onDone()
              }}
            />
          )}
        </SidePanel>
      </>
    )
  }
  async function enlarge({ session, add }: Extract<Trial, { kind: 'capacity' }>) {
    const done = await act(
      async ({ training: asked }) => {
        const found = await asked.listSessionApplications({ courseSessionId: Number(session) })
        const { seatsTaken: _, cancelledOn: __, version: seen, ...said } = found.session
        return asked.saveSession({ ...said, courseId: found.course.courseId, capacity: said.capacity + add, seen })
      },
      t('tried.enlarged', { n: add }),
    )
    if (done) onDone()
  }
  return (
    <>
      <Button look="secondary" size="small" busy={isPending} onClick={() => enlarge(trial)}>
        {t('tried.enlarge')}
        <span className="sr-only"> {words}</span>
      </Button>
      {error && <Trouble error={error} />}
    </>
  )
}

/** Begins with the hours and the place of another session in that half-day, which is what it was made after. */
function NewSession({
  trial: { slots, capacity },
  courseCode,
  onSaved,
}: {
  trial: Extract<Trial, { kind: 'session' }>
  courseCode: string
  onSaved: () => void
}) {
  const [startsOn, endsOn] = [slots[0]!.slice(0, 10), slots.at(-1)!.slice(0, 10)]
  const asked = { from: startsOn, to: startsOn, pageSize: 100 }
  const { data, error } = useQuery(api.training.listSessions.queryOptions({ input: asked }))
  const courses = useQuery(api.training.listCourses.queryOptions({ input: { pageSize: 100 } })).data?.courses
  if (error) return <Trouble error={error} />
  if (!data || !courses) return <Waiting shape="text" rows={6} />
  const [starts, ends] = [slots[0]!.endsWith('am'), slots.at(-1)!.endsWith('am')]
  const like = data.sessions.find(
    (one) =>
      one.course.courseCode === courseCode && one.startsAt < '12:00' === starts && one.endsAt <= '12:00' === ends,
  )
  const courseId = like?.course.courseId ?? courses.find((one) => one.courseCode === courseCode)?.courseId
  if (courseId === undefined) return null
  const begin = {
    ...{ startsOn, endsOn, applyBy: like?.applyBy ?? '', place: '', capacity: String(capacity) },
    startsAt: like?.startsAt ?? (starts ? '09:00' : '13:00'),
    endsAt: like?.endsAt ?? (ends ? '12:00' : '17:00'),
  }
  return <SessionForm courseId={courseId} begin={begin} onSaved={onSaved} />
}
