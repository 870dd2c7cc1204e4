import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { schedules } from '#app/schedules/contract.ts'
import type { Input, Output } from '#platform/contract/contract.ts'
import { useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { SidePanel } from '#platform/ui/Dialogs.tsx'
import { type FieldTrouble, Form } from '#platform/ui/form/Form.tsx'
import { LinkButton } from '#platform/ui/Link.tsx'
import { Trouble, Waiting } from '#platform/ui/States.tsx'
import { type SessionDraft, SessionFields, saidIn, useMissing } from '#rooms/training/sessions/ui/SessionForm.tsx'
import type { SessionSaid } from '#rooms/training/shape.rules.ts'
import { useSessionTimes } from '#rooms/training/ui/words.tsx'
import { api } from '../api.ts'
import { pageMessages } from './messages.ts'

type Relief = Output<typeof schedules.searchSchedule>['reliefs'][number]
export type Tried = Pick<Relief, 'words' | 'trial'>
type Asked = Input<typeof schedules.searchSchedule>
/** What the draft rests on, in words. */
export interface Rest {
  readonly words: string
  readonly rest: Asked['rests'][number]
}

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

/** What is tried and is in no draft yet: each can be put in the draft, or let go. */
export function Trials({
  tried,
  courseCode,
  onDrop,
  onRest,
}: {
  tried: readonly Tried[]
  courseCode: string
  onDrop: (tried: Tried) => unknown
  /** A draft is to rest on it. */
  onRest: (tried: Tried, rest: Rest) => unknown
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
              <PutInDraft tried={one} courseCode={courseCode} onRest={(rest) => onRest(one, rest)} />
              <Button look="text" size="small" onClick={() => onDrop(one)}>
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

/** What the draft rests on; nothing of it is so, and nobody is asked, before it is published. */
export function Resting({ rests, onDrop }: { rests: readonly Rest[]; onDrop: (rest: Rest) => unknown }) {
  const t = useMessages(pageMessages)
  if (rests.length === 0) return null
  return (
    <div className="mt-4 grid gap-3 rounded-8 border border-solid-gray-300 p-4">
      <h3 className="text-std-16B-170">{t('resting.title')}</h3>
      <p>{t('resting.lead')}</p>
      <ul className="grid gap-3">
        {rests.map((one) => (
          <li key={JSON.stringify(one.rest)} className="flex flex-wrap items-center gap-x-4 gap-y-1">
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

function PutInDraft({
  tried: { words, trial },
  courseCode,
  onRest,
}: {
  tried: Tried
  courseCode: string
  onRest: (rest: Rest) => unknown
}) {
  const t = useMessages(pageMessages)
  const [isSaying, setSaying] = useState(false)
  if (trial.kind === 'session') {
    return (
      <>
        <Button look="secondary" size="small" onClick={() => setSaying(true)}>
          {t('tried.rest')}
          <span className="sr-only"> {words}</span>
        </Button>
        <SidePanel title={words} open={isSaying} onClose={() => setSaying(false)}>
          {isSaying && (
            <NewSession
              {...{ trial, courseCode }}
              onSaid={(rest) => {
                setSaying(false)
                onRest(rest)
              }}
            />
          )}
        </SidePanel>
      </>
    )
  }
  const rest = trial.kind === 'cover' ? trial : { ...trial, session: Number(trial.session) }
  return (
    <>
      <Button look="secondary" size="small" onClick={() => onRest({ words, rest })}>
        {t('tried.rest')}
        <span className="sr-only"> {words}</span>
      </Button>
      {trial.kind === 'cover' && (
        <LinkButton look="text" size="small" to="/staffing" search={{ section: trial.section }}>
          {t('tried.counter')}
          <span className="sr-only"> {words}</span>
        </LinkButton>
      )}
    </>
  )
}

/** Begins with the hours and the place of another session in that half-day, which is what it was made after. */
function NewSession({
  trial: { slots, capacity },
  courseCode,
  onSaid,
}: {
  trial: Extract<Tried['trial'], { kind: 'session' }>
  courseCode: string
  onSaid: (rest: Rest) => void
}) {
  const [startsOn, endsOn] = [slots[0]!.slice(0, 10), slots.at(-1)!.slice(0, 10)]
  const asked = { from: startsOn, to: startsOn, pageSize: 100 }
  const { data, error } = useQuery(api.training.listSessions.queryOptions({ input: asked }))
  if (error) return <Trouble error={error} />
  if (!data) return <Waiting shape="text" rows={6} />
  const [starts, ends] = [slots[0]!.endsWith('am'), slots.at(-1)!.endsWith('am')]
  const like = data.sessions.find(
    (one) =>
      one.course.courseCode === courseCode && one.startsAt < '12:00' === starts && one.endsAt <= '12:00' === ends,
  )
  const begin = {
    ...{ startsOn, endsOn, applyBy: like?.applyBy ?? startsOn, place: like?.place ?? '', capacity: String(capacity) },
    startsAt: like?.startsAt ?? (starts ? '09:00' : '13:00'),
    endsAt: like?.endsAt ?? (ends ? '12:00' : '17:00'),
  }
  return <SayOfSession begin={begin} onSaid={onSaid} />
}

function SayOfSession({ begin, onSaid }: { begin: SessionDraft; onSaid: (rest: Rest) => void }) {
  const t = useMessages(pageMessages)
  const { when } = useSessionTimes()
  const [draft, setDraft] = useState(begin)
  const [errors, setErrors] = useState<readonly FieldTrouble[]>([])
  const missingIn = useMissing()
  function submit() {
    const said = saidIn(draft)
    const missing = missingIn(said)
    setErrors(missing)
    if (missing.length > 0) return
    const session = said as SessionSaid
    onSaid({
      words: t('resting.session', { when: when(session), place: session.place, n: session.capacity }),
      rest: { kind: 'session', ...session },
    })
  }
  return (
    <Form onSubmit={submit} errors={errors} actions={<Button type="submit">{t('tried.rest')}</Button>}>
      <SessionFields draft={draft} errors={errors} onChange={setDraft} />
    </Form>
  )
}
