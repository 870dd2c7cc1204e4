/** What a person may be today; it follows from posts or was granted. */
export type Role = 'staff' | 'sectionHead' | 'hr' | 'it' | 'executive'

export interface SignedIn {
  staffMemberId: number
  name: string
  nameKana: string
  /** Section of the primary post of today; null on a day without one. */
  section: string | null
  roles: readonly Role[]
}

export interface NavItem {
  key: 'home' | 'line_of_sight' | 'skills' | 'training' | 'team' | 'model' | 'admin'
  to: string
}

/** The ways of the left rail for what a person may do, at most seven; the server decides anew at every step. */
export function navItems(roles: readonly Role[]): readonly NavItem[] {
  return items.filter(({ roles: needed }) => !needed || needed.some((role) => roles.includes(role)))
}

/** The pages of 管理 for what a person may do. */
export function adminItems(roles: readonly Role[]) {
  return adminPages.filter(({ roles: needed }) => needed.some((role) => roles.includes(role)))
}

const items: readonly (NavItem & { roles?: readonly Role[] })[] = [
  { key: 'home', to: '/' },
  { key: 'line_of_sight', to: '/line-of-sight' },
  { key: 'skills', to: '/skills' },
  { key: 'training', to: '/training' },
  { key: 'team', to: '/team', roles: ['sectionHead'] },
  { key: 'model', to: '/model', roles: ['executive', 'hr'] },
  { key: 'admin', to: '/admin', roles: ['hr', 'it'] },
]

const adminPages = [
  { key: 'admin.import', to: '/admin/import', roles: ['hr'] },
  { key: 'admin.policy', to: '/admin/policy', roles: ['hr'] },
  { key: 'admin.training', to: '/admin/training', roles: ['hr'] },
  { key: 'admin.review', to: '/review', roles: ['hr'] },
  { key: 'admin.roles', to: '/admin/roles', roles: ['hr', 'it'] },
  { key: 'admin.journal', to: '/admin/journal', roles: ['hr', 'it'] },
] as const satisfies readonly { key: string; to: string; roles: readonly Role[] }[]
