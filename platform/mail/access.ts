import type { Ctx } from '#platform/ctx/ctx.ts'
import type { Access } from '#platform/ctx/room.ts'
import type { mail } from './contract.ts'

export const mailAccess: Access<typeof mail> = {
  mailState: (ctx) => it(ctx) || (ctx.actor.kind === 'command' && 'command'),
  listMail: (ctx) => it(ctx),
  retryMail: (ctx) => it(ctx),
  noteMail: (ctx) => ctx.actor.kind === 'job' && 'job',
  noteMailSetup: (ctx) => ctx.actor.kind === 'job' && 'job',
}

function it({ actor }: Ctx): 'it' | false {
  return actor.kind === 'account' && actor.roles.includes('it') && 'it'
}
