import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { problemFrom } from '#platform/client/client.ts'
import type { Output } from '#platform/contract/contract.ts'
import { hasMessage } from '#platform/i18n/messages.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate } from '#platform/time/dates.ts'
import { Link, LinkButton } from '#platform/ui/Link.tsx'
import { Breadcrumbs, Card, KeyValues, PageHeading, Section } from '#platform/ui/Page.tsx'
import { SampleTag } from '#platform/ui/Sample.tsx'
import { Trouble, Waiting } from '#platform/ui/States.tsx'
import { Steps } from '#platform/ui/Steps.tsx'
import { Tag } from '#platform/ui/Tags.tsx'
import { Record } from '../../attendance/ui/CorrectRecord.tsx'
import { ReportShown } from '../../attendance/ui/CorrectReport.tsx'
import { Report } from '../../attendance/ui/Report.tsx'
import { AgreeByHead } from '../../cover/ui/AgreeByHead.tsx'
import { ArrangeCover } from '../../cover/ui/ArrangeCover.tsx'
import { CoverWords } from '../../cover/ui/CoverWords.tsx'
import { OwnNumber } from '../../roster/ui/OwnNumber.tsx'
import { useSessionDetails } from '../../sessions/ui/SessionShown.tsx'
import { stepMessages } from '../../steps.messages.ts'
import { useTrainingApi } from '../../ui/useTrainingApi.ts'
import { PersonOf, StateTag, useSessionWords } from '../../ui/words.tsx'
import type { applying } from '../applying.contract.ts'
import { applicationMessages } from '../messages.ts'
import { halfDaysAtStake } from '../team.rules.ts'
import { Leave, Resubmit, TakeBack } from './ApplicationActions.tsx'
import { Counter } from './Counter.tsx'
import { Decide } from './Decide.tsx'
import { pageMessages } from './messages.ts'
import { Staffing } from './Staffing.tsx'

type Application = Output<typeof applying.showApplication>

/**
 * One application: where it stands, what comes next, what I may do, and every step with who and why. It speaks to whoever reads it: to the
 * applicant of the course, to the head and to HR of the person.
 */
export function ApplicationPage() {
  const t = useMessages(pageMessages)
  const api = useTrainingApi()
  const { applicationId } = useParams({ strict: false }) as { applicationId: string }
  const { data, error, refetch } = useQuery(
    api.training.showApplication.queryOptions({ input: { applicationId: Number(applicationId) } }),
  )
  return (
    <>
      {error && (
        <>
          <Breadcrumbs crumbs={[{ label: t('training'), to: '/training' }, { label: t('application') }]} />
          <Unread error={error} retry={refetch} />
        </>
      )}
      {!error && !data && <Waiting shape="page" />}
      {data && <Shown application={data} />}
    </>
  )
}

/** There is none of that number, or none for the reader: nobody learns which. */
const unreadable = ['no_such_application', 'forbidden', 'invalid_input']

function Unread({ error, retry }: { error: Error; retry: () => unknown }) {
  const t = useMessages(pageMessages)
  const isNone = unreadable.includes(problemFrom(error)?.code ?? '')
  return (
    <>
      <PageHeading lead={isNone ? t('application.none_lead') : undefined}>
        {t(isNone ? 'application.none' : 'application')}
      </PageHeading>
      {isNone ? (
        <LinkButton to="/training">{t('application.none_way')}</LinkButton>
      ) : (
        <Trouble error={error} retry={retry} />
      )}
    </>
  )
}

function Shown({ application }: { application: Application }) {
  const t = useMessages(pageMessages)
  const words = useMessages(stepMessages)
  const when = useSessionWords()
  const { may, readFor, applicant, course, session } = application
  const title = readFor === 'oneself' ? course.title : t('application.of', { name: applicant.name })
  return (
    <>
      <Breadcrumbs crumbs={[wayBackFrom(application, t), { label: title }]} />
      <PageHeading
        aside={application.isSample ? <SampleTag /> : undefined}
        {...(readFor !== 'oneself' && {
          lead: t('application.for', {
            course: course.title,
            when: when(session),
            section: applicant.sectionName ?? '',
          }),
        })}
      >
        {title}
      </PageHeading>
      <Way application={application} />
      <Section title={t(may.includes('returnForRevision') ? 'application.decide' : 'application.next')}>
        <div className="grid gap-4">
          {may.includes('returnForRevision') ? (
            <StateTag state={application.state} isPast={application.isPast} />
          ) : (
            <p className="flex flex-wrap items-center gap-3">
              <StateTag state={application.state} isPast={application.isPast} />
              {application.next}
            </p>
          )}
          {application.decides &&
            (may.includes('returnForRevision') ? !application.decides.isUsual : application.state !== 'submitted') && (
              <p>{application.decides.words}</p>
            )}
          {application.moved && !application.isPast && <p>{application.moved}</p>}
          {application.notThere && readFor === 'approval' && <p>{application.notThere}</p>}
          <HalfDay application={application} />
          {readFor === 'oneself' && <OwnNumber applicationId={application.applicationId} />}
          {may.includes('returnForRevision') && <Decide application={application} />}
          {may.includes('resubmit') && <Resubmit application={application} />}
          {may.includes('submitReport') && <Report applicationId={application.applicationId} />}
          {may.includes('takeBackStep') && (
            <TakeBack applicationId={application.applicationId} did={words(`state.${application.state}`)} />
          )}
          {may.includes('withdraw') && <Leave what="withdraw" applicationId={application.applicationId} />}
          {may.includes('cancelApplication') && <Leave what="cancel" applicationId={application.applicationId} />}
        </div>
      </Section>
      <Facts application={application} />
      <History steps={application.steps} />
      <Record application={application} />
    </>
  )
}

