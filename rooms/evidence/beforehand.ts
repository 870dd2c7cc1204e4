import type { Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import type { Beforehands } from '#platform/ctx/room.ts'
import type { evidence } from './contract.ts'
import { estimateStudy, type Wanted } from './estimating.service.ts'
import { rowsToEstimate } from './studies.service.ts'

type Run = Input<typeof evidence.runStudy>

/** An estimate over a whole town takes seconds, so it holds no connection. */
export const evidenceBeforehand = {
  runStudy: {
    look: (ctx: Ctx, input: Run) => rowsToEstimate(ctx as Ctx<typeof evidence.runStudy>, input),
    work: (_outside, _input: Run, wanted: Wanted) => estimateStudy(wanted),
  },
} satisfies Beforehands<typeof evidence>
