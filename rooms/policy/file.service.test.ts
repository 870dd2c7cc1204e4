import { expect, test } from 'vitest'
import { inTown } from '#testing/town.ts'
import { policy } from './contract.ts'

test(
  'a file made to be slow is slow for its sender only: others are answered meanwhile',
  inTown(async ({ as, hayashi, sato }) => {
    const text = Array.from({ length: 25_000 }, (_, i) => `k${i}: v`).join('\n')
    const order: string[] = []
    const check = as(hayashi)
      .ask(policy.checkPolicyFile, { text })
      .then(({ problems }) => {
        order.push('checked')
        return problems
      })
    for (let i = 0; i < 5; i++) {
      await as(sato).ask(policy.showPolicy, {})
      order.push('answered')
    }
    expect((await check).length).toBe(101)
    expect(order).toEqual([...Array.from({ length: 5 }, () => 'answered'), 'checked'])
  }),
)
