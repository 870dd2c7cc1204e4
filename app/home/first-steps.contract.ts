import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'

/** What a town does before its staff can begin, in that order. */
const steps = ['import', 'publish', 'roles', 'accounts', 'courses'] as const

export const firstSteps = defineContract({
  showFirstSteps: {
    method: 'GET',
    path: '/first-steps',
    summary: 'What of a town’s first days is done: people, policy, roles, first passwords, courses',
    input: z.strictObject({}),
    output: z.array(z.strictObject({ step: z.enum(steps), isDone: z.boolean() })),
    refusals: {},
  },
})
