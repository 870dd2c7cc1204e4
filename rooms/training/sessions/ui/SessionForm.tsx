import { useState } from 'react'
import type { z } from 'zod'
import { useMessages } from '#platform/i18n/react.tsx'
import { parseDate } from '#platform/time/dates.ts'
import { Button } from '#platform/ui/Button.tsx'
import { DateField } from '#platform/ui/form/DateField.tsx'
import { useDraft } from '#platform/ui/form/drafts.ts'
import { type FieldTrouble, Form, messageFor } from '#platform/ui/form/Form.tsx'
import { TextField } from '#platform/ui/form/TextField.tsx'
import { Trouble } from '#platform/ui/States.tsx'
import type { SessionBrief } from '../../shape.contract.ts'
import { useAct } from '../../ui/useTrainingApi.ts'
import { pageMessages } from './messages.ts'

/** A session as HR sees it, with its seats. */
export type ShownSession = z.output<typeof SessionBrief> & { applyBy: string; capacity: number; seatsTaken: number }
const empty = { startsOn: '', endsOn: '', startsAt: '09:00', endsAt: '17:00', place: '', capacity: '30', applyBy: '' }
type Name = keyof typeof empty

const labels = {
  startsOn: 'form.starts_on',
  endsOn: 'form.ends_on',
  startsAt: 'form.starts_at',
  endsAt: 'form.ends_at',
  place: 'form.place',
  capacity: 'form.capacity',
  applyBy: 'form.apply_by',
} as const

/** Adds a session to a course, or changes the one that is given. */
export function SessionForm({
  courseId,
  session,
  onSaved,
}: {
  courseId: number
  session?: ShownSession
  onSaved: () => void
}) {
  const t = useMessages(pageMessages)
  const key = session ? `session-${session.courseSessionId}` : `session-of-${courseId}`
  const [draft, keep, drop] = useDraft(key, session ? draftOf(session) : empty)
  const [errors, setErrors] = useState<readonly FieldTrouble[]>([])
  const { act, error, isPending } = useAct()

  async function submit() {
    const startsOn = parseDate(draft.startsOn)
    const endsOn = draft.endsOn.trim() === '' ? startsOn : parseDate(draft.endsOn)
    const applyBy = parseDate(draft.applyBy)
    const isTime = (time: string) => /^([01]?\d|2[0-3]):[0-5]\d$/.test(time)
    const faults: Record<Name, boolean> = {
      startsOn: !startsOn,
      endsOn: !endsOn,
      startsAt: !isTime(draft.startsAt),
      endsAt: !isTime(draft.endsAt),
      place: draft.place.trim() === '',
      capacity: !(Number.parseInt(draft.capacity, 10) > 0),
      applyBy: !applyBy,
    }
    const missing = (Object.keys(faults) as Name[])
      .filter((name) => faults[name])
      .map((name) => ({ name, message: t('form.missing', { field: t(labels[name]) }) }))
    setErrors(missing)
    if (!startsOn || !endsOn || !applyBy || missing.length > 0) return
    const input = {
      courseId,
      startsOn,
      endsOn,
      applyBy,
      startsAt: draft.startsAt.padStart(5, '0'),
      endsAt: draft.endsAt.padStart(5, '0'),
      place: draft.place,
      capacity: Number.parseInt(draft.capacity, 10),
      ...(session ? { courseSessionId: session.courseSessionId } : {}),
    }
    if (!(await act((client) => client.training.saveSession(input), t('admin.saved')))) return
    drop()
    onSaved()
  }

  const field = (name: Name) => {
    const message = messageFor(errors, name)
    return {
      name,
      label: t(labels[name]),
      required: name !== 'endsOn',
      value: draft[name],
      onChange: (value: string) => keep({ ...draft, [name]: value }),
      ...(message ? { error: message } : {}),
    }
  }
  return (
    <Form
      onSubmit={submit}
      errors={errors}
      actions={
        <Button type="submit" busy={isPending}>
          {t('form.save')}
        </Button>
      }
    >
      <DateField {...field('startsOn')} />
      <DateField {...field('endsOn')} />
      <TextField {...field('startsAt')} support={t('form.time_support')} characters={5} />
      <TextField {...field('endsAt')} support={t('form.time_support')} characters={5} />
      <TextField {...field('place')} />
      <TextField {...field('capacity')} characters={6} />
      <DateField {...field('applyBy')} />
      {error && <Trouble error={error} />}
    </Form>
  )
}

function draftOf({ startsOn, endsOn, startsAt, endsAt, place, capacity, applyBy }: ShownSession): typeof empty {
  return { startsOn, endsOn, startsAt, endsAt, place, capacity: String(capacity), applyBy }
}
