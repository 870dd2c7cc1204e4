import type { Ctx } from '#platform/ctx/ctx.ts'
import { type Access, anyOf } from '#platform/ctx/room.ts'
import { hasRole, staff } from '#rooms/people/access.ts'
import type { deputies } from './contract.ts'
import { concernedBy, leads } from './service.ts'

/** A head names who stands in for them, HR for every section; either of the two ends it. */
export const deputiesAccess: Access<typeof deputies> = {
  listDeputies: (ctx) => staff(ctx) || hasRole(ctx, 'hr'),
  nameDeputy: (ctx, { sectionCode }) => anyOf(headOf(ctx, sectionCode), hasRole(ctx, 'hr')),
  endDeputy: (ctx, { headDeputyId }) => anyOf(concernedBy(ctx, headDeputyId), hasRole(ctx, 'hr')),
  takeBackDeputyEnd: (ctx, { headDeputyId }) => anyOf(concernedBy(ctx, headDeputyId), hasRole(ctx, 'hr')),
  setDeputyRule: (ctx) => hasRole(ctx, 'hr'),
}

async function headOf(ctx: Ctx, sectionCode: string): Promise<'sectionHead' | false> {
  return (await leads(ctx, sectionCode)) && 'sectionHead'
}
