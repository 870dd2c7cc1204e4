import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { SidePanel } from '#platform/ui/Dialogs.tsx'
import { RadioGroup, Select } from '#platform/ui/form/Choices.tsx'
import { useDraft } from '#platform/ui/form/drafts.ts'
import { type FieldTrouble, Form, messageFor } from '#platform/ui/form/Form.tsx'
import { TextArea } from '#platform/ui/form/TextField.tsx'
import { Empty, Trouble, Waiting } from '#platform/ui/States.tsx'
import { WordsField } from '#platform/ui/table/WordsField.tsx'
import { useAct, useSkills, useTrainingApi } from '../../ui/useTrainingApi.ts'
import { pageMessages } from './messages.ts'

const nothing = { course: '', reason: '', skill: '', cover: '' }

/**
 * すすめる: from a person's row or page. `skill`, an id of the policy, is the gap that the search begins with; the person
 * decides, and what was typed stays until it is sent.
 */
export function RecommendDialog({
  person,
  skill = '',
  size = 'small',
}: {
  person: { staffMemberId: number; name: string }
  skill?: string
  size?: 'small' | 'medium'
}) {
  const t = useMessages(pageMessages)
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button look="secondary" size={size} onClick={() => setOpen(true)}>
        {t('team.recommend')}
        <span className="sr-only"> {person.name}</span>
      </Button>
      <SidePanel title={t('recommend.title', { name: person.name })} open={open} onClose={() => setOpen(false)}>
        <RecommendForm person={person} skill={skill} onSent={() => setOpen(false)} />
      </SidePanel>
    </>
  )
}

function RecommendForm({
  person: { staffMemberId, name },
  skill,
  onSent,
}: {
  person: { staffMemberId: number; name: string }
  skill: string
  onSent: () => void
}) {
  const t = useMessages(pageMessages)
  const { skills } = useSkills()
  const [draft, keep, drop] = useDraft(`recommend-${staffMemberId}`, { ...nothing, skill })
  const [errors, setErrors] = useState<readonly FieldTrouble[]>([])
  const { act, error, isPending } = useAct()

  async function submit() {
    const missing = [
      ...(draft.course ? [] : [{ name: 'course', message: t('recommend.choose') }]),
      ...(draft.reason.trim() ? [] : [{ name: 'reason', message: t('reason.needed') }]),
    ]
    setErrors(missing)
    if (missing.length > 0) return
    const offer = {
      staffMemberId,
      courseId: Number(draft.course),
      reason: draft.reason,
      ...(draft.skill ? { targetSkill: draft.skill } : {}),
      ...(draft.cover ? { offeredCover: draft.cover } : {}),
    }
    if (!(await act((client) => client.training.recommendCourse(offer), t('recommend.sent', { name })))) return
    drop()
    onSent()
  }

  const reasonError = messageFor(errors, 'reason')
  return (
    <Form
      onSubmit={submit}
      errors={errors}
      actions={
        <Button type="submit" busy={isPending}>
          {t('recommend.send')}
        </Button>
      }
    >
      <p>{t('recommend.lead')}</p>
      <Select
        name="skill"
        label={t('recommend.skill')}
        value={draft.skill}
        choices={[
          { value: '', label: t('recommend.skill_none') },
          ...skills.map(({ id, name: label, tierName }) => ({ value: id, label: `${tierName}: ${label}` })),
        ]}
        onChange={(chosen) => keep({ ...draft, skill: chosen })}
      />
      <CourseChoice
        skill={draft.skill}
        course={draft.course}
        error={messageFor(errors, 'course')}
        onChange={(course) => keep({ ...draft, course })}
      />
      <TextArea
        name="reason"
        label={t('recommend.reason')}
        support={t('recommend.reason_support')}
        required
        rows={3}
        value={draft.reason}
        onChange={(reason) => keep({ ...draft, reason })}
        {...(reasonError ? { error: reasonError } : {})}
      />
      <TextArea
        name="cover"
        label={t('recommend.cover')}
        support={t('recommend.cover_support')}
        rows={2}
        value={draft.cover}
        onChange={(cover) => keep({ ...draft, cover })}
      />
      {error && <Trouble error={error} />}
    </Form>
  )
}

function CourseChoice({
  skill,
  course,
  error,
  onChange,
}: {
  skill: string
  course: string
  error: string | undefined
  onChange: (course: string) => void
}) {
  const t = useMessages(pageMessages)
  const api = useTrainingApi()
  const [words, setWords] = useState('')
  const found = useQuery({
    ...api.training.listCourses.queryOptions({
      input: { pageSize: 8, ...(words ? { q: words } : {}), ...(skill ? { skill } : {}) },
    }),
    placeholderData: keepPreviousData,
  })
  if (found.error) return <Trouble error={found.error} retry={found.refetch} />
  if (!found.data) return <Waiting shape="text" />
  return (
    <div className="grid gap-3">
      <WordsField caption={t('recommend.course')} words={words} onWords={setWords} />
      {found.data.courses.length === 0 ? (
        <Empty>{t('recommend.none')}</Empty>
      ) : (
        <RadioGroup
          name="course"
          label={t('recommend.course')}
          required
          {...(error ? { error } : {})}
          value={course || null}
          choices={found.data.courses.map(({ courseId, title, hours, provider }) => ({
            value: String(courseId),
            label: title,
            support: `${t('hours', { n: hours })} · ${provider}`,
          }))}
          onChange={onChange}
        />
      )}
    </div>
  )
}
