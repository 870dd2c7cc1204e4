import type { Ctx } from '#platform/ctx/ctx.ts'
import { type Access, anyOf } from '#platform/ctx/room.ts'
import { command, hasRole, job, staff } from '#rooms/people/access.ts'
import { postsOf, rolesFrom } from '#rooms/people/service.ts'
import { answersFor } from './calendar.service.ts'
import type { kpi } from './contract.ts'

/**
 * The ward's values are for all staff; section counts end at executives and, for their own, at section heads; records at HR
 * (INV-S1). The role decides in the service what is shown.
 */
export const kpiAccess: Access<typeof kpi> = {
  listKpis: (ctx) => anyOf(hasRole(ctx, 'hr'), staff(ctx), command(ctx)),
  showKpi: (ctx) => hasRole(ctx, 'hr') || anyOf(byPosts(ctx), staff(ctx)),
  listMeasures: (ctx) => anyOf(hasRole(ctx, 'hr'), staff(ctx), command(ctx)),
  listLowestGroups: (ctx) => hasRole(ctx, 'hr') || anyOf(byPosts(ctx), staff(ctx)),
  showKpiForecast: (ctx) => anyOf(hasRole(ctx, 'hr'), staff(ctx)),
  showKpiChange: (ctx) => hasRole(ctx, 'hr') || command(ctx) || byPosts(ctx),
  listKpiRecords: (ctx) => hasRole(ctx, 'hr'),
  exportKpiRecords: (ctx) => hasRole(ctx, 'hr'),
  showKpiCalendar: (ctx) => anyOf(hasRole(ctx, 'hr'), staff(ctx)),
  nameKpiOwner: (ctx) => hasRole(ctx, 'hr'),
  lookAtPaths: (ctx) => job(ctx) || command(ctx),
  keepFigures: (ctx) => job(ctx) || command(ctx),
  checkFigures: (ctx) => job(ctx) || command(ctx),
  correctKpiActual: (ctx, { kpiId }) => entersAs(ctx, kpiId),
  importKpiActuals: (ctx) => hasRole(ctx, 'hr') || command(ctx),
  recordKpiActual: async (ctx, { kpiId }) => (await entersAs(ctx, kpiId)) || command(ctx),
}

/** HR, or the person who answers for it today. */
async function entersAs(ctx: Ctx, kpiId: string): Promise<'hr' | 'owner' | false> {
  if (hasRole(ctx, 'hr')) return 'hr'
  return staff(ctx) && (await answersFor(ctx, kpiId)) ? 'owner' : false
}

/** By the posts of today: executive, or head of some section (INV-S2). */
async function byPosts(ctx: Ctx): Promise<'executive' | 'sectionHead' | false> {
  if (!staff(ctx) || ctx.actor.subjectId === null) return false
  const roles = await rolesFrom(ctx, await postsOf(ctx, ctx.actor.subjectId))
  return (['executive', 'sectionHead'] as const).find((role) => roles.includes(role)) ?? false
}
