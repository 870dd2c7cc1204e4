import { expect, test } from 'vitest'
import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'
import { Refusal, refuser } from '#platform/refusal/refusal.ts'
import type { Ctx } from './ctx.ts'
import type { Service } from './room.ts'

const doors = defineContract({
  open: {
    method: 'POST',
    path: '/doors',
    summary: 'Opens a door that is not locked',
    input: z.object({}),
    output: z.object({}),
    refusals: { locked: 409, no_such_door: 404 },
  },
})
const everyCode = { ...refuser } as Ctx<string>

function mustBeUnlocked(ctx: Ctx<'locked'>): void {
  ctx.must(false, 'locked')
}

test('an operation refuses with the codes of its contract, with what its helpers say and with the common ones', async () => {
  const service: Service<typeof doors> = {
    async open(ctx: Ctx<typeof doors.open>) {
      ctx.must(true, 'no_such_door')
      ctx.must(true, 'forbidden')
      mustBeUnlocked(ctx)
      return {}
    },
  }
  await expect(service.open(everyCode, {})).rejects.toThrow(new Refusal('locked'))
})

test('a code that no contract declares does not compile', () => {
  const service: Service<typeof doors> = {
    async open(ctx: Ctx<typeof doors.open>) {
      // @ts-expect-error: the contract does not know it
      ctx.must(true, 'painted')
      // @ts-expect-error: nor so
      ctx.refusal('painted')
      return {}
    },
  }
  async function repaint(ctx: Ctx<'painted'>) {
    ctx.must(false, 'painted')
    return {}
  }
  // @ts-expect-error: a service that refuses with more than its contract declares
  const wider: Service<typeof doors> = { open: repaint }
  const plain = (ctx: Ctx) => {
    // @ts-expect-error: who declares nothing calls nobody who refuses
    mustBeUnlocked(ctx)
  }
  expect([service.open, wider.open, plain]).toHaveLength(3)
})
