import type { Ctx } from '#platform/ctx/ctx.ts'
import { type Access, anyOf } from '#platform/ctx/room.ts'
import { command, executive, hasRole, job, staff } from '#rooms/people/access.ts'
import { postsOf } from '#rooms/people/service.ts'
import type { kpi } from './contract.ts'

/**
 * The ward's values are for all staff; section counts end at executives and, for their own, at section heads; records at HR
 * (INV-S1). The role decides in the service what is shown.
 */
export const kpiAccess: Access<typeof kpi> = {
  listKpis: (ctx) => anyOf(hasRole(ctx, 'hr'), staff(ctx), command(ctx)),
  showKpi: (ctx) => anyOf(hasRole(ctx, 'hr'), executive(ctx), headsSection(ctx), staff(ctx)),
  listKpiRecords: (ctx) => hasRole(ctx, 'hr'),
  exportKpiRecords: (ctx) => hasRole(ctx, 'hr'),
  keepFigures: (ctx) => job(ctx) || command(ctx),
  checkFigures: (ctx) => job(ctx) || command(ctx),
  recordKpiActual: (ctx) => hasRole(ctx, 'hr') || command(ctx),
}

/** Head of some section today (INV-S2). */
async function headsSection(ctx: Ctx): Promise<'sectionHead' | false> {
  const me = ctx.actor.subjectId
  return me !== null && (await postsOf(ctx, me)).some(({ isHead }) => isHead) && 'sectionHead'
}
