import type { Output } from '#platform/contract/contract.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate } from '#platform/time/dates.ts'
import type { roster } from '../contract.ts'
import type { HalfOfDay } from '../rules.ts'
import { pageMessages } from './messages.ts'

export type Roster = Output<typeof roster.showRoster>

/** 令和9年1月20日(水) 午前 */
export function useHalfWords() {
  const t = useMessages(pageMessages)
  const { language } = useLanguage()
  return ({ day, half }: HalfOfDay) =>
    t('half.named', { day: formatDate(day, language, 'weekday'), half: t(`half.${half}`) })
}

export const halfKey = ({ day, half }: HalfOfDay) => `${day} ${half}`
