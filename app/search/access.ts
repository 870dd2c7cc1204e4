import type { Access } from '#platform/ctx/room.ts'
import { command, job } from '#rooms/people/access.ts'
import type { search } from './contract.ts'

export const searchAccess: Access<typeof search> = {
  // Of each kind only what the reader may ask for by itself (INV-S5).
  search: (ctx) => ctx.actor.kind === 'account' && 'reader',
  keepSearchText: (ctx) => job(ctx) || command(ctx),
}
