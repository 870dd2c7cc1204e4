import { useQuery } from '@tanstack/react-query'
import type { Output } from '#platform/contract/contract.ts'
import { useMessages } from '#platform/i18n/react.tsx'
import { Link, LinkButton } from '#platform/ui/Link.tsx'
import { Card, Section } from '#platform/ui/Page.tsx'
import { useTrainingApi } from '../../ui/useTrainingApi.ts'
import { StateTag, useSessionWords } from '../../ui/words.tsx'
import type { fitting } from '../fitting.contract.ts'
import { pageMessages } from './messages.ts'

type Fits = Output<typeof fitting.listFittingCourses>['skills'][number]

/** After a test that did not reach the floor: what fits, why, and when to try again; nothing for anybody else. */
export function FittingCourses() {
  const t = useMessages(pageMessages)
  const api = useTrainingApi()
  const { data } = useQuery({ ...api.training.listFittingCourses.queryOptions({ input: {} }), staleTime: 0 })
  if (!data || data.skills.length === 0) return null
  return (
    <Section title={t('fits')}>
      <div className="grid gap-4">
        {data.skills.map((fits) => (
          <OfSkill key={fits.skill} fits={fits} />
        ))}
      </div>
    </Section>
  )
}

function OfSkill({ fits: { name, reason, again, courses } }: { fits: Fits }) {
  const t = useMessages(pageMessages)
  const when = useSessionWords()
  return (
    <Card title={name}>
      <p className="max-w-[42em]">{reason}</p>
      <ul className="mt-3 divide-y divide-solid-gray-200">
        {courses.map(({ courseId, title, summary, hours, sessions }) => (
          <li key={courseId} className="grid gap-1 py-3">
            <p className="text-std-16B-170">
              <Link to={`/training/${courseId}`}>{title}</Link>{' '}
              <span className="figures">{t('hours', { n: hours })}</span>
            </p>
            {summary && <p className="text-solid-gray-700">{summary}</p>}
            <ul className="grid gap-1">
              {sessions.map((session) => (
                <li key={session.courseSessionId} className="figures flex flex-wrap items-center gap-x-3">
                  <span>{when(session)}</span> <span>{session.place}</span>
                  {session.mine && !session.mayApply ? (
                    <StateTag state={session.mine.state} />
                  ) : (
                    <span>{t('fits.left', { n: session.seatsLeft })}</span>
                  )}
                </li>
              ))}
            </ul>
            <div>
              <LinkButton look="secondary" size="small" to={`/training/${courseId}`}>
                {t('go.course')}
                <span className="sr-only"> {title}</span>
              </LinkButton>
            </div>
          </li>
        ))}
      </ul>
      {again.length > 0 && (
        <ul className="mt-3">
          {again.map(({ testId, words }) => (
            <li key={testId}>{words}</li>
          ))}
        </ul>
      )}
    </Card>
  )
}
