import { useQuery } from '@tanstack/react-query'
import type { Output } from '#platform/contract/contract.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate } from '#platform/time/dates.ts'
import { Button } from '#platform/ui/Button.tsx'
import { Link, LinkButton } from '#platform/ui/Link.tsx'
import { Card, PageHeading, Section } from '#platform/ui/Page.tsx'
import { Empty, Trouble, Waiting } from '#platform/ui/States.tsx'
import { SampleTag, Tag } from '#platform/ui/Tags.tsx'
import { CourseSearch } from '../catalogue/ui/CourseSearch.tsx'
import type { training } from '../contract.ts'
import { trainingMessages } from '../messages.ts'
import { closedStates, type State } from '../rules.ts'
import { pageMessages } from './messages.ts'
import { useAct, useSkills, useTrainingApi } from './useTrainingApi.ts'
import { StateTag, useSessionWords } from './words.tsx'

type Mine = Output<typeof training.listMyTraining>

/** 研修: what was recommended to me, whom I may stand in for, my applications, and every course. */
export function TrainingPage() {
  const t = useMessages(pageMessages)
  const api = useTrainingApi()
  const { data, error, refetch } = useQuery(api.training.listMyTraining.queryOptions({ input: {} }))
  return (
    <>
      <PageHeading lead={t('training.lead')}>{t('training')}</PageHeading>
      {error && <Trouble error={error} retry={refetch} />}
      {!error && !data && <Waiting shape="cards" rows={2} />}
      {data && (
        <>
          <Recommendations recommendations={data.recommendations} />
          <CoverRequests requests={data.coverRequests} />
          <Applications applications={data.applications} />
        </>
      )}
      <CourseSearch />
    </>
  )
}

function Recommendations({ recommendations }: { recommendations: Mine['recommendations'] }) {
  const t = useMessages(pageMessages)
  const open = recommendations.filter(({ answer, applicationId }) => answer === null && applicationId === null)
  const earlier = recommendations.filter((one) => !open.includes(one))
  if (recommendations.length === 0) return null
  return (
    <Section title={t('recommended')} lead={open.length > 0 ? t('recommended.note') : undefined}>
      <div className="grid gap-4 lg:grid-cols-2">
        {open.map((one) => (
          <Recommendation key={one.recommendationId} recommendation={one} />
        ))}
      </div>
      {earlier.length > 0 && (
        <details className="mt-4" open={open.length === 0}>
          <summary className="text-blue-1000 underline">{t('recommended.earlier', { n: earlier.length })}</summary>
          <div className="mt-3 grid gap-4 lg:grid-cols-2">
            {earlier.map((one) => (
              <Recommendation key={one.recommendationId} recommendation={one} />
            ))}
          </div>
        </details>
      )}
    </Section>
  )
}

function Recommendation({ recommendation }: { recommendation: Mine['recommendations'][number] }) {
  const t = useMessages(pageMessages)
  const { language } = useLanguage()
  const { nameOf } = useSkills()
  const { act, error } = useAct()
  const { recommendationId, course, recommendedBy, recommendedOn, reason, answer, applicationId } = recommendation
  const say = (said: 'accepted' | 'later' | 'declined') =>
    act((client) => client.training.answerRecommendation({ recommendationId, answer: said }), t(`answered.${said}`))
  const others = (['accepted', 'later', 'declined'] as const).filter((one) => one !== answer)
  return (
    <Card
      title={course.title}
      isSample={recommendation.isSample}
      actions={recommendation.isSample ? <SampleTag /> : undefined}
    >
      <p className="text-solid-gray-700">
        {t('recommended.by', { name: recommendedBy.name, date: formatDate(recommendedOn, language) })}
      </p>
      <p className="my-2 whitespace-pre-line">{reason}</p>
      {recommendation.targetSkill && <p>{t('recommended.skill', { skill: nameOf(recommendation.targetSkill) })}</p>}
      {recommendation.offeredCover && <p>{t('recommended.cover', { cover: recommendation.offeredCover })}</p>}
      {answer && <p className="mt-2 text-solid-gray-700">{t('answer.now', { answer: t(`answer.${answer}`) })}</p>}
      <div className="mt-4 flex flex-wrap gap-3">
        {applicationId !== null ? (
          <LinkButton look="secondary" size="small" to={`/training/applications/${applicationId}`}>
            {t('go.application')}
          </LinkButton>
        ) : (
          <>
            {answer === 'accepted' && (
              <LinkButton
                size="small"
                to={`/training/${course.courseId}`}
                search={{ recommendation: recommendationId }}
              >
                {t('go.apply')}
              </LinkButton>
            )}
            {others.map((one) => (
              <Button
                key={one}
                size="small"
                look={one === 'accepted' ? 'primary' : one === 'later' ? 'secondary' : 'text'}
                onClick={() => say(one)}
              >
                {t(`answer.${one}`)}
              </Button>
            ))}
            <Link to={`/training/${course.courseId}`} className="self-center">
              {t('go.course')}
            </Link>
          </>
        )}
      </div>
      {error && <Trouble error={error} />}
    </Card>
  )
}

