import type { Answer } from '#platform/contract/contract.ts'
import type { Language } from '#platform/i18n/messages.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate, parseDate } from '#platform/time/dates.ts'
import type { records } from '../contract.ts'
import { recordPageMessages } from '../messages.ts'

export type StaffRecord = Answer<typeof records.showRecord>

interface Days {
  validFrom: string
  lastDay: string | null
}

/** 令和8年4月1日から令和9年3月31日まで */
export function useDays() {
  const t = useMessages(recordPageMessages)
  const { language } = useLanguage()
  return ({ validFrom, lastDay }: Days) =>
    t(lastDay === null ? 'days.open' : 'days.both', {
      from: formatDate(validFrom, language),
      to: lastDay === null ? '' : formatDate(lastDay, language),
    })
}

/** The days that stand, as the fields of a correction begin. */
export function daysTyped({ validFrom, lastDay }: Days, language: Language): { from: string; to: string } {
  return { from: formatDate(validFrom, language), to: lastDay ? formatDate(lastDay, language) : '' }
}

/** The days as typed; undefined where one of them is no day. Nothing as the last: it goes on. */
export function daysRead({ from, to }: { from: string; to: string }): Days | undefined {
  const validFrom = parseDate(from)
  const lastDay = to.trim() === '' ? null : parseDate(to)
  return validFrom && lastDay !== undefined ? { validFrom, lastDay } : undefined
}
