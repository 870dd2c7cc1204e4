import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type { Output } from '#platform/contract/contract.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate } from '#platform/time/dates.ts'
import { Button } from '#platform/ui/Button.tsx'
import { SidePanel } from '#platform/ui/Dialogs.tsx'
import { Breadcrumbs, Card, KeyValues, PageHeading, Section } from '#platform/ui/Page.tsx'
import { Empty, Trouble, Waiting } from '#platform/ui/States.tsx'
import { SampleTag, Tag } from '#platform/ui/Tags.tsx'
import { Applicants } from '../../applications/ui/Applicants.tsx'
import { Nominate } from '../../applications/ui/Nominate.tsx'
import { ReasonDialog } from '../../applications/ui/ReasonDialog.tsx'
import { AttendanceTable, CompletionTable } from '../../attendance/ui/Recording.tsx'
import type { training } from '../../contract.ts'
import { openStates } from '../../rules.ts'
import { pageMessages } from '../../ui/messages.ts'
import { useAct, useTrainingApi } from '../../ui/useTrainingApi.ts'
import { useSessionWords } from '../../ui/words.tsx'
import { SessionForm } from './SessionForm.tsx'

export type SessionApplications = Output<typeof training.listSessionApplications>

/** One session for HR: who applied, selection and orders, then attendance, then completion. */
export function AdminSessionPage() {
  const t = useMessages(pageMessages)
  const api = useTrainingApi()
  const { courseSessionId } = useParams({ strict: false }) as { courseSessionId: string }
  const { data, error, refetch } = useQuery(
    api.training.listSessionApplications.queryOptions({ input: { courseSessionId: Number(courseSessionId) } }),
  )
  return (
    <>
      <Breadcrumbs
        crumbs={[{ label: t('admin'), to: '/admin/training' }, { label: data?.course.title ?? t('admin.sessions') }]}
      />
      {error && (
        <>
          <PageHeading>{t('admin')}</PageHeading>
          <Trouble error={error} retry={refetch} />
        </>
      )}
      {!error && !data && <Waiting shape="page" />}
      {data && <Shown data={data} />}
    </>
  )
}

function Shown({ data }: { data: SessionApplications }) {
  const t = useMessages(pageMessages)
  const { language } = useLanguage()
  const { applications, course, may, session } = data
  const ordered = applications.filter(({ state }) => state === 'ordered')
  const attended = applications.filter(({ state }) =>
    ['attended', 'partially_attended', 'report_due', 'report_submitted'].includes(state),
  )
  return (
    <>
      <PageHeading
        aside={
          <>
            {course.isSample && <SampleTag />}
            {session.cancelledOn && <Tag>{t('admin.cancelled')}</Tag>}
          </>
        }
        actions={session.cancelledOn ? undefined : <SessionActions data={data} />}
      >
        {course.title}
      </PageHeading>
      <Facts data={data} />
      {ordered.length > 0 && !session.cancelledOn && (
        <Section
          data-print="no"
          title={t('admin.attendance')}
          lead={may.includes('recordAttendance') && t('admin.attendance_lead')}
        >
          {may.includes('recordAttendance') ? (
            <AttendanceTable courseSessionId={session.courseSessionId} applications={ordered} />
          ) : (
            <p>{t('admin.attendance_from', { date: formatDate(session.startsOn, language) })}</p>
          )}
        </Section>
      )}
      {attended.length > 0 && (
        <Section
          data-print="no"
          title={t('admin.completion')}
          lead={may.includes('recordCompletion') && t('admin.completion_lead')}
        >
          {may.includes('recordCompletion') ? (
            <CompletionTable data={data} applications={attended} />
          ) : (
            <p>{t('admin.completion_from', { date: formatDate(session.endsOn, language) })}</p>
          )}
        </Section>
      )}
      <Section title={t('admin.applicants')}>
        {applications.length === 0 ? <Empty>{t('admin.no_applicants')}</Empty> : <Applicants data={data} />}
      </Section>
    </>
  )
}

function Facts({ data: { session } }: { data: SessionApplications }) {
  const t = useMessages(pageMessages)
  const { language } = useLanguage()
  const when = useSessionWords()
  return (
    <Card>
      <KeyValues
        items={[
          { label: t('application.when'), value: <span className="figures">{when(session)}</span> },
          { label: t('application.place'), value: session.place },
          {
            label: t('admin.seats'),
            value: <span className="figures">{`${session.seatsTaken}/${session.capacity}`}</span>,
          },
          { label: t('form.apply_by'), value: formatDate(session.applyBy, language) },
        ]}
      />
    </Card>
  )
}

function SessionActions({ data: { course, session, applications } }: { data: SessionApplications }) {
  const t = useMessages(pageMessages)
  const [asking, setAsking] = useState<'edit' | 'cancel' | null>(null)
  const { act, error } = useAct<{ cancelled: number }>()
  const close = () => setAsking(null)
  const { courseSessionId } = session
  const mayCancel = applications.every(
    ({ state }) => openStates.includes(state) || ['rejected', 'not_selected', 'withdrawn', 'cancelled'].includes(state),
  )
  return (
    <>
      <Nominate courseSessionId={courseSessionId} />
      <Button look="secondary" onClick={() => setAsking('edit')}>
        {t('admin.edit_session')}
      </Button>
      {mayCancel && (
        <Button look="text" onClick={() => setAsking('cancel')}>
          {t('admin.cancel_session')}
        </Button>
      )}
      <SidePanel title={t('admin.edit_session')} open={asking === 'edit'} onClose={close}>
        <SessionForm courseId={course.courseId} session={session} onSaved={close} />
      </SidePanel>
      <ReasonDialog
        title={t('admin.cancel_title')}
        open={asking === 'cancel'}
        onClose={close}
        note={t('admin.cancel_note')}
        label={t('admin.cancel_reason')}
        verb={t('admin.cancel_session')}
        danger
        error={error}
        onConfirm={async (reason) => {
          const done = await act(
            (client) => client.training.cancelSession({ courseSessionId, reason }),
            ({ cancelled }) => t('admin.cancel_done', { n: cancelled }),
          )
          if (done) close()
        }}
      />
    </>
  )
}
