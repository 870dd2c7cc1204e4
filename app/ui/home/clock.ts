import type { Language } from '#platform/i18n/messages.ts'

/** 10:31 in Tokyo, of an ISO instant. */
export function clockTime(instant: string, language: Language): string {
  return new Date(instant).toLocaleTimeString(language, {
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
    timeZone: 'Asia/Tokyo',
  })
}
