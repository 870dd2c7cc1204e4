import type { Access } from '#platform/ctx/room.ts'
import { command, hasRole, job, staff } from '../access.ts'
import type { journal } from './contract.ts'

export const journalAccess: Access<typeof journal> = {
  listLooksAtMe: (ctx) => staff(ctx) && 'self',
  listPasswordChanges: (ctx) => ctx.actor.kind === 'account' && 'self',
  listJournal: (ctx) => hasRole(ctx, 'it'),
  noteExport: (ctx) => ctx.actor.kind === 'account' && 'self',
  verifyJournal: (ctx) => hasRole(ctx, 'it') || command(ctx),
  sealJournal: (ctx) => job(ctx) || command(ctx),
  pruneJournal: (ctx) => job(ctx),
}
