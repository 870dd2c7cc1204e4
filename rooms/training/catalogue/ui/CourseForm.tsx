import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Output } from '#platform/contract/contract.ts'
import { useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { ChangedMeanwhile } from '#platform/ui/form/ChangedMeanwhile.tsx'
import { Checkbox, RadioGroup, Select } from '#platform/ui/form/Choices.tsx'
import { isStale, useEdited } from '#platform/ui/form/edited.ts'
import { FieldGroup } from '#platform/ui/form/Field.tsx'
import { type FieldTrouble, Form, messageFor } from '#platform/ui/form/Form.tsx'
import { Several } from '#platform/ui/form/Several.tsx'
import { TextArea, TextField } from '#platform/ui/form/TextField.tsx'
import { numberIn } from '#platform/ui/form/typed.ts'
import { Trouble } from '#platform/ui/States.tsx'
import { useAct, useSkills, useTrainingApi } from '../../ui/useTrainingApi.ts'
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
  completed: [] as string[],
  /** Each as `skill level`. */
  levels: [] as string[],
  reportRequired: false,
  attendedFrom: '100',
}

/** Adds a course, or changes the one that is given; rules of eligibility that this form does not show stay as they are. */
export function CourseForm({ course, onSaved }: { course?: Course; onSaved: () => void }) {
  const t = useMessages(pageMessages)
  const { skills, grades, highestLevel, nameOf } = useSkills()
  const courses = useOtherCourses(course?.courseId)
  const stored = course && { is: draftOf(course), version: course.version }
  const { typed: draft, type: keep, drop, ...edited } = useEdited(`course-${course?.courseId ?? 'new'}`, empty, stored)
  const [errors, setErrors] = useState<readonly FieldTrouble[]>([])
  const { act, error, isPending } = useAct()
  const set = (change: Partial<typeof empty>) => keep({ ...draft, ...change })

  async function submit() {
    // In the order of the fields.
    const missing: FieldTrouble[] = (['courseCode', 'title', 'hours', 'provider'] as const)
      .filter((name) => (name === 'hours' ? !(numberIn(draft.hours) > 0) : draft[name].trim() === ''))
      .map((name) => ({ name, message: t('form.missing', { field: t(labels[name]) }) }))
    setErrors(missing)
    if (missing.length > 0) return
    const { minRank, completed, levels, hours, attendedFrom, courseCode, ...rest } = draft
    const { minRank: _, afterCourses: __, levels: ___, ...eligibility } = course?.eligibility ?? {}
    const input = {
      ...rest,
      // Codes are typed on the command line too.
      courseCode: courseCode.normalize('NFKC').trim(),
      hours: numberIn(hours),
      attendedFrom: Number(attendedFrom),
      eligibility: {
        ...eligibility,
        ...(minRank ? { minRank: Number(minRank) } : {}),
        ...(completed.length > 0 ? { afterCourses: completed.map(Number) } : {}),
        ...(levels.length > 0 ? { levels: levels.map(levelFrom) } : {}),
      },
      ...(course ? { courseId: course.courseId, seen: edited.seen } : {}),
    }
    if (!(await act((client) => client.training.saveCourse(input), t('admin.saved')))) return
    drop()
    onSaved()
  }

  const attendedWords = (share: string) =>
    share === '100' ? t('form.attended_all') : t('form.attended_share', { share })

  const levelWords = (asked: string) => {
    const { skill, level } = levelFrom(asked)
    return t('form.level', { skill: nameOf(skill), level })
  }
  const titleOf = (id: string) => courses.find(({ value }) => value === id)?.label ?? id

  /** A value as words, for whoever compares two of them. */
  const wordOf = (said: typeof empty, name: keyof typeof empty) => {
    if (name === 'skills') return said.skills.map(nameOf).join('、')
    if (name === 'enrolmentMode')
      return t(said.enrolmentMode === 'nominated' ? 'form.mode_nominated' : 'form.mode_open')
    if (name === 'completed') return said.completed.map(titleOf).join('、')
    if (name === 'levels') return said.levels.map(levelWords).join('、')
    if (name === 'attendedFrom') return attendedWords(said.attendedFrom)
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
      <Several
        name="completed"
        label={t('form.completed')}
        support={t('form.completed_support')}
        chosenLabel={t('form.completed')}
        nothing={t('form.choose')}
        drop={(title) => t('form.drop', { title })}
        choices={courses}
        chosen={draft.completed}
        onChange={(completed) => set({ completed: [...completed] })}
      />
      <Several
        name="levels"
        label={t('form.levels')}
        support={t('form.levels_support')}
        chosenLabel={t('form.levels')}
        nothing={t('form.choose')}
        drop={(title) => t('form.drop', { title })}
        choices={skills
          .filter(({ id }) => !draft.levels.some((asked) => levelFrom(asked).skill === id))
          .flatMap(({ id }) => Array.from({ length: highestLevel }, (_, at) => `${id} ${at + 1}`))
          .map((value) => ({ value, label: levelWords(value) }))}
        known={draft.levels.map((value) => ({ value, label: levelWords(value) }))}
        chosen={draft.levels}
        onChange={(levels) => set({ levels: [...levels] })}
      />
      <Checkbox
        name="reportRequired"
        label={t('form.report')}
        support={t('form.report_support')}
        checked={draft.reportRequired}
        onChange={(reportRequired) => set({ reportRequired })}
      />
      <Select
        name="attendedFrom"
        label={t('form.attended_from')}
        support={t('form.attended_from_support')}
        value={draft.attendedFrom}
        choices={shares(draft.attendedFrom).map((share) => ({ value: share, label: attendedWords(share) }))}
        onChange={(attendedFrom) => set({ attendedFrom })}
      />
      {error && !isStale(error) && <Trouble error={error} />}
    </Form>
  )
}

