import type { Language } from '#platform/i18n/messages.ts'
import { formatDate, todayInTokyo } from '#platform/time/dates.ts'

const clock = new Intl.DateTimeFormat('ja-JP', { timeZone: 'Asia/Tokyo', hour: '2-digit', minute: '2-digit' })

/** The calendar date in Tokyo of a moment, `2026-11-22T01:00:00.000Z`. */
export function dayOf(at: string): string {
  return todayInTokyo({ epochMilliseconds: Date.parse(at) })
}

/** 10:05, in Tokyo. */
export function timeOf(at: string): string {
  return clock.format(new Date(at))
}

/** R8.11.22 10:05, for a column; 2026-11-22 10:05 in English. */
export function shortMoment(at: string, language: Language): string {
  return `${formatDate(dayOf(at), language, 'short')} ${timeOf(at)}`
}
