import { useMessages } from '#platform/i18n/react.tsx'
import type { SectionThen } from '../team.rules.ts'
import { pageMessages } from './messages.ts'

/** 窓口係: 受講中も12人が出勤 · 16人のうち 休業1人・研修2人 · 全員を承認すると8人 */
export function Staffing({ section, isOnlyOne }: { section: SectionThen; isOnlyOne: boolean }) {
  const t = useMessages(pageMessages)
  const { sectionName, members, onLeave, inSession, inService, ifAll } = section
  return (
    <li className="figures flex flex-wrap gap-x-3">
      {!isOnlyOne && sectionName && <span>{sectionName}</span>}
      <span className="text-solid-gray-900">{t('staffing.n', { n: inService })}</span>
      <span>{t('staffing.of', { all: members, leave: onLeave, session: inSession })}</span>
      {ifAll < inService && <span>{t('staffing.if_all', { n: ifAll })}</span>}
    </li>
  )
}
