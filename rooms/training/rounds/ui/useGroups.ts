import { useQuery } from '@tanstack/react-query'
import { categoriesIn } from '#rooms/policy/rules.ts'
import { useTrainingApi } from '../../ui/useTrainingApi.ts'

/** Sections, grades and categories of today, to choose people by. */
export function useGroups() {
  const api = useTrainingApi()
  const sections = useQuery(api.people.listSections.queryOptions({ input: {}, staleTime: 3_600_000 })).data ?? []
  const policy = useQuery({ ...api.policy.showPolicy.queryOptions({ input: {} }), staleTime: 600_000 }).data?.document
  return {
    sections: sections.map(({ sectionCode, path }) => ({ value: sectionCode, label: path.join(' ') })),
    grades: policy?.organisation?.grades.map(({ id }) => id) ?? [],
    categories: policy ? categoriesIn(policy) : [],
  }
}
