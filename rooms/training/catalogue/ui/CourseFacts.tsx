import type { Output } from '#platform/contract/contract.ts'
import { useList, useMessages } from '#platform/i18n/react.tsx'
import { Link } from '#platform/ui/Link.tsx'
import { Card, KeyValues, Section } from '#platform/ui/Page.tsx'
import { Empty } from '#platform/ui/States.tsx'
import { useSessionDetails } from '../../sessions/ui/SessionShown.tsx'
import { MoreThanShown } from '../../ui/MoreThanShown.tsx'
import { useSkills } from '../../ui/useTrainingApi.ts'
import type { catalogue } from '../contract.ts'
import { pageMessages } from './messages.ts'
import { SessionLine } from './SessionLine.tsx'

type Course = Output<typeof catalogue.showCourse>

/** Who holds it, what it is for, and whom. */
export function CourseFacts({ course }: { course: Course }) {
  const list = useList()
  const t = useMessages(pageMessages)
  const { nameOf } = useSkills()
  const rule = course.eligibilityRule ? t('course.for', { rule: course.eligibilityRule }) : t('course.everyone')
  return (
    <Card>
      <KeyValues
        items={[
          { label: t('course.provider'), value: `${course.provider} · ${t('hours', { n: course.hours })}` },
          { label: t('course.skills'), value: list(course.skills.map(nameOf)) || '—' },
          {
            label: t('apply.title'),
            value: course.enrolmentMode === 'nominated' ? t('course.nominated') : rule,
          },
          ...(course.reportRequired ? [{ label: t('application.report'), value: t('course.report') }] : []),
        ]}
      />
    </Card>
  )
}

/** 開催日程: every session to come. */
export function CourseSessions({ course: { sessions, sessionsToCome } }: { course: Course }) {
  const t = useMessages(pageMessages)
  const details = useSessionDetails()
  return (
    <Section title={t('sessions')}>
      <MoreThanShown shown={sessions.length} total={sessionsToCome} />
      {sessions.length === 0 && <Empty>{t('session.none')}</Empty>}
      <ul className="grid gap-2">
        {sessions.map((session) => (
          <li key={session.courseSessionId} className="rounded-12 border border-solid-gray-200 bg-white px-4 py-3">
            <SessionLine session={session} />
            {details(session).map(({ label, value }) => (
              <p key={label} className="whitespace-pre-line text-solid-gray-700">
                <span>{label}:</span> <span>{value}</span>
              </p>
            ))}
            {session.mine && (
              <Link to={`/training/applications/${session.mine.applicationId}`}>{t('go.application')}</Link>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}
