import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { Output } from '#platform/contract/contract.ts'
import { useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { RadioGroup } from '#platform/ui/form/Choices.tsx'
import { useDraft } from '#platform/ui/form/drafts.ts'
import { type FieldTrouble, Form, messageFor } from '#platform/ui/form/Form.tsx'
import { TextArea } from '#platform/ui/form/TextField.tsx'
import { Breadcrumbs, Card, PageHeading, Section } from '#platform/ui/Page.tsx'
import { SampleTag } from '#platform/ui/Sample.tsx'
import { Trouble, Waiting } from '#platform/ui/States.tsx'
import type { catalogue } from '../../catalogue/contract.ts'
import { CourseFacts, CourseSessions } from '../../catalogue/ui/CourseFacts.tsx'
import { useSeatsWords } from '../../catalogue/ui/SessionLine.tsx'
import { noCover, offerFrom } from '../../cover/draft.rules.ts'
import { CoverFields, lacking } from '../../cover/ui/CoverFields.tsx'
import { stepMessages } from '../../steps.messages.ts'

import { useAct, useTrainingApi } from '../../ui/useTrainingApi.ts'
import { useSessionWords } from '../../ui/words.tsx'
import { pageMessages } from './messages.ts'

type Course = Output<typeof catalogue.showCourse>

/** One course: what it is, when it is held, and the application with its cover. */
export function CoursePage() {
  const t = useMessages(pageMessages)
  const api = useTrainingApi()
  const { courseId } = useParams({ strict: false }) as { courseId: string }
  const { data, error, refetch } = useQuery(
    api.training.showCourse.queryOptions({ input: { courseId: Number(courseId) } }),
  )
  return (
    <>
      <Breadcrumbs crumbs={[{ label: t('training'), to: '/training' }, { label: data?.title ?? t('go.course') }]} />
      {error && (
        <>
          <PageHeading>{t('training')}</PageHeading>
          <Trouble error={error} retry={refetch} />
        </>
      )}
      {!error && !data && <Waiting shape="page" />}
      {data && <CourseShown key={data.courseId} course={data} />}
    </>
  )
}

function CourseShown({ course }: { course: Course }) {
  const t = useMessages(pageMessages)
  const open = course.sessions.filter(({ mayApply }) => mayApply)
  return (
    <>
      <PageHeading lead={course.summary} aside={course.isSample ? <SampleTag /> : undefined}>
        {course.title}
      </PageHeading>
      <CourseFacts course={course} />
      <CourseSessions course={course} />
      {open.length > 0 && (
        <Section title={t('application')}>
          <Card>
            <ApplyForm course={course} open={open} />
          </Card>
        </Section>
      )}
      {!course.isForMe && <p className="mt-6 text-solid-gray-700">{t('course.not_for_me')}</p>}
    </>
  )
}

function ApplyForm({ course, open }: { course: Course; open: Course['sessions'] }) {
  const t = useMessages(pageMessages)
  const when = useSessionWords()
  const navigate = useNavigate()
  const words = useMessages(stepMessages)
  const seats = useSeatsWords()
  const { recommendation } = useSearch({ strict: false }) as { recommendation?: number }
  const [draft, keep, drop] = useDraft(`apply-${course.courseId}`, { session: '', motive: '', cover: noCover })
  const [errors, setErrors] = useState<readonly FieldTrouble[]>([])
  const { act, error, isPending } = useAct<{ applicationId: number }>()
  const chosen =
    open.find(({ courseSessionId }) => String(courseSessionId) === draft.session) ??
    (open.length === 1 ? open[0] : undefined)

  async function submit() {
    const missing = [
      ...(chosen ? [] : [{ name: 'session', message: t('apply.choose_session') }]),
      ...lacking(draft.cover, t('apply.choose_person')),
    ]
    setErrors(missing)
    if (!chosen || missing.length > 0) return
    const cover = offerFrom(draft.cover)
    const answer = await act(
      (client) =>
        client.training.apply({
          courseSessionId: chosen.courseSessionId,
          motive: draft.motive,
          ...(cover ? { cover } : {}),
          ...(recommendation ? { recommendationId: Number(recommendation) } : {}),
        }),
      t('apply.done'),
    )
    if (!answer) return
    drop()
    await navigate({ to: `/training/applications/${answer.applicationId}` })
  }

  return (
    <Form
      onSubmit={submit}
      errors={errors}
      actions={
        <>
          <Button type="submit" busy={isPending}>
            {t('apply')}
          </Button>
          <span className="text-solid-gray-700">{t('apply.kept')}</span>
        </>
      }
    >
      <RadioGroup
        name="session"
        label={t('sessions.choose')}
        required
        {...errorOf(errors, 'session')}
        value={chosen ? String(chosen.courseSessionId) : null}
        choices={open.map((session) => ({
          value: String(session.courseSessionId),
          label: when(session),
          support: [
            session.place,
            seats(session),
            ...(session.mine ? [words(`state.${session.mine.state}`)] : []),
          ].join(' · '),
        }))}
        onChange={(session) => keep({ ...draft, session })}
      />
      <TextArea
        name="motive"
        label={t('apply.motive')}
        support={t('apply.motive_support')}
        rows={3}
        value={draft.motive}
        onChange={(motive) => keep({ ...draft, motive })}
      />
      <CoverFields
        cover={draft.cover}
        onChange={(cover) => keep({ ...draft, cover })}
        errors={errors}
        day={chosen?.startsOn}
      />
      {error && <Trouble error={error} />}
    </Form>
  )
}

function errorOf(errors: readonly FieldTrouble[], name: string): { error?: string } {
  const message = messageFor(errors, name)
  return message ? { error: message } : {}
}
