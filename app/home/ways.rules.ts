import type { RoleName } from '#rooms/people/contract.ts'

/** What a person may be today; it follows from posts or was granted. `named`: whoever decides by a post where no head stands, or as a head's deputy. */
export type Role = (typeof RoleName)['options'][number] | 'named'

/** The ways of the left rail, at most seven, and whom each is for; what stands behind one asks anew at every step. */
const rail = {
  home: ['staff'],
  line_of_sight: ['staff'],
  skills: ['staff'],
  training: ['staff'],
  team: ['sectionHead', 'named'],
  model: ['executive', 'hr'],
  admin: ['hr', 'it'],
} as const satisfies Readonly<Record<string, readonly Role[]>>

/** The ways of 管理. */
const administration = {
  import: ['hr'],
  announcements: ['hr'],
  records: ['hr'],
  sections: ['hr'],
  policy: ['hr'],
  training: ['hr'],
  deciders: ['hr'],
  deputies: ['hr'],
  staffing: ['hr'],
  rounds: ['hr'],
  schedules: ['hr'],
  items: ['hr'],
  qualifications: ['hr'],
  surveys: ['hr'],
  skills: ['hr'],
  completion: ['hr'],
  barriers: ['hr'],
  review: ['hr'],
  studies: ['hr'],
  literacy: ['hr'],
  tests: ['hr'],
  thanks: ['hr'],
  notices: ['hr'],
  roles: ['hr', 'it'],
  accounts: ['it'],
  mail: ['it'],
  journal: ['it'],
  system: ['it'],
} as const satisfies Readonly<Record<string, readonly Role[]>>

export const ways = keysOf(rail)
export type Way = (typeof ways)[number]
export const adminWays = keysOf(administration)
export type AdminWay = (typeof adminWays)[number]

/** The ways that are for whoever has these roles. */
export function waysFor(roles: readonly Role[]): Way[] {
  return ways.filter((way) => isFor(rail[way], roles))
}

export function adminWaysFor(roles: readonly Role[]): AdminWay[] {
  return adminWays.filter((way) => isFor(administration[way], roles))
}

function isFor(needed: readonly Role[], roles: readonly Role[]): boolean {
  return needed.some((role) => roles.includes(role))
}

function keysOf<K extends string>(table: Readonly<Record<K, unknown>>): readonly K[] {
  return Object.keys(table) as K[]
}
