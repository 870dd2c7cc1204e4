import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'

export const colleague = defineContract({
  showColleagueWays: {
    method: 'GET',
    path: '/me/ways-to/{staffMemberId}',
    summary: 'Which pages about a colleague are open to me, beside what the directory says',
    input: z.strictObject({ staffMemberId: z.number().int().positive() }),
    output: z.strictObject({ ways: z.array(z.enum(['ownSkills', 'skills', 'thanks', 'recommend', 'record'])) }),
    refusals: {},
  },
})
