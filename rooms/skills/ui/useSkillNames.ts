import { useQuery } from '@tanstack/react-query'
import { type SkillInTier, skillsOf } from '#rooms/policy/rules.ts'
import { useSkillsApi } from './useSkillsApi.ts'

/** The framework of today with behaviours; undefined while it is on its way. */
export function useFramework() {
  const api = useSkillsApi()
  return useQuery({ ...api.policy.showPolicy.queryOptions({ input: {} }), staleTime: 600_000 })
}

/** Names of skills; the id stands for a skill that the policy no longer has. */
export function useSkillNames(): (skill: string) => string {
  const { data } = useFramework()
  const names = new Map(data && skillsOf(data.document).map((skill: SkillInTier) => [skill.id, skill.name] as const))
  return (skill) => names.get(skill) ?? skill
}
