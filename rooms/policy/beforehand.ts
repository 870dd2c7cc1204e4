/** A booklet is printed in a thread of its own, before the transaction begins. */
import type { Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import type { Beforehands } from '#platform/ctx/room.ts'
import { printBooklet } from './booklet.service.ts'
import type { policy } from './contract.ts'
import { lookForBooklet } from './service.ts'

type Booklet = Input<typeof policy.showPolicyBooklet>

export const policyBeforehand = {
  showPolicyBooklet: {
    look: (ctx: Ctx, input: Booklet) => lookForBooklet(ctx as Ctx<typeof policy.showPolicyBooklet>, input),
    work: (_outside, { format }: Booklet, found: Awaited<ReturnType<typeof lookForBooklet>>) =>
      printBooklet(found, format),
  },
} satisfies Beforehands<typeof policy>
