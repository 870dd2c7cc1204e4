import { training } from '#rooms/training/contract.ts'
import type { Name } from '#testing/town.ts'
import type { setStage } from './stage.ts'

/** Who opens each page, and what stands in for its parameters. A new page has to be named here. */
export function walkOf(
  stage: ReturnType<typeof setStage>,
): Readonly<Record<string, { as: Name; path?: () => Promise<string> | string }>> {
  return {
    '/': { as: 'sato' },
    '/line-of-sight': { as: 'sato' },
    '/team': { as: 'tanaka' },
    '/staffing': { as: 'tanaka' },
    '/admin/schedules': { as: 'hayashi' },
    '/admin': { as: 'hayashi' },
    '/admin/policy': { as: 'hayashi' },
    '/admin/import': { as: 'hayashi' },
    '/admin/roles': { as: 'ito' },
    '/admin/accounts': { as: 'ito' },
    '/admin/announcements': { as: 'hayashi' },
    '/admin/records': { as: 'hayashi' },
    '/admin/records/$staffMemberId': { as: 'hayashi', path: () => `/admin/records/${stage.town.kimura}` },
    '/admin/journal': { as: 'ito' },
    '/admin/system': { as: 'ito' },
    '/journal/me': { as: 'sato' },
    '/people': { as: 'sato' },
    '/people/$staffMemberId': { as: 'sato', path: () => `/people/${stage.town.ueda}` },
    '/password': { as: 'sato' },
    '/skills': { as: 'sato' },
    '/skills/reflection': { as: 'sato' },
    '/skills/staff/$staffMemberId': { as: 'tanaka', path: () => `/skills/staff/${stage.town.sato}` },
    '/skills/sections': { as: 'suzuki' },
    '/training': { as: 'sato' },
    '/training/completion': { as: 'suzuki' },
    '/training/$courseId': { as: 'sato', path: () => `/training/${stage.courseId}` },
    '/training/applications/$applicationId': { as: 'ueda', path: applied },
    '/admin/notices': { as: 'hayashi' },
    '/admin/mail': { as: 'ito' },
    '/admin/training': { as: 'hayashi' },
    '/admin/deciders': { as: 'hayashi' },
    '/admin/training/$courseSessionId': { as: 'hayashi', path: () => `/admin/training/${stage.courseSessionId}` },
    '/notices': { as: 'tanaka' },
    '/notices/choices': { as: 'tanaka' },
    '/literacy': { as: 'hayashi' },
    '/literacy/people': { as: 'hayashi' },
    '/model': { as: 'kato' },
    '/kpi/$kpiId': { as: 'kato', path: () => '/kpi/kpi-ict-floor' },
    '/review': { as: 'hayashi' },
    '/review/$fiscalYear': { as: 'hayashi', path: () => '/review/2025' },
  }

  async function applied(): Promise<string> {
    const { as, ueda } = stage.town
    const { applicationId } = await as(ueda).ask(training.apply, { courseSessionId: stage.courseSessionId })
    return `/training/applications/${applicationId}`
  }
}