/** Where the reader came from: the head from チーム, HR from the session. */
function wayBackFrom({ readFor, session }: Application, t: (key: 'application.team' | 'admin' | 'training') => string) {
  if (readFor === 'approval') return { label: t('application.team'), to: '/team' }
  if (readFor === 'selection') return { label: t('admin'), to: `/admin/training/${session.courseSessionId}` }
  return { label: t('training'), to: '/training' }
}

/** Who is there while this person is in the session, on the day on which fewest are. */
function HalfDay({ application }: { application: Application }) {
  const { staffing, session, applicant, state } = application
  const t = useMessages(pageMessages)
  const { language } = useLanguage()
  const [half] = halfDaysAtStake([{ isToDecide: state === 'submitted', applicant, session, staffing }])
  const [section] = half?.sections ?? []
  if (!half || !section) return null
  return (
    <Card>
      <h3 className="figures text-std-16B-170 text-solid-gray-900">
        {t('staffing.on', {
          section: section.sectionName ?? '',
          day: formatDate(section.day, language, 'weekday'),
          half: t(half.halves.length === 2 ? 'half.whole' : `half.${half.halves[0]!}`),
        })}
      </h3>
      <ul className="mt-1 text-solid-gray-700">
        <Staffing section={section} isOnlyOne />
      </ul>
      <div className="mt-2">
        <Counter atStake={application} />
      </div>
    </Card>
  )
}

function Way({ application: { state, way, steps } }: { application: Application }) {
  const t = useMessages(pageMessages)
  const { language } = useLanguage()
  const words = useMessages(stepMessages)
  const last = steps.findLast(({ takenBackOn }) => takenBackOn === null)
  return (
    <Steps
      label={t('application.way')}
      steps={way.map(({ stage, is, isHere }) => ({
        label: t(`stage.${stage}`),
        state: is,
        note: isHere && last ? `${words(`state.${state}`)} ${formatDate(last.takenOn, language, 'short')}` : undefined,
      }))}
    />
  )
}

function Facts({ application }: { application: Application }) {
  const t = useMessages(pageMessages)
  const { language } = useLanguage()
  const when = useSessionWords()
  const details = useSessionDetails()
  const { course, session, cover, report } = application
  return (
    <Section title={t('application')}>
      <Card>
        <KeyValues
          items={[
            { label: t('admin.applicant'), value: <PersonOf person={application.applicant} /> },
            { label: t('admin.course'), value: <Link to={`/training/${course.courseId}`}>{course.title}</Link> },
            { label: t('application.when'), value: <span className="figures">{when(session)}</span> },
            ...details(session),
            { label: t('application.applied'), value: formatDate(application.appliedOn, language) },
            { label: t('application.motive'), value: application.motive || t('application.no_motive') },
            {
              label: t('cover'),
              value: (
                <>
                  <CoverWords cover={cover} />
                  <CoverActions application={application} />
                </>
              ),
            },
            ...(report
              ? [
                  {
                    label: t('application.report'),
                    value: <ReportShown application={application} />,
                  },
                ]
              : []),
          ]}
        />
      </Card>
    </Section>
  )
}

function CoverActions({ application: { applicationId, may, cover } }: { application: Application }) {
  if (!may.includes('arrangeCover')) return null
  return (
    <div className="mt-2 flex flex-wrap gap-3">
      {may.includes('agreeToCover') && cover && <AgreeByHead coverArrangementId={cover.coverArrangementId} />}
      <ArrangeCover applicationId={applicationId} held={cover} />
    </div>
  )
}

function History({ steps }: { steps: Application['steps'] }) {
  const t = useMessages(pageMessages)
  const words = useMessages(stepMessages)
  const { language } = useLanguage()
  const roles = useMessages(applicationMessages)
  const roleOf = (role: string) =>
    hasMessage(applicationMessages, `as.${role}`) ? roles(`as.${role}` as 'as.self') : role
  return (
    <Section title={t('application.history')}>
      <ol className="grid gap-2">
        {steps.map((step) => (
          <li key={`${step.to} ${step.takenOn} ${step.from}`} className="border-blue-300 border-l-4 pl-4">
            <p className="flex flex-wrap items-baseline gap-x-3">
              <span className="figures text-solid-gray-700">{formatDate(step.takenOn, language)}</span>
              {step.takenBackOn ? <s>{words(`state.${step.to}`)}</s> : <strong>{words(`state.${step.to}`)}</strong>}
              {step.takenBackOn && <Tag>{t('step.taken_back', { date: formatDate(step.takenBackOn, language) })}</Tag>}
              <span className="text-solid-gray-700">
                {step.actor
                  ? t('step.by', { who: step.actor, as: roleOf(step.actedAs) })
                  : t('step.by_rule', { as: roleOf(step.actedAs) })}
              </span>
              {step.inPlaceOf && (
                <span className="text-solid-gray-700">
                  {t(step.actedAs === 'deputy' ? 'step.deputy_of' : 'step.in_place_of', { head: step.inPlaceOf })}
                </span>
              )}
            </p>
            {step.reason && <p className="whitespace-pre-line">{t('step.reason', { reason: step.reason })}</p>}
          </li>
        ))}
      </ol>
    </Section>
  )
}
