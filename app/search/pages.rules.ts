import type { Address } from '#app/addresses.ts'
import type { AdminWay, Way } from '#app/home/ways.rules.ts'

/** Pages that can be searched for, by the way on which a person comes there; without one, by everybody who is signed in. */
interface FoundPage {
  readonly key: string
  readonly to: Address
  readonly way?: Way
  readonly adminWay?: AdminWay
}

export const foundPages = [
  { key: 'home', to: '/', way: 'home' },
  { key: 'line_of_sight', to: '/line-of-sight', way: 'line_of_sight' },
  { key: 'skills', to: '/skills', way: 'skills' },
  { key: 'reflection', to: '/skills/reflection', way: 'skills' },
  { key: 'my_qualifications', to: '/skills/qualifications', way: 'skills' },
  { key: 'training', to: '/training', way: 'training' },
  { key: 'tests', to: '/tests', way: 'skills' },
  { key: 'people', to: '/people', way: 'home' },
  { key: 'survey_changes', to: '/surveys/changes', way: 'home' },
  { key: 'thanks', to: '/thanks', way: 'home' },
  { key: 'who_saw', to: '/journal/me', way: 'home' },
  { key: 'notices', to: '/notices', way: 'home' },
  { key: 'notices.choices', to: '/notices/choices', way: 'home' },
  { key: 'team', to: '/team', way: 'team' },
  { key: 'staffing', to: '/staffing', way: 'team' },
  { key: 'model', to: '/model', way: 'model' },
  { key: 'kpi_measures', to: '/kpi/measures', way: 'home' },
  { key: 'minute', to: '/minute', way: 'model' },
  { key: 'kpi_calendar', to: '/kpi/calendar', way: 'home' },
  { key: 'admin', to: '/admin', way: 'admin' },
  { key: 'admin.import', to: '/admin/import', adminWay: 'import' },
  { key: 'admin.announcements', to: '/admin/announcements', adminWay: 'announcements' },
  { key: 'admin.records', to: '/admin/records', adminWay: 'records' },
  { key: 'admin.sections', to: '/admin/sections', adminWay: 'sections' },
  { key: 'admin.policy', to: '/admin/policy', adminWay: 'policy' },
  { key: 'admin.policy_start', to: '/admin/policy/start', adminWay: 'policy' },
  { key: 'policy', to: '/policy' },
  { key: 'policy_compare', to: '/admin/policy/compare', way: 'model' },
  { key: 'admin.policy_drafts', to: '/admin/policy/drafts', adminWay: 'policy' },
  { key: 'admin.training', to: '/admin/training', adminWay: 'training' },
  { key: 'admin.deciders', to: '/admin/deciders', adminWay: 'deciders' },
  { key: 'admin.rounds', to: '/admin/rounds', adminWay: 'rounds' },
  { key: 'admin.sessions', to: '/admin/sessions', adminWay: 'training' },
  { key: 'admin.schedules', to: '/admin/schedules', adminWay: 'schedules' },
  { key: 'admin.staffing', to: '/staffing', adminWay: 'staffing' },
  { key: 'admin.items', to: '/admin/items', adminWay: 'items' },
  { key: 'admin.qualifications', to: '/admin/qualifications', adminWay: 'qualifications' },
  { key: 'admin.surveys', to: '/admin/surveys', adminWay: 'surveys' },
  { key: 'survey_results', to: '/admin/surveys', way: 'model' },
  { key: 'team.surveys', to: '/team/surveys', way: 'team' },
  { key: 'team.workshop', to: '/team/workshop', way: 'team' },
  { key: 'team.deputies', to: '/team/deputies', way: 'team' },
  { key: 'admin.deputies', to: '/team/deputies', adminWay: 'deputies' },
  { key: 'anonymity', to: '/surveys/anonymity' },
  { key: 'admin.skills', to: '/skills/sections', adminWay: 'skills' },
  { key: 'admin.role_holders', to: '/skills/roles', adminWay: 'role_holders' },
  { key: 'role_holders', to: '/skills/roles', way: 'model' },
  { key: 'admin.completion', to: '/training/completion', adminWay: 'completion' },
  { key: 'admin.barriers', to: '/training/barriers', adminWay: 'barriers' },
  { key: 'admin.review', to: '/review', adminWay: 'review' },
  { key: 'admin.studies', to: '/studies', adminWay: 'studies' },
  { key: 'admin.literacy', to: '/literacy', adminWay: 'literacy' },
  { key: 'admin.floor_people', to: '/literacy/people', adminWay: 'literacy' },
  { key: 'admin.tests', to: '/admin/tests', adminWay: 'tests' },
  { key: 'admin.thanks', to: '/admin/thanks', adminWay: 'thanks' },
  { key: 'admin.notices', to: '/admin/notices', adminWay: 'notices' },
  { key: 'admin.mail', to: '/admin/mail', adminWay: 'mail' },
  { key: 'admin.roles', to: '/admin/roles', adminWay: 'roles' },
  { key: 'admin.accounts', to: '/admin/accounts', adminWay: 'accounts' },
  { key: 'admin.journal', to: '/admin/journal', adminWay: 'journal' },
  { key: 'admin.system', to: '/admin/system', adminWay: 'system' },
  { key: 'password', to: '/password' },
] as const satisfies readonly FoundPage[]

/** What of 管理 an address is, where it is for others: whoever opens it is told so, before a form that would be refused in the end. */
export function othersWayAt(path: string, ways: readonly Way[], adminWays: readonly AdminWay[]): AdminWay | undefined {
  const isHere = ({ to }: { to: string }) => to === path
  if (!path.startsWith('/admin/') || pagesFor(ways, adminWays).some(isHere)) return undefined
  const page: FoundPage | undefined = foundPages.find(isHere)
  return page?.adminWay
}

export function pagesFor(ways: readonly Way[], adminWays: readonly AdminWay[]) {
  return foundPages.filter(({ way, adminWay }: FoundPage) => {
    if (way) return ways.includes(way)
    return adminWay ? adminWays.includes(adminWay) : true
  })
}
