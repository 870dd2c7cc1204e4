import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { Output } from '#platform/contract/contract.ts'
import { useMessages } from '#platform/i18n/react.tsx'
import { Select } from '#platform/ui/form/Choices.tsx'
import { Link } from '#platform/ui/Link.tsx'
import { Card, Section } from '#platform/ui/Page.tsx'
import { SampleTag } from '#platform/ui/Sample.tsx'
import { Empty, Trouble, Waiting } from '#platform/ui/States.tsx'
import { usePlace } from '#platform/ui/table/address.ts'
import { PlacePager } from '#platform/ui/table/Pager.tsx'
import { WordsField } from '#platform/ui/table/WordsField.tsx'
import { useSkills, useTrainingApi } from '../../ui/useTrainingApi.ts'
import type { catalogue } from '../contract.ts'
import { pageMessages } from './messages.ts'
import { SessionLine } from './SessionLine.tsx'

type Course = Output<typeof catalogue.listCourses>['courses'][number]
const PAGE = 12

/** 研修をさがす: words and skill stand in the address, so that a gap in skills can lead here. */
export function CourseSearch() {
  const t = useMessages(pageMessages)
  const api = useTrainingApi()
  const { skills } = useSkills()
  const [wanted, change] = useWanted()
  const place = usePlace()
  const { data, error, refetch } = useQuery({
    ...api.training.listCourses.queryOptions({
      input: {
        ...{ after: place.after, pageSize: PAGE },
        ...(wanted.q ? { q: wanted.q } : {}),
        ...(wanted.skill ? { skill: wanted.skill } : {}),
      },
    }),
    placeholderData: keepPreviousData,
  })
  return (
    <Section title={t('find')}>
      <div data-print="no" className="mb-4 flex flex-wrap items-end gap-4">
        <WordsField caption={t('training')} words={wanted.q} onWords={(q) => change({ q })} />
        <div className="w-full max-w-72">
          <Select
            name="skill"
            label={t('find.skill')}
            value={wanted.skill}
            choices={[
              { value: '', label: t('find.all') },
              ...skills.map(({ id, name, tierName }) => ({ value: id, label: `${tierName}: ${name}` })),
            ]}
            onChange={(skill) => change({ skill })}
          />
        </div>
      </div>
      {error && <Trouble error={error} retry={refetch} />}
      {!error && !data && <Waiting shape="cards" rows={4} />}
      {data?.courses.length === 0 && <Empty>{t(wanted.q || wanted.skill ? 'find.none' : 'find.nothing_yet')}</Empty>}
      {data && (
        <>
          <ul className="grid gap-4 lg:grid-cols-2">
            {data.courses.map((course) => (
              <li key={course.courseId}>
                <CourseCard course={course} />
              </li>
            ))}
          </ul>
          <PlacePager of={t('find')} place={place} next={data.next ?? undefined} total={data.total} />
        </>
      )}
    </Section>
  )
}

function CourseCard({ course }: { course: Course }) {
  const t = useMessages(pageMessages)
  const { nameOf } = useSkills()
  return (
    <Card isSample={course.isSample} className="h-full">
      <h3 className="flex flex-wrap items-baseline gap-x-3">
        <Link to={`/training/${course.courseId}`} className="text-std-20B-150">
          {course.title}
        </Link>
        {course.isSample && <SampleTag />}
      </h3>
      <p className="text-solid-gray-700">
        {[t('hours', { n: course.hours }), course.provider, ...course.skills.map(nameOf)].join(' · ')}
      </p>
      <p className="my-2 line-clamp-3">{course.summary}</p>
      {course.enrolmentMode === 'nominated' && <p className="text-solid-gray-700">{t('course.nominated')}</p>}
      {course.eligibilityRule && (
        <p className="text-solid-gray-700">{t('course.for', { rule: course.eligibilityRule })}</p>
      )}
      {course.sessions.length === 0 && <p className="text-solid-gray-700">{t('session.none')}</p>}
      <ul className="mt-2 grid gap-1">
        {course.sessions.map((session) => (
          <li key={session.courseSessionId}>
            <SessionLine session={session} />
          </li>
        ))}
      </ul>
    </Card>
  )
}

interface Wanted {
  q: string
  skill: string
}

function useWanted(): [Wanted, (change: Partial<Wanted>) => void] {
  const search = useSearch({ strict: false }) as Record<string, unknown>
  const navigate = useNavigate()
  const wanted = {
    q: String(search.q ?? ''),
    skill: String(search.skill ?? ''),
  }
  function change(to: Partial<Wanted>) {
    const next = { ...wanted, ...to }
    navigate({
      to: '.',
      replace: true,
      resetScroll: false,
      search: (before: Record<string, unknown>) => ({
        ...before,
        q: next.q || undefined,
        skill: next.skill || undefined,
        // Whoever looks for something else sees it from its first page.
        after: undefined,
      }),
    } as Parameters<typeof navigate>[0])
  }
  return [wanted, change]
}
