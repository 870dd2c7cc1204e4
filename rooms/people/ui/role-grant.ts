import type { Answer } from '#platform/contract/contract.ts'
import type { people } from '../contract.ts'

export type RoleGrant = Answer<typeof people.listRoleGrants>[number]

/** In the order in which they are of interest. */
export const states = ['held', 'coming', 'over'] as const

/** A grant that was ended before its first day is over too. */
export function stateOf({ validFrom, validTo }: RoleGrant, today: string): (typeof states)[number] {
  if (validTo !== null && (validTo <= today || validTo <= validFrom)) return 'over'
  return validFrom > today ? 'coming' : 'held'
}

/** What to call the holder: an account that serves administration only has no person behind it. */
export function nameOf({ name, loginName }: RoleGrant): string {
  return name ?? loginName
}

export function keyOf({ loginName, role, validFrom, validTo }: RoleGrant): string {
  return [loginName, role, validFrom, validTo].join(' ')
}
