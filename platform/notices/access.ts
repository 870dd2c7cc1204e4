import type { Ctx } from '#platform/ctx/ctx.ts'
import type { Access } from '#platform/ctx/room.ts'
import type { notices } from './contract.ts'

export const noticesAccess: Access<typeof notices> = {
  listMyNotices: (ctx) => receiver(ctx),
  readNotices: (ctx) => receiver(ctx),
  showNoticeChoices: (ctx) => receiver(ctx),
  saveNoticeChoices: (ctx) => receiver(ctx),
  listNoticeDays: (ctx) => hr(ctx),
  saveNoticeDays: (ctx) => hr(ctx),
  keepNotices: (ctx) => ctx.actor.kind === 'job' && 'job',
  keepAwaited: (ctx) => ctx.actor.kind === 'job' && 'job',
  collectMail: (ctx) => ctx.actor.kind === 'job' && 'job',
  forgetNotices: (ctx) => ctx.actor.kind === 'job' && 'job',
}

/** Notices are for people; an account that serves administration only gets none. */
function receiver({ actor }: Ctx): 'self' | false {
  return actor.kind === 'account' && actor.subjectId !== null && 'self'
}

function hr({ actor }: Ctx): 'hr' | false {
  return actor.kind === 'account' && actor.roles.includes('hr') && 'hr'
}
