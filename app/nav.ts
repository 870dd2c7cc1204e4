import type { z } from 'zod'
import type { home } from './home/contract.ts'

/** The town and who is there today, as every page knows it. */
export type Session = z.output<typeof home.showSession.output>
export type SignedIn = NonNullable<Session['signedIn']>
export type Persona = Session['personas'][number]
/** What a person may be today; it follows from posts or was granted. */
export type Role = SignedIn['roles'][number]

export interface NavItem {
  key: 'home' | 'line_of_sight' | 'skills' | 'training' | 'team' | 'model' | 'admin'
  to: string
}

/** The ways of the left rail for what a person may do, at most seven; the server decides anew at every step. */
export function navItems(roles: readonly Role[]): readonly NavItem[] {
  return items.filter(({ roles: needed }) => needed.some((role) => roles.includes(role)))
}

/** The pages of 管理 for what a person may do. */
export function adminItems(roles: readonly Role[]) {
  return adminPages.filter(({ roles: needed }) => needed.some((role) => roles.includes(role)))
}

const items: readonly (NavItem & { roles: readonly Role[] })[] = [
  { key: 'home', to: '/', roles: ['staff'] },
  { key: 'line_of_sight', to: '/line-of-sight', roles: ['staff'] },
  { key: 'skills', to: '/skills', roles: ['staff'] },
  { key: 'training', to: '/training', roles: ['staff'] },
  { key: 'team', to: '/team', roles: ['sectionHead'] },
  { key: 'model', to: '/model', roles: ['executive', 'hr'] },
  { key: 'admin', to: '/admin', roles: ['hr', 'it'] },
]

const adminPages = [
  { key: 'admin.import', to: '/admin/import', roles: ['hr'] },
  { key: 'admin.policy', to: '/admin/policy', roles: ['hr'] },
  { key: 'admin.training', to: '/admin/training', roles: ['hr'] },
  { key: 'admin.skills', to: '/skills/sections', roles: ['hr'] },
  { key: 'admin.completion', to: '/training/completion', roles: ['hr'] },
  { key: 'admin.review', to: '/review', roles: ['hr'] },
  { key: 'admin.literacy', to: '/literacy', roles: ['hr'] },
  { key: 'admin.roles', to: '/admin/roles', roles: ['hr', 'it'] },
  { key: 'admin.journal', to: '/admin/journal', roles: ['it'] },
] as const satisfies readonly { key: string; to: string; roles: readonly Role[] }[]
