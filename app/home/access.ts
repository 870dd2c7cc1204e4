import type { Access } from '#platform/ctx/room.ts'
import type { home } from './contract.ts'

export const homeAccess: Access<typeof home> = {
  showSession: (ctx) => (ctx.actor.kind === 'guest' ? 'guest' : 'staff'),
}
