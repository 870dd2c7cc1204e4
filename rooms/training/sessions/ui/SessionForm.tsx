import { useState } from 'react'
import type { z } from 'zod'
import { useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { ChangedMeanwhile } from '#platform/ui/form/ChangedMeanwhile.tsx'
import { DateField } from '#platform/ui/form/DateField.tsx'
import { isStale, useEdited } from '#platform/ui/form/edited.ts'
import { type FieldTrouble, Form, fieldTroublesIn, messageFor } from '#platform/ui/form/Form.tsx'
import { TextField } from '#platform/ui/form/TextField.tsx'
import { Trouble } from '#platform/ui/States.tsx'
import type { SessionWithSeats } from '../../shape.contract.ts'
import {
  type Field,
  fieldsIn,
  type SessionField,
  type SessionSaid,
  sessionFields,
  valueTyped,
} from '../../shape.rules.ts'
import { useAct } from '../../ui/useTrainingApi.ts'
import { pageMessages } from './messages.ts'

/** A session as HR sees it, with its seats. */
export type ShownSession = z.output<typeof SessionWithSeats>
export type SessionDraft = Record<SessionField, string>

const names = fieldsIn(sessionFields)
const empty: SessionDraft = { ...draftOf(() => ''), startsAt: '09:00', endsAt: '17:00', capacity: '30' }

/** Adds a session to a course, or changes the one that is given. */
export function SessionForm({
  courseId,
  session,
  begin = empty,
  onSaved,
}: {
  courseId: number
  session?: ShownSession
  /** What a new one begins with. */
  begin?: SessionDraft
  onSaved: () => void
}) {
  const t = useMessages(pageMessages)
  const key = session
    ? `session-${session.courseSessionId}`
    : `session-of-${courseId}${begin.startsOn && ` ${begin.startsOn} ${begin.startsAt}`}`
  const stored = session && { is: draftOf((name) => String(session[name])), version: session.version }
  const { typed: draft, type: keep, drop, ...edited } = useEdited(key, begin, stored)
  const [errors, setErrors] = useState<readonly FieldTrouble[]>([])
  const { act, error, isPending } = useAct()
  const missingIn = useMissing()

  async function submit(release: readonly number[] = []) {
    const said = saidIn(draft)
    const missing = missingIn(said)
    setErrors(missing)
    if (missing.length > 0) return
    const input = {
      courseId,
      ...(said as SessionSaid),
      ...(session ? { courseSessionId: session.courseSessionId, seen: edited.seen, release: [...release] } : {}),
    }
    if (!(await act((client) => client.training.saveSession(input), t('admin.saved')))) return
    drop()
    onSaved()
  }

  return (
    <Form
      onSubmit={() => submit()}
      errors={errors}
      actions={
        <Button type="submit" busy={isPending}>
          {t('form.save')}
        </Button>
      }
    >
      {edited.now && (
        <ChangedMeanwhile
          rows={differing(draft, edited.now).map((name) => ({
            name,
            label: t(`field.${name}`),
            mine: draft[name],
            stored: edited.now?.[name],
          }))}
          onMine={edited.takeOver}
          onStored={edited.takeStored}
        />
      )}
      <SessionFields {...{ draft, errors }} onChange={keep} />
      {error && !isStale(error) && <Trouble error={error} />}
      {error && <NotFree error={error} onRelease={submit} busy={isPending} />}
    </Form>
  )
}

/** Everything that is said of a session, a field under the other. */
export function SessionFields({
  draft,
  errors,
  onChange,
}: {
  draft: SessionDraft
  errors: readonly FieldTrouble[]
  onChange: (draft: SessionDraft) => void
}) {
  return names.map((name) => (
    <Control
      key={name}
      name={name}
      value={draft[name]}
      error={messageFor(errors, name)}
      onChange={(value) => onChange({ ...draft, [name]: value })}
    />
  ))
}

/** What is not said yet, or cannot be read, each at its field. */
export function useMissing() {
  const t = useMessages(pageMessages)
  return (said: ReturnType<typeof saidIn>): FieldTrouble[] =>
    names
      .filter((name) => said[name] === undefined)
      .map((name) => ({ name, message: t('form.missing', { field: t(`field.${name}`) }) }))
}

/** Of those who have a seat and are not free on the new days, each with the reason: other days, or they give up their seats. */
function NotFree({
  error,
  busy,
  onRelease,
}: {
  error: unknown
  busy: boolean
  onRelease: (people: readonly number[]) => unknown
}) {
  const t = useMessages(pageMessages)
  const people = fieldTroublesIn(error).flatMap(({ name, message }) => {
    const id = /^release\.(\d+)$/.exec(name)?.[1]
    return id === undefined ? [] : [{ id: Number(id), message }]
  })
  if (people.length === 0) return null
  return (
    <div className="grid gap-3 border-yellow-700 border-l-4 pl-4">
      <ul className="figures grid max-h-64 gap-1 overflow-y-auto">
        {people.map(({ id, message }) => (
          <li key={id}>{message}</li>
        ))}
      </ul>
      <p>{t('release.lead')}</p>
      <div>
        <Button look="secondary" busy={busy} onClick={() => onRelease(people.map(({ id }) => id))}>
          {t('release.do', { n: people.length })}
        </Button>
      </div>
    </div>
  )
}

/** The field of the form that fits what the session's field is. */
function Control({
  name,
  error,
  ...entry
}: {
  name: SessionField
  value: string
  error: string | undefined
  onChange: (value: string) => void
}) {
  const t = useMessages(pageMessages)
  const field: Field = sessionFields[name]
  const props = {
    ...entry,
    name,
    label: t(`field.${name}`),
    required: !field.mayBeEmpty && name !== 'endsOn',
    ...(error ? { error } : {}),
  }
  if (field.is === 'date') return <DateField {...props} />
  if (field.is === 'time') return <TextField {...props} support={t('form.time_support')} characters={5} />
  return <TextField {...props} {...(field.is === 'whole' ? { characters: 6 } : {})} />
}

function differing(mine: SessionDraft, stored: SessionDraft) {
  return names.filter((name) => mine[name] !== stored[name])
}

export function draftOf(textOf: (name: SessionField) => string): SessionDraft {
  return Object.fromEntries(names.map((name) => [name, textOf(name)])) as SessionDraft
}

/** What the form says; a session of one day needs no last one. */
export function saidIn(draft: SessionDraft): Partial<Record<SessionField, string | number>> {
  const endsOn = draft.endsOn.trim() || draft.startsOn
  return Object.fromEntries(names.map((name) => [name, valueTyped(sessionFields[name], { ...draft, endsOn }[name])]))
}
