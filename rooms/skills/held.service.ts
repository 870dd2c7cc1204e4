/**
 * Who holds a role that crosses grades a later sub-room knows (roles/). One's own page has the roles in its one answer all the same: the app says how they
 * are found (`declareRolesHeld`), and this room asks.
 */
import type { Answer } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import type { skills } from './contract.ts'

type Own = Answer<typeof skills.showMySkills>

type FindRolesHeld = (
  ctx: Ctx,
  person: { readonly staffMemberId: number; readonly skills: Own['levels']['skills'] },
) => Promise<Own['held']>

let find: FindRolesHeld = async () => []

export function declareRolesHeld(found: FindRolesHeld): void {
  find = found
}

export function rolesHeldBy(...[ctx, person]: Parameters<FindRolesHeld>): ReturnType<FindRolesHeld> {
  return find(ctx, person)
}
