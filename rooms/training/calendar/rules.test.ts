import fc from 'fast-check'
import { expect, test } from 'vitest'
import { calendarText, escaped, folded } from './rules.ts'

const octets = (text: string) => Buffer.byteLength(text)
/** What a reader does: joins what was folded, and takes the signs back (RFC 5545, 3.1 and 3.3.11). */
const unfolded = (text: string) => text.replaceAll('\r\n ', '')
const read = (text: string) => text.replaceAll(/\\(.)/gs, (_, sign: string) => (sign === 'n' ? '\n' : sign))

test('no line is longer than 75 octets, no character is cut, and what is unfolded is what was written', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (words) => {
      const line = `SUMMARY:${escaped(words)}`
      const lines = folded(line).split('\r\n')
      for (const part of lines) expect(octets(part)).toBeLessThanOrEqual(75)
      for (const part of lines.slice(1)) expect(part.startsWith(' ')).toBe(true)
      expect(unfolded(folded(line))).toBe(line)
      expect(line).not.toMatch(/[\r\n]/)
    }),
  )
  expect(folded('あ'.repeat(26)).split('\r\n').map(octets)).toEqual([75, 4])
})

test('what is escaped is read as it was said, with the breaks of lines', () => {
  const plain = fc.string({
    unit: fc.constantFrom('a', '名', '\\', ';', ',', ':', '\n', 'n', '"', '𠮷'),
    maxLength: 60,
  })
  fc.assert(
    fc.property(plain, (words) => {
      expect(read(escaped(words))).toBe(words)
    }),
  )
  expect(escaped('一,二;三\\四\r\n五\u0007')).toBe('一\\,二\\;三\\\\四\\n五 ')
})

test('a half-day stands in the time of Tokyo, a day that is due as a whole one; the same facts are the same text', () => {
  const entries = [
    {
      uid: 'a@x',
      summary: '研修: 表',
      place: '研修室1',
      day: '2027-01-20',
      hours: { from: '09:00', to: '12:00' },
      recordedAt: 0,
    },
    { uid: 'b@x', summary: 'テスト', day: '2027-03-31', recordedAt: Date.UTC(2027, 0, 2, 3, 4, 5) },
  ]
  const text = calendarText('研修', entries)
  expect(text.split('\r\n').slice(17)).toEqual([
    ...['BEGIN:VEVENT', 'UID:a@x', 'DTSTAMP:19700101T000000Z', 'DTSTART;TZID=Asia/Tokyo:20270120T090000'],
    ...['DTEND;TZID=Asia/Tokyo:20270120T120000', 'SUMMARY:研修: 表', 'LOCATION:研修室1', 'END:VEVENT'],
    ...[
      'BEGIN:VEVENT',
      'UID:b@x',
      'DTSTAMP:20270102T030405Z',
      'DTSTART;VALUE=DATE:20270331',
      'DTEND;VALUE=DATE:20270401',
    ],
    ...['SUMMARY:テスト', 'TRANSP:TRANSPARENT', 'END:VEVENT', 'END:VCALENDAR', ''],
  ])
  expect(calendarText('研修', entries)).toBe(text)
})
