import type { RoleName } from '#rooms/people/contract.ts'
import type { PartName } from '#rooms/policy/document.rules.ts'

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

/** What 管理 is about, in the order in which it stands. */
const adminGroups = ['people', 'policy', 'learning', 'floor', 'voices', 'review', 'running'] as const
export type AdminGroup = (typeof adminGroups)[number]

/** The ways of 管理. */
const administration = {
  import: { group: 'people', roles: ['hr'] },
  records: { group: 'people', roles: ['hr'] },
  sections: { group: 'people', roles: ['hr'] },
  announcements: { group: 'people', roles: ['hr'] },
  deputies: { group: 'people', roles: ['hr'] },
  deciders: { group: 'people', roles: ['hr'] },
  policy: { group: 'policy', roles: ['hr'] },
  drafts: { group: 'policy', roles: ['hr'] },
  training: { group: 'learning', roles: ['hr'] },
  schedules: { group: 'learning', roles: ['hr'] },
  staffing: { group: 'learning', roles: ['hr'] },
  completion: { group: 'learning', roles: ['hr'] },
  barriers: { group: 'learning', roles: ['hr'] },
  skills: { group: 'learning', roles: ['hr'] },
  role_holders: { group: 'learning', roles: ['hr'] },
  literacy: { group: 'floor', roles: ['hr'] },
  rounds: { group: 'floor', roles: ['hr'] },
  tests: { group: 'floor', roles: ['hr'] },
  items: { group: 'floor', roles: ['hr'] },
  qualifications: { group: 'floor', roles: ['hr'] },
  surveys: { group: 'voices', roles: ['hr'] },
  thanks: { group: 'voices', roles: ['hr'] },
  review: { group: 'review', roles: ['hr'] },
  studies: { group: 'review', roles: ['hr'] },
  calendar: { group: 'review', roles: ['hr'] },
  notices: { group: 'running', roles: ['hr'] },
  roles: { group: 'running', roles: ['hr', 'it'] },
  accounts: { group: 'running', roles: ['it'] },
  mail: { group: 'running', roles: ['it'] },
  journal: { group: 'running', roles: ['it'] },
  system: { group: 'running', roles: ['it'] },
} as const satisfies Readonly<Record<string, { group: AdminGroup; roles: readonly Role[] }>>

export const ways = keysOf(rail)
export type Way = (typeof ways)[number]
export const adminWays = keysOf(administration)
export type AdminWay = (typeof adminWays)[number]

/** The ways that are for whoever has these roles. */
export function waysFor(roles: readonly Role[]): Way[] {
  return ways.filter((way) => isFor(rail[way], roles))
}

export function adminWaysFor(roles: readonly Role[]): AdminWay[] {
  return adminWays.filter((way) => isFor(administration[way].roles, roles))
}

/** Of which parts of the policy a page of 管理 is; one of them is enough. Where a town has laid down none, its page has only that to say. */
const parts: Partial<Record<AdminWay, readonly PartName[]>> = {
  skills: ['pyramid'],
  role_holders: ['roles', 'plans'],
  literacy: ['literacy'],
  rounds: ['literacy'],
  tests: ['pyramid'],
  calendar: ['kpis', 'indicators'],
}

export function isLaidDown(way: AdminWay, document: Readonly<Partial<Record<PartName, unknown>>>): boolean {
  return parts[way]?.some((part) => document[part]) ?? true
}

/** The same ways under what they are about; what holds none of them is left out. */
export function grouped<T extends { readonly way: AdminWay }>(
  items: readonly T[],
): { group: AdminGroup; items: T[] }[] {
  return adminGroups
    .map((group) => ({ group, items: items.filter(({ way }) => administration[way].group === group) }))
    .filter(({ items }) => items.length > 0)
}

function isFor(needed: readonly Role[], roles: readonly Role[]): boolean {
  return needed.some((role) => roles.includes(role))
}

function keysOf<K extends string>(table: Readonly<Record<K, unknown>>): readonly K[] {
  return Object.keys(table) as K[]
}
