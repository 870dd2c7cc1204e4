/** When mail may go out to somebody: not in their quiet hours, and what is gathered once a day at their hour. Minutes of the day in Tokyo. */
import { Temporal } from 'temporal-polyfill'
import { isOfficeDay } from '#platform/time/holidays.ts'

export interface Hours {
  /** Quiet from one time of the day to another, past midnight where it is earlier; the same twice: never. HH:MM */
  readonly quietFrom: string
  readonly quietTo: string
  /** And on every other day on which the town hall is shut: holidays, and the turn of the year. */
  readonly quietOnWeekends: boolean
  /** HH:MM */
  readonly digestAt: string
}

export const usualHours: Hours = { quietFrom: '20:00', quietTo: '07:30', quietOnWeekends: true, digestAt: '08:30' }

const ZONE = 'Asia/Tokyo'

/** The first moment from now on at which mail may go out. */
export function mayGoAt(now: Temporal.Instant, hours: Hours): Temporal.Instant {
  let at = now.toZonedDateTimeISO(ZONE)
  for (let later = laterThan(at, hours); later; later = laterThan(at, hours)) at = later
  return at.toInstant()
}

/** The next time that is after now at which what was gathered goes out. */
export function digestGoesAt(now: Temporal.Instant, hours: Hours): Temporal.Instant {
  const here = now.toZonedDateTimeISO(ZONE)
  const today = here.withPlainTime(hours.digestAt)
  const next = Temporal.ZonedDateTime.compare(today, here) > 0 ? today : today.add({ days: 1 })
  return mayGoAt(next.toInstant(), hours)
}

/** The end of the quiet stretch that this moment lies in; undefined where it lies in none. */
function laterThan(at: Temporal.ZonedDateTime, hours: Hours): Temporal.ZonedDateTime | undefined {
  if (hours.quietOnWeekends && !isOfficeDay(at.toPlainDate().toString())) return at.startOfDay().add({ days: 1 })
  const time = at.toPlainTime().toString().slice(0, 5)
  const { quietFrom, quietTo } = hours
  if (quietFrom === quietTo) return undefined
  const wraps = quietFrom > quietTo
  const isQuiet = wraps ? time >= quietFrom || time < quietTo : time >= quietFrom && time < quietTo
  if (!isQuiet) return undefined
  const end = at.withPlainTime(quietTo)
  return wraps && time >= quietFrom ? end.add({ days: 1 }) : end
}
