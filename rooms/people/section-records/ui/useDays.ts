import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate } from '#platform/time/dates.ts'
import { sectionRecordsMessages } from '../messages.ts'

/** 令和8年4月1日から令和9年3月31日まで */
export function useDays() {
  const t = useMessages(sectionRecordsMessages)
  const { language } = useLanguage()
  return ({ validFrom, lastDay }: { validFrom: string; lastDay: string | null }) =>
    t(lastDay === null ? 'days.open' : 'days.both', {
      from: formatDate(validFrom, language),
      to: lastDay === null ? '' : formatDate(lastDay, language),
    })
}
