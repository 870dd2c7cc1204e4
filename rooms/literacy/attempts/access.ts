import type { Ctx } from '#platform/ctx/ctx.ts'
import type { Access } from '#platform/ctx/room.ts'
import { command, hasRole, job, self, staff } from '#rooms/people/access.ts'
import type { attempts } from './contract.ts'
import { takerOf } from './taking.service.ts'

/** Whoever takes a test sees their own, before its end nothing of what is right; HR makes tests, the machine's owner brings them along, and HR sees by name what came of them. */
export const attemptsAccess: Access<typeof attempts> = {
  listTests: (ctx) => hasRole(ctx, 'hr') || command(ctx),
  showTest: (ctx) => hasRole(ctx, 'hr'),
  saveTest: (ctx) => hasRole(ctx, 'hr') || command(ctx),
  publishTest: (ctx) => hasRole(ctx, 'hr') || command(ctx),
  retireTest: (ctx) => hasRole(ctx, 'hr'),
  previewTest: (ctx) => hasRole(ctx, 'hr'),
  listTestResults: (ctx) => hasRole(ctx, 'hr'),
  voidAttempt: (ctx) => hasRole(ctx, 'hr'),
  showItemFigures: (ctx) => hasRole(ctx, 'hr'),
  drawPaper: (ctx) => hasRole(ctx, 'hr') || command(ctx),
  listPapers: (ctx) => hasRole(ctx, 'hr') || command(ctx),
  showPaper: (ctx) => hasRole(ctx, 'hr') || command(ctx),
  showPaperKey: (ctx) => hasRole(ctx, 'hr') || command(ctx),
  importPaperResults: (ctx) => hasRole(ctx, 'hr') || command(ctx),
  listMyTests: (ctx) => staff(ctx) && 'self',
  beginAttempt: (ctx) => staff(ctx) && 'self',
  showAttempt: (ctx, { testAttemptId }) => own(ctx, testAttemptId),
  holdAttempt: (ctx, { testAttemptId }) => own(ctx, testAttemptId),
  saveAnswer: (ctx, { testAttemptId }) => own(ctx, testAttemptId),
  submitAttempt: (ctx, { testAttemptId }) => own(ctx, testAttemptId),
  showResult: (ctx, { testAttemptId }) => own(ctx, testAttemptId),
  endOverdueAttempts: (ctx) => job(ctx),
}

async function own(ctx: Ctx, testAttemptId: number) {
  const taker = await takerOf(ctx, testAttemptId)
  return taker !== undefined && self(ctx, taker)
}