function levelFrom(asked: string): { skill: string; level: number } {
  const [skill = '', level] = asked.split(' ')
  return { skill, level: Number(level) }
}

/** Courses of the catalogue but this one, as choices. */
function useOtherCourses(courseId: number | undefined) {
  const api = useTrainingApi()
  const { data } = useQuery(api.training.listCourses.queryOptions({ input: { pageSize: 100 } }))
  return (data?.courses ?? [])
    .filter((one) => one.courseId !== courseId)
    .map((one) => ({ value: String(one.courseId), label: one.title }))
}

/** What is usual, and what stands. */
const shares = (stands: string) => [...new Set(['100', '90', '80', '75', '67', '50', stands])]

const labels = {
  courseCode: 'form.code',
  title: 'form.title',
  summary: 'form.summary',
  skills: 'form.skills',
  hours: 'form.hours',
  provider: 'form.provider',
  enrolmentMode: 'form.mode',
  minRank: 'form.min_grade',
  completed: 'form.completed',
  levels: 'form.levels',
  reportRequired: 'form.report',
  attendedFrom: 'form.attended_from',
} as const satisfies Record<keyof typeof empty, string>

function differing(mine: typeof empty, stored: typeof empty) {
  const names = Object.keys(labels) as (keyof typeof empty)[]
  return names.filter((name) => JSON.stringify(mine[name]) !== JSON.stringify(stored[name]))
}

function draftOf(course: Course): typeof empty {
  const { courseCode, title, summary, skills, hours, provider, enrolmentMode, eligibility } = course
  return {
    courseCode,
    title,
    summary,
    skills,
    hours: String(hours),
    provider,
    enrolmentMode,
    minRank: eligibility.minRank ? String(eligibility.minRank) : '',
    completed: (eligibility.afterCourses ?? []).map(String),
    levels: (eligibility.levels ?? []).map(({ skill, level }) => `${skill} ${level}`),
    reportRequired: course.reportRequired,
    attendedFrom: String(course.attendedFrom),
  }
}
