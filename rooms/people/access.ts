import type { ActsAs, Ctx } from '#platform/ctx/ctx.ts'
import { type Access, anyOf } from '#platform/ctx/room.ts'
import type { people } from './contract.ts'
import { decidesFor, headsHr, isExecutive as holdsExecutivePost, supervises as isHeadOf } from './service.ts'

export const peopleAccess: Access<typeof people> = {
  showMe: (ctx) => staff(ctx),
  listSections: (ctx) => staff(ctx) || hasRole(ctx, 'it') || hasRole(ctx, 'hr') || command(ctx),
  listStaff: (ctx) => staff(ctx) || hasRole(ctx, 'it') || hasRole(ctx, 'hr'),
  showStaffMember: (ctx) => staff(ctx) || hasRole(ctx, 'it') || hasRole(ctx, 'hr'),
  listTeam: (ctx) => staff(ctx),
  listRoleGrants: (ctx) => hasRole(ctx, 'it') || hasRole(ctx, 'hr'),
  grantRole: (ctx) => hasRole(ctx, 'it') || command(ctx),
  revokeRole: (ctx) => hasRole(ctx, 'it') || command(ctx),
  agreeToRole: (ctx) => anyOf(hasRole(ctx, 'it'), headOfHr(ctx)),
  declineRole: (ctx) => anyOf(hasRole(ctx, 'it'), headOfHr(ctx)),
  setRolePersons: (ctx) => command(ctx),
  confirmRole: (ctx) => hasRole(ctx, 'it') || command(ctx),
  takeBackRoleConfirmation: (ctx) => hasRole(ctx, 'it'),
  createAdministrator: (ctx) => command(ctx),
  setFirstPassword: (ctx) => hasRole(ctx, 'it') || command(ctx),
}

/** Any member of staff whose account opens today. */
export function staff(ctx: Ctx): 'staff' | false {
  return ctx.actor.kind === 'account' && ctx.actor.subjectId !== null && 'staff'
}

export function self(ctx: Ctx, staffMemberId: number): 'self' | false {
  return ctx.actor.kind === 'account' && ctx.actor.subjectId === staffMemberId && 'self'
}

/** Granted roles of today. */
export function hasRole(ctx: Ctx, role: 'hr' | 'it'): 'hr' | 'it' | false {
  return ctx.actor.kind === 'account' && ctx.actor.roles.includes(role) && role
}

/**
 * HR's own head: holds the role and heads a section; or an account that serves administration only, which the machine's owner made. Whose password
 * was given by somebody has no role until another agreed (platform/auth/grants.ts), so nobody comes here in somebody else's name.
 */
async function headOfHr(ctx: Ctx): Promise<'hr' | false> {
  return hasRole(ctx, 'hr') && (ctx.actor.subjectId === null || (await headsHr(ctx))) && 'hr'
}

/** The person's section head on this day (INV-O4, S2). */
export async function supervises(ctx: Ctx, staffMemberId: number): Promise<'sectionHead' | false> {
  return (await isHeadOf(ctx, staffMemberId)) && 'sectionHead'
}

/** Whoever decides for the person today: their head, or who stands in where nobody is above them (deciders.rules.ts). */
export async function decides(ctx: Ctx, staffMemberId: number): Promise<ActsAs> {
  return decidesFor(ctx, staffMemberId)
}

export async function executive(ctx: Ctx): Promise<'executive' | false> {
  return (await holdsExecutivePost(ctx)) && 'executive'
}

/** The command line on the server itself. */
export function command(ctx: Ctx): 'command' | false {
  return ctx.actor.kind === 'command' && 'command'
}

/** What happens by the clock. */
export function job(ctx: Ctx): 'job' | false {
  return ctx.actor.kind === 'job' && 'job'
}