function CoverRequests({ requests }: { requests: Mine['coverRequests'] }) {
  const t = useMessages(pageMessages)
  if (requests.length === 0) return null
  return (
    <Section title={t('covers')} lead={t('covers.lead')}>
      <div className="grid gap-4 lg:grid-cols-2">
        {requests.map((request) => (
          <CoverRequest key={request.coverArrangementId} request={request} />
        ))}
      </div>
    </Section>
  )
}

function CoverRequest({ request }: { request: Mine['coverRequests'][number] }) {
  const t = useMessages(pageMessages)
  const when = useSessionWords()
  const { act, error } = useAct()
  const { coverArrangementId, applicant, courseTitle, session, duty, note, agreedOn } = request
  return (
    <Card
      title={t('covers.of', { name: applicant.name })}
      actions={agreedOn ? <Tag tone="green">{t('covers.done')}</Tag> : undefined}
    >
      <p>{when(session)}</p>
      <p className="text-solid-gray-700">{courseTitle}</p>
      {duty && <p className="mt-2 whitespace-pre-line">{duty}</p>}
      {note && <p className="mt-1 whitespace-pre-line text-solid-gray-700">{note}</p>}
      <div className="mt-4 flex flex-wrap gap-3">
        {!agreedOn && (
          <Button
            size="small"
            onClick={() => act((client) => client.training.agreeToCover({ coverArrangementId }), t('covers.agreed'))}
          >
            {t('covers.agree')}
          </Button>
        )}
        <Button
          size="small"
          look="secondary"
          onClick={() => act((client) => client.training.declineCover({ coverArrangementId }), t('covers.declined'))}
        >
          {t('covers.decline')}
        </Button>
      </div>
      {error && <Trouble error={error} />}
    </Card>
  )
}

const over: readonly State[] = [...closedStates, 'completed', 'not_completed', 'absent']

function Applications({ applications }: { applications: Mine['applications'] }) {
  const t = useMessages(pageMessages)
  const live = applications.filter(({ state }) => !over.includes(state)).reverse()
  const past = applications.filter(({ state }) => over.includes(state))
  return (
    <Section title={t('mine')}>
      {live.length === 0 && <Empty>{t('mine.none')}</Empty>}
      <ApplicationList applications={live} />
      {past.length > 0 && (
        <details className="mt-4">
          <summary className="text-blue-1000 underline">{t('mine.past', { n: past.length })}</summary>
          <div className="mt-3">
            <ApplicationList applications={past} />
          </div>
        </details>
      )}
    </Section>
  )
}

function ApplicationList({ applications }: { applications: Mine['applications'] }) {
  const t = useMessages(trainingMessages)
  const when = useSessionWords()
  return (
    <ul className="grid gap-2">
      {applications.map(({ applicationId, course, session, state, next, reason }) => (
        <li key={applicationId} className="rounded-12 border border-solid-gray-200 bg-white px-4 py-3 sm:px-6">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <Link to={`/training/applications/${applicationId}`} className="text-std-17B-170">
              {course.title}
            </Link>
            <StateTag state={state} />
            {course.isSample && <SampleTag />}
          </div>
          <p className="figures text-solid-gray-700">{when(session)}</p>
          <p>{next}</p>
          {state === 'returned' && reason && (
            <p className="text-solid-gray-700">
              {t('state.returned')}: {reason}
            </p>
          )}
        </li>
      ))}
    </ul>
  )
}
