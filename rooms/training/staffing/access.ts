import type { Ctx } from '#platform/ctx/ctx.ts'
import { type Access, anyOf } from '#platform/ctx/room.ts'
import { command, decides, hasRole, staff } from '#rooms/people/access.ts'
import type { absences } from './absences.contract.ts'
import { absentOf } from './absences.service.ts'
import type { staffing } from './contract.ts'
import { headsSome, keeps, sectionOfMinimum } from './service.ts'

/** The head of the day keeps what the counter needs and who is away; HR reads and helps with all of it. */
export const staffingAccess: Access<typeof staffing & typeof absences> = {
  listStaffedSections: (ctx) => staff(ctx) || hasRole(ctx, 'hr'),
  showMinimumStaffing: async (ctx) => hasRole(ctx, 'hr') || ((await headsSome(ctx)) && 'sectionHead'),
  stateMinimum: (ctx, { sectionCode }) => anyOf(command(ctx), keeps(ctx, sectionCode)),
  endMinimum: (ctx, { minimumStaffingId }) => keepsRow(ctx, minimumStaffingId),
  takeBackMinimum: (ctx, { minimumStaffingId }) => keepsRow(ctx, minimumStaffingId),
  listAbsences: (ctx, { sectionCode }) => keeps(ctx, sectionCode),
  addAbsence: (ctx, { staffMemberId }) => anyOf(hasRole(ctx, 'hr'), decides(ctx, staffMemberId)),
  endAbsence: (ctx, { shortAbsenceId }) => headOfAbsent(ctx, shortAbsenceId),
  takeBackAbsence: (ctx, { shortAbsenceId }) => headOfAbsent(ctx, shortAbsenceId),
  importAbsences: async (ctx) => hasRole(ctx, 'hr') || ((await headsSome(ctx)) && 'sectionHead'),
}

async function keepsRow(ctx: Ctx, minimumStaffingId: number) {
  const sectionCode = await sectionOfMinimum(ctx, minimumStaffingId)
  return sectionCode !== null && keeps(ctx, sectionCode)
}

async function headOfAbsent(ctx: Ctx, shortAbsenceId: number) {
  const staffMemberId = await absentOf(ctx, shortAbsenceId)
  return staffMemberId !== null && anyOf(hasRole(ctx, 'hr'), decides(ctx, staffMemberId))
}
