import { hasPersonalPasswords, holdersOf } from '#platform/auth/service.ts'
import type { Answer } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { hasAnybody } from '#rooms/people/service.ts'
import { policyOn } from '#rooms/policy/service.ts'
import { hasCourses } from '#rooms/training/service.ts'
import type { firstSteps } from './first-steps.contract.ts'

/** Each from the facts themselves, so that what is undone is to be done again. */
export async function showFirstSteps(ctx: Ctx): Promise<Answer<typeof firstSteps.showFirstSteps>> {
  const [people, policy, holders, passwords, courses] = await Promise.all([
    hasAnybody(ctx),
    policyOn(ctx),
    holdersOf(ctx, 'hr'),
    hasPersonalPasswords(ctx),
    hasCourses(ctx),
  ])
  return [
    { step: 'import', isDone: people },
    { step: 'publish', isDone: policy !== undefined },
    { step: 'roles', isDone: holders.length > 0 },
    { step: 'accounts', isDone: passwords },
    { step: 'courses', isDone: courses },
  ]
}
