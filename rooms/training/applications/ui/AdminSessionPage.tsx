import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import type { Output } from '#platform/contract/contract.ts'
import { useMessages } from '#platform/i18n/react.tsx'
import { Breadcrumbs, PageHeading, Section } from '#platform/ui/Page.tsx'
import { SampleTag } from '#platform/ui/Sample.tsx'
import { Empty, Trouble, Waiting } from '#platform/ui/States.tsx'
import { Tag } from '#platform/ui/Tags.tsx'
import { AttendanceSection, CompletionSection } from '../../attendance/ui/Recording.tsx'
import { CancelSession, EditSession, SessionFacts } from '../../sessions/ui/SessionShown.tsx'
import { MoreThanShown } from '../../ui/MoreThanShown.tsx'
import { useTrainingApi } from '../../ui/useTrainingApi.ts'
import type { selecting } from '../selecting.contract.ts'
import { Applicants } from './Applicants.tsx'
import { pageMessages } from './messages.ts'
import { Nominate } from './Nominate.tsx'

type SessionApplications = Output<typeof selecting.listSessionApplications>

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
  const { applications, course, may, session } = data
  const ordered = applications.filter(({ awaits }) => awaits === 'attendance')
  const attended = applications.filter(({ awaits }) => awaits === 'completion')
  return (
    <>
      <PageHeading
        aside={
          <>
            {course.isSample && <SampleTag />}
            {session.cancelledOn && <Tag>{t('admin.cancelled')}</Tag>}
          </>
        }
        actions={<SessionActions data={data} />}
      >
        {course.title}
      </PageHeading>
      <SessionFacts session={session} />
      {ordered.length > 0 && (
        <AttendanceSection session={session} attendees={ordered} may={may.includes('recordAttendance')} />
      )}
      {attended.length > 0 && (
        <CompletionSection
          session={session}
          attendees={attended}
          reportRequired={course.reportRequired}
          may={may.includes('recordCompletion')}
        />
      )}
      <Section title={t('admin.applicants')}>
        <MoreThanShown shown={applications.length} total={data.total} />
        {applications.length === 0 ? <Empty>{t('admin.no_applicants')}</Empty> : <Applicants data={data} />}
      </Section>
    </>
  )
}

function SessionActions({ data: { course, session, may } }: { data: SessionApplications }) {
  const { courseSessionId } = session
  return (
    <>
      {may.includes('nominate') && <Nominate courseSessionId={courseSessionId} startsOn={session.startsOn} />}
      {may.includes('saveSession') && <EditSession courseId={course.courseId} session={session} />}
      {may.includes('cancelSession') && <CancelSession courseSessionId={courseSessionId} />}
    </>
  )
}
