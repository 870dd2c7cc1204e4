import { useQuery } from '@tanstack/react-query'
import { useMessages } from '#platform/i18n/react.tsx'
import { Several } from '#platform/ui/form/Several.tsx'
import { floorOf } from '#rooms/policy/rules.ts'
import { useTrainingApi } from '../../ui/useTrainingApi.ts'
import { pageMessages } from './messages.ts'

interface Chosen {
  readonly courseIds: readonly number[]
  readonly testIds: readonly number[]
}

/** What a round asks for: courses of the catalogue and open tests; those that serve the floor come first. */
export function Courses({
  chosen,
  courses: knownCourses = [],
  tests: knownTests = [],
  error,
  onChange,
}: {
  chosen: Chosen
  /** Those of the round, whatever the catalogue and the bank say of them today. */
  courses?: readonly { readonly courseId: number; readonly title: string }[]
  tests?: readonly { readonly testId: number; readonly title: string }[]
  error?: string | undefined
  onChange: (chosen: Chosen) => void
}) {
  const t = useMessages(pageMessages)
  const api = useTrainingApi()
  const hasNone = useQuery(api.training.listCourses.queryOptions({ input: { pageSize: 100 } })).data?.total === 0
  const courses = useCourses()
  const tests = useTests()
  return (
    <>
      <Several
        name="course"
        label={t('form.course')}
        support={t(hasNone ? 'form.course_none' : 'form.course_support')}
        chosenLabel={t('form.courses')}
        nothing={t('form.course_choose')}
        drop={(title) => t('form.course_drop', { title })}
        choices={courses}
        known={knownCourses.map(({ courseId, title }) => ({ value: String(courseId), label: title }))}
        chosen={chosen.courseIds.map(String)}
        error={error}
        onChange={(ids) => onChange({ ...chosen, courseIds: ids.map(Number) })}
      />
      <Several
        name="test"
        label={t('form.test')}
        support={t(tests.length === 0 ? 'form.test_none' : 'form.test_support')}
        chosenLabel={t('form.tests')}
        nothing={t('form.course_choose')}
        drop={(title) => t('form.course_drop', { title })}
        choices={tests}
        known={knownTests.map(({ testId, title }) => ({ value: String(testId), label: title }))}
        chosen={chosen.testIds.map(String)}
        onChange={(ids) => onChange({ ...chosen, testIds: ids.map(Number) })}
      />
    </>
  )
}

/** Courses of the catalogue; those that serve the floor come first. */
export function useCatalogue() {
  const api = useTrainingApi()
  const listed = useQuery(api.training.listCourses.queryOptions({ input: { pageSize: 100 } })).data?.courses ?? []
  const policy = useQuery({ ...api.policy.showPolicy.queryOptions({ input: {} }), staleTime: 600_000 }).data?.document
  const floor = new Set(policy ? floorOf(policy).map(({ id }) => id) : [])
  const serves = ({ skills }: { skills: readonly string[] }) => skills.some((skill) => floor.has(skill))
  return [...listed.filter(serves), ...listed.filter((one) => !serves(one))]
}

/** The same as choices. */
export function useCourses() {
  return useCatalogue().map(({ courseId, title }) => ({ value: String(courseId), label: title }))
}

/** Tests that are open, or will be, as choices. */
export function useTests() {
  const api = useTrainingApi()
  const all = useQuery(api.attempts.listTests.queryOptions({ input: {} })).data?.tests ?? []
  return all
    .filter(({ state }) => state === 'published')
    .map(({ testId, title }) => ({ value: String(testId), label: title }))
}
