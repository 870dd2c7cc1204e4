/** Schedules of five fields in Asia/Tokyo, as `platform/jobs` takes them: `*`, steps, numbers and lists of numbers. */
import type { Temporal } from 'temporal-polyfill'

/** The first turn after a moment; schedules of ours come round within a year. */
export function nextTurn(cron: string, after: Temporal.Instant): Temporal.Instant {
  const [minute, hour, day, month, weekday] = cron.split(' ').map(fits) as [Fits, Fits, Fits, Fits, Fits]
  let at = after
    .toZonedDateTimeISO('Asia/Tokyo')
    .round({ smallestUnit: 'minute', roundingMode: 'floor' })
    .add({ minutes: 1 })
  while (!(month(at.month) && day(at.day) && weekday(at.dayOfWeek % 7) && hour(at.hour) && minute(at.minute))) {
    // A day on which it cannot be is passed over whole, as an hour is.
    const isDay = month(at.month) && day(at.day) && weekday(at.dayOfWeek % 7)
    at = !isDay
      ? at.startOfDay().add({ days: 1 })
      : hour(at.hour)
        ? at.add({ minutes: 1 })
        : at.round({ smallestUnit: 'hour', roundingMode: 'floor' }).add({ hours: 1 })
  }
  return at.toInstant()
}

type Fits = (value: number) => boolean

function fits(field: string): Fits {
  const [, every] = /^\*(?:\/(\d+))?$/.exec(field) ?? []
  if (field.startsWith('*')) return (value) => value % Number(every ?? 1) === 0
  const list = field.split(',').map(Number)
  return (value) => list.includes(value)
}
