import { type Access, anyOf } from '#platform/ctx/room.ts'
import { command, executive, hasRole, job, staff } from '#rooms/people/access.ts'
import type { rounds } from './contract.ts'
import type { nominatingRound } from './nominating.contract.ts'

/** HR runs rounds by name, executives see counts, a head their own people of the day (INV-S1). */
export const roundsAccess: Access<typeof rounds & typeof nominatingRound> = {
  listRounds: (ctx) => anyOf(hasRole(ctx, 'hr'), executive(ctx)),
  showRound: (ctx) => anyOf(hasRole(ctx, 'hr'), executive(ctx)),
  previewRound: (ctx) => hasRole(ctx, 'hr'),
  beginRound: (ctx) => hasRole(ctx, 'hr'),
  changeRound: (ctx) => hasRole(ctx, 'hr'),
  endRound: (ctx) => hasRole(ctx, 'hr'),
  copyRound: (ctx) => hasRole(ctx, 'hr'),
  listRoundMembers: (ctx) => hasRole(ctx, 'hr'),
  exportRound: (ctx) => hasRole(ctx, 'hr'),
  nominateRound: (ctx) => hasRole(ctx, 'hr'),
  showTeamRounds: (ctx) => staff(ctx),
  keepRounds: (ctx) => job(ctx) || command(ctx),
}
