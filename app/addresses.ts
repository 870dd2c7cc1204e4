/** The addresses of all pages, for those who show them and for the server, which answers 404 under any other. A part with $ is a parameter. */
const addresses = [
  '/',
  '/line-of-sight',
  '/team',
  '/staffing',
  '/admin/schedules',
  '/admin',
  '/admin/policy',
  '/admin/import',
  '/admin/roles',
  '/admin/accounts',
  '/admin/announcements',
  '/admin/records',
  '/admin/records/$staffMemberId',
  '/admin/journal',
  '/admin/system',
  '/journal/me',
  '/people',
  '/people/$staffMemberId',
  '/password',
  '/skills',
  '/skills/reflection',
  '/skills/staff/$staffMemberId',
  '/skills/sections',
  '/training',
  '/training/completion',
  '/training/$courseId',
  '/training/applications/$applicationId',
  '/admin/notices',
  '/admin/mail',
  '/admin/training',
  '/admin/deciders',
  '/admin/training/$courseSessionId',
  '/notices',
  '/notices/choices',
  '/literacy',
  '/literacy/people',
  '/model',
  '/kpi/$kpiId',
  '/review',
  '/review/$fiscalYear',
] as const
export type Address = (typeof addresses)[number]

const patterns = addresses.map((address) => new RegExp(`^${address.replace(/\$\w+/g, '[^/]+')}/?$`))

export function isAddress(path: string): boolean {
  return patterns.some((pattern) => pattern.test(path))
}
