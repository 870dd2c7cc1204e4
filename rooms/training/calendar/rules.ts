/**
 * A calendar as RFC 5545 writes it. Times are Tokyo's, which has had no summer time since 1951, so that its VTIMEZONE is one line of standard time.
 * Whatever follows from the same facts is the same text: DTSTAMP is when the fact was recorded, never now, so that readers are told that nothing changed.
 */
import { addDays } from '#platform/time/dates.ts'

export interface Entry {
  /** The same of the same fact, whatever becomes of it. */
  readonly uid: string
  readonly summary: string
  readonly place?: string
  readonly note?: string
  readonly day: string
  /** HH:MM; without them the whole day. */
  readonly hours?: { readonly from: string; readonly to: string }
  /** Milliseconds. */
  readonly recordedAt: number
}

/** @param name what readers call the calendar */
export function calendarText(name: string, entries: readonly Entry[]): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Hagukumi//Training//JA',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(name)}`,
    'X-WR-TIMEZONE:Asia/Tokyo',
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
    ...TOKYO,
    ...entries.flatMap(linesOf),
    'END:VCALENDAR',
  ]
  return lines.map((line) => `${folded(line)}\r\n`).join('')
}

const TOKYO = [
  ...['BEGIN:VTIMEZONE', 'TZID:Asia/Tokyo', 'BEGIN:STANDARD', 'DTSTART:19700101T000000', 'TZNAME:JST'],
  ...['TZOFFSETFROM:+0900', 'TZOFFSETTO:+0900', 'END:STANDARD', 'END:VTIMEZONE'],
]

function linesOf({ uid, summary, place, note, day, hours, recordedAt }: Entry): string[] {
  return [
    'BEGIN:VEVENT',
    `UID:${uid}`,
    `DTSTAMP:${new Date(recordedAt).toISOString().replaceAll(/[-:]|\.\d{3}/g, '')}`,
    ...(hours
      ? [`DTSTART;TZID=Asia/Tokyo:${local(day, hours.from)}`, `DTEND;TZID=Asia/Tokyo:${local(day, hours.to)}`]
      : [`DTSTART;VALUE=DATE:${digits(day)}`, `DTEND;VALUE=DATE:${digits(addDays(day, 1))}`]),
    `SUMMARY:${escaped(summary)}`,
    ...(place ? [`LOCATION:${escaped(place)}`] : []),
    ...(note ? [`DESCRIPTION:${escaped(note)}`] : []),
    ...(hours ? [] : ['TRANSP:TRANSPARENT']),
    'END:VEVENT',
  ]
}

const digits = (text: string) => text.replaceAll(/\D/g, '')
const local = (day: string, time: string) => `${digits(day)}T${digits(time)}00`

/** TEXT (RFC 5545, 3.3.11); what no line may hold goes. */
export function escaped(text: string): string {
  return text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[\p{Cc}--\n]/gv, ' ')
    .replaceAll(/[\\;,]/g, (sign) => `\\${sign}`)
    .replaceAll('\n', '\\n')
}

const LONGEST = 75
const encoder = new TextEncoder()

/** A line of no more than 75 octets goes on in the next after a space, never within a character (RFC 5545, 3.1). */
export function folded(line: string): string {
  const parts: string[] = []
  let [part, octets] = ['', 0]
  for (const character of line) {
    const more = encoder.encode(character).length
    if (octets + more > LONGEST) {
      parts.push(part)
      // The space that the line begins with is one of its octets.
      part = ''
      octets = 1
    }
    part += character
    octets += more
  }
  return [...parts, part].join('\r\n ')
}
