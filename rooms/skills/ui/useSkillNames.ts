import { useQuery } from '@tanstack/react-query'
import { type SkillInTier, skillsOf } from '#rooms/policy/rules.ts'
import { useSkillsApi } from './useSkillsApi.ts'

/** The framework of today with behaviours; undefined while it is on its way. */
export function useFramework() {
  const api = useSkillsApi()
  return useQuery({ ...api.policy.showPolicy.queryOptions({ input: {} }), staleTime: 600_000 })
}

/** Names of skills, also of those that became others; the id stands for one of which the policy says nothing any more. */
export function useSkillNames(): (skill: string) => string {
  const { data } = useFramework()
  const former = data?.document.pyramid?.formerSkills ?? []
  const today: readonly SkillInTier[] = data ? skillsOf(data.document) : []
  const names = new Map([...former, ...today].map(({ id, name }) => [id, name]))
  return (skill) => names.get(skill) ?? skill
}
