import { useState } from 'react'
import type { Output } from '#platform/contract/contract.ts'
import { useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { ChangedMeanwhile } from '#platform/ui/form/ChangedMeanwhile.tsx'
import { Checkbox, RadioGroup, Select } from '#platform/ui/form/Choices.tsx'
import { isStale, useEdited } from '#platform/ui/form/edited.ts'
import { FieldGroup } from '#platform/ui/form/Field.tsx'
import { type FieldTrouble, Form, messageFor } from '#platform/ui/form/Form.tsx'
import { TextArea, TextField } from '#platform/ui/form/TextField.tsx'
import { Trouble } from '#platform/ui/States.tsx'
import { useAct, useSkills } from '../../ui/useTrainingApi.ts'
import type { catalogue } from '../contract.ts'
import { pageMessages } from './messages.ts'

type Course = Output<typeof catalogue.showCourse>

const empty = {
  courseCode: '',
  title: '',
  summary: '',
  skills: [] as string[],
  hours: '',
  provider: '',
  enrolmentMode: 'openApplication' as 'openApplication' | 'nominated',
  minRank: '',
  reportRequired: false,
}

/** Adds a course, or changes the one that is given; rules of eligibility that this form does not show stay as they are. */
export function CourseForm({ course, onSaved }: { course?: Course; onSaved: () => void }) {
  const t = useMessages(pageMessages)
  const { skills, grades, nameOf } = useSkills()
  const stored = course && { is: draftOf(course), version: course.version }
  const { typed: draft, type: keep, drop, ...edited } = useEdited(`course-${course?.courseId ?? 'new'}`, empty, stored)
  const [errors, setErrors] = useState<readonly FieldTrouble[]>([])
  const { act, error, isPending } = useAct()
  const set = (change: Partial<typeof empty>) => keep({ ...draft, ...change })

  async function submit() {
    const texts = { courseCode: 'form.code', title: 'form.title', provider: 'form.provider' } as const
    const missing: FieldTrouble[] = (Object.keys(texts) as (keyof typeof texts)[])
      .filter((name) => draft[name].trim() === '')
      .map((name) => ({ name, message: t('form.missing', { field: t(texts[name]) }) }))
    if (!(Number(draft.hours) > 0))
      missing.push({ name: 'hours', message: t('form.missing', { field: t('form.hours') }) })
    setErrors(missing)
    if (missing.length > 0) return
    const { minRank, hours, ...rest } = draft
    const { minRank: _, ...eligibility } = course?.eligibility ?? {}
    const input = {
      ...rest,
      hours: Number(hours),
      eligibility: { ...eligibility, ...(minRank ? { minRank: Number(minRank) } : {}) },
      ...(course ? { courseId: course.courseId, seen: edited.seen } : {}),
    }
    if (!(await act((client) => client.training.saveCourse(input), t('admin.saved')))) return
    drop()
    onSaved()
  }

  /** A value as words, for whoever compares two of them. */
  const wordOf = (said: typeof empty, name: keyof typeof empty) => {
    if (name === 'skills') return said.skills.map(nameOf).join('、')
    if (name === 'enrolmentMode')
      return t(said.enrolmentMode === 'nominated' ? 'form.mode_nominated' : 'form.mode_open')
    if (name === 'reportRequired') return t(said.reportRequired ? 'form.yes' : 'form.no')
    if (name === 'minRank') return grades.find(({ rank }) => String(rank) === said.minRank)?.label ?? t('form.everyone')
    return said[name]
  }
  const text = (name: 'courseCode' | 'title' | 'provider' | 'hours', label: string, characters?: number) => {
    const message = messageFor(errors, name)
    return (
      <TextField
        name={name}
        label={label}
        required
        value={draft[name]}
        onChange={(value) => set({ [name]: value })}
        {...(characters ? { characters } : {})}
        {...(message ? { error: message } : {})}
      />
    )
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
          rows={differing(draft, edited.now).map((name) => ({
            name,
            label: t(labels[name]),
            mine: wordOf(draft, name),
            stored: edited.now && wordOf(edited.now, name),
          }))}
          onMine={edited.takeOver}
          onStored={edited.takeStored}
        />
      )}
      {text('courseCode', t('form.code'), 12)}
      {text('title', t('form.title'))}
      <TextArea
        name="summary"
        label={t('form.summary')}
        value={draft.summary}
        onChange={(summary) => set({ summary })}
      />
      {text('hours', t('form.hours'), 4)}
      {text('provider', t('form.provider'))}
      <FieldGroup name="skills" label={t('form.skills')}>
        {skills.map(({ id, name }) => (
          <Checkbox
            key={id}
            name={`skill-${id}`}
            label={name}
            checked={draft.skills.includes(id)}
            onChange={(on) => set({ skills: on ? [...draft.skills, id] : draft.skills.filter((one) => one !== id) })}
          />
        ))}
      </FieldGroup>
      <RadioGroup
        name="enrolmentMode"
        label={t('form.mode')}
        inRow
        value={draft.enrolmentMode}
        choices={[
          { value: 'openApplication', label: t('form.mode_open') },
          { value: 'nominated', label: t('form.mode_nominated') },
        ]}
        onChange={(mode) => set({ enrolmentMode: mode as typeof draft.enrolmentMode })}
      />
      <Select
        name="minRank"
        label={t('form.min_grade')}
        value={draft.minRank}
        choices={[
          { value: '', label: t('form.everyone') },
          ...grades.map(({ id, rank, label }) => ({ value: String(rank), label: `${id} ${label}` })),
        ]}
        onChange={(minRank) => set({ minRank })}
      />
      <Checkbox
        name="reportRequired"
        label={t('form.report')}
        support={t('form.report_support')}
        checked={draft.reportRequired}
        onChange={(reportRequired) => set({ reportRequired })}
      />
      {error && !isStale(error) && <Trouble error={error} />}
    </Form>
  )
}

const labels = {
  courseCode: 'form.code',
  title: 'form.title',
  summary: 'form.summary',
  skills: 'form.skills',
  hours: 'form.hours',
  provider: 'form.provider',
  enrolmentMode: 'form.mode',
  minRank: 'form.min_grade',
  reportRequired: 'form.report',
} as const satisfies Record<keyof typeof empty, string>

function differing(mine: typeof empty, stored: typeof empty) {
  const names = Object.keys(labels) as (keyof typeof empty)[]
  return names.filter((name) => JSON.stringify(mine[name]) !== JSON.stringify(stored[name]))
}

function draftOf(course: Course): typeof empty {
  const { courseCode, title, summary, skills, hours, provider, enrolmentMode, eligibility, reportRequired } = course
  return {
    courseCode,
    title,
    summary,
    skills,
    hours: String(hours),
    provider,
    enrolmentMode,
    minRank: eligibility.minRank ? String(eligibility.minRank) : '',
    reportRequired,
  }
}
