import type { Output } from '#platform/contract/contract.ts'
import type { people } from '../contract.ts'

/** As they are read: who works on it, who looks after it, who decides by it. */
export const grantedRoles = ['hr', 'it', 'executive'] as const satisfies readonly RoleGrant['role'][]

export type RoleGrants = Output<typeof people.listRoleGrants>
export type RoleGrant = RoleGrants['grants'][number]

/** What to call the holder: an account that serves administration only has no person behind it. */
export function nameOf({ name, loginName }: RoleGrant): string {
  return name ?? loginName
}
