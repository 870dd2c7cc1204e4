import { useQuery } from '@tanstack/react-query'
import { useSectionChoices } from '#rooms/people/ui/useSectionChoices.ts'
import { categoriesIn } from '#rooms/policy/rules.ts'
import { useTrainingApi } from '../../ui/useTrainingApi.ts'

/** Sections, grades and categories of today, to choose people by. */
export function useGroups() {
  const api = useTrainingApi()
  const sections = useSectionChoices()
  const policy = useQuery({ ...api.policy.showPolicy.queryOptions({ input: {} }), staleTime: 600_000 }).data?.document
  return {
    sections,
    grades: policy?.organisation?.grades.map(({ id }) => id) ?? [],
    categories: policy ? categoriesIn(policy) : [],
  }
}
