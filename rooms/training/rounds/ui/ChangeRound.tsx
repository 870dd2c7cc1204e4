import { useState } from 'react'
import { useMessages } from '#platform/i18n/react.tsx'
import { parseDate } from '#platform/time/dates.ts'
import { Button } from '#platform/ui/Button.tsx'
import { ChangedMeanwhile } from '#platform/ui/form/ChangedMeanwhile.tsx'
import { DateField } from '#platform/ui/form/DateField.tsx'
import { isStale, useEdited } from '#platform/ui/form/edited.ts'
import { type FieldTrouble, Form, messageFor } from '#platform/ui/form/Form.tsx'
import { TextField } from '#platform/ui/form/TextField.tsx'
import { Trouble } from '#platform/ui/States.tsx'
import { useAct } from '../../ui/useTrainingApi.ts'
import { Courses, useCourses, useTests } from './Courses.tsx'
import { pageMessages } from './messages.ts'
import type { Round } from './round.ts'

interface Typed {
  readonly name: string
  readonly due: readonly string[]
  readonly courseIds: readonly number[]
  readonly testIds: readonly number[]
}

/** Name, deadlines and courses of an open round. */
export function ChangeRound({ round, onSaved }: { round: Round; onSaved: () => void }) {
  const t = useMessages(pageMessages)
  const is: Typed = {
    ...{ name: round.name, due: round.waves.map(({ dueOn }) => dueOn) },
    courseIds: round.courses.map(({ courseId }) => courseId),
    testIds: round.tests.map(({ testId }) => testId),
  }
  const edited = useEdited<Typed>(`round-${round.roundId}`, is, { is, version: round.version })
  const { typed, type } = edited
  const [errors, setErrors] = useState<readonly FieldTrouble[]>([])
  const { act, error, isPending } = useAct()
  const errorOf = (name: string) => {
    const message = messageFor(errors, name)
    return message ? { error: message } : {}
  }
  const titlesOf = useTitles(round)
  async function submit() {
    const dueOn = typed.due.map((day) => parseDate(day))
    const faults: FieldTrouble[] = [
      ...(typed.name.trim() ? [] : [{ name: 'name', message: t('form.missing', { field: t('form.name') }) }]),
      ...dueOn.flatMap((day, at) => (day ? [] : [{ name: `due-${at}`, message: t('form.date') }])),
      ...(typed.courseIds.length + typed.testIds.length > 0
        ? []
        : [{ name: 'course', message: t('form.courses_missing') }]),
    ]
    setErrors(faults)
    if (faults.length > 0) return
    const input = {
      ...{ roundId: round.roundId, name: typed.name, courseIds: [...typed.courseIds] },
      testIds: [...typed.testIds],
      dueOn: dueOn.map((day) => day ?? ''),
      ...(edited.seen ? { seen: edited.seen } : {}),
    }
    if (!(await act((client) => client.training.changeRound(input), t('form.saved')))) return
    edited.drop()
    onSaved()
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
      {edited.now && (
        <ChangedMeanwhile
          rows={[
            { name: 'name', label: t('form.name'), mine: typed.name, stored: edited.now.name },
            { name: 'due', label: t('round.due'), mine: typed.due.join(' '), stored: edited.now.due.join(' ') },
            { name: 'course', label: t('round.courses'), mine: titlesOf(typed), stored: titlesOf(edited.now) },
          ].filter(({ mine, stored }) => mine !== stored)}
          onMine={edited.takeOver}
          onStored={edited.takeStored}
        />
      )}
      <TextField
        name="name"
        label={t('form.name')}
        required
        value={typed.name}
        onChange={(name) => type({ ...typed, name })}
        {...errorOf('name')}
      />
      {typed.due.map((due, at) => (
        <DateField
          // biome-ignore lint/suspicious/noArrayIndexKey: a wave is its place
          key={at}
          name={`due-${at}`}
          label={t('form.due', { n: at + 1 })}
          required
          value={due}
          onChange={(value) => type({ ...typed, due: typed.due.map((one, place) => (place === at ? value : one)) })}
          {...errorOf(`due-${at}`)}
        />
      ))}
      <Courses
        chosen={typed}
        courses={round.courses}
        tests={round.tests}
        onChange={(work) => type({ ...typed, ...work })}
        error={messageFor(errors, 'course')}
      />
      {error && !isStale(error) && <Trouble error={error} />}
    </Form>
  )
}

/** What a round asks for, in words. */
function useTitles(round: Round) {
  const courses = useCourses()
  const tests = useTests()
  return ({ courseIds, testIds }: Pick<Typed, 'courseIds' | 'testIds'>) => {
    const among = (list: readonly { value: string; label: string }[], id: number) =>
      list.find(({ value }) => value === String(id))?.label
    return [
      ...courseIds.map((id) => round.courses.find(({ courseId }) => courseId === id)?.title ?? among(courses, id)),
      ...testIds.map((id) => round.tests.find(({ testId }) => testId === id)?.title ?? among(tests, id)),
    ].join('\n')
  }
}
