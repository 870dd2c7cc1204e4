import type { Access } from '#platform/ctx/room.ts'
import type { auth } from './contract.ts'

export const authAccess: Access<typeof auth> = {
  signIn: () => 'guest',
  signInAsPersona: (ctx) => ctx.fromLoopback && 'guest',
  signOut: (ctx) => (ctx.actor.kind === 'account' ? 'self' : 'guest'),
  changePassword: (ctx) => ctx.actor.kind === 'account' && 'self',
  listMySessions: (ctx) => ctx.actor.kind === 'account' && 'self',
  endMySession: (ctx) => ctx.actor.kind === 'account' && 'self',
  endMyOtherSessions: (ctx) => ctx.actor.kind === 'account' && 'self',
  forgetSignIns: (ctx) => ctx.actor.kind === 'job' && 'job',
}
