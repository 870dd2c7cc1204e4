/** Who is not at the counter for some half-days of a week: what a file says, as a week of 14 half-days. */
import type { ColumnSpec } from '#platform/files/columns.ts'
import { type HalfDay, halfDays } from '../sessions/rules.ts'
import { WEEK } from './rules.ts'

/** 年次休暇, part-time, a turn off, a turn on a day on which the town hall is shut, other duties. No word of why, and nothing of health (INV-S3). */
export const absenceKinds = ['annualLeave', 'partTime', 'turnOff', 'turnOn', 'duty'] as const
export type AbsenceKind = (typeof absenceKinds)[number]

/** Columns of a file, one row an absence. Without weekdays every day, without a half the whole day. */
export const absenceColumns = [
  { key: 'staffNumber', ja: '職員番号', type: 'code', required: true, maxLength: 40 },
  {
    key: 'kind',
    ja: '種別',
    type: 'choice',
    required: true,
    values: {
      年次休暇: 'annualLeave',
      年休: 'annualLeave',
      有休: 'annualLeave',
      短時間勤務: 'partTime',
      部分休業: 'partTime',
      非番: 'turnOff',
      週休: 'turnOff',
      出番: 'turnOn',
      当番: 'turnOn',
      用務: 'duty',
    },
  },
  { key: 'from', ja: '開始日', type: 'date', required: true },
  { key: 'to', ja: '終了日', type: 'lastDay' },
  { key: 'weekdays', ja: '曜日', type: 'code', maxLength: 40 },
  {
    key: 'half',
    ja: '時間帯',
    type: 'choice',
    values: { 終日: 'whole', 全日: 'whole', 午前: 'am', 午後: 'pm' },
  },
] as const satisfies readonly ColumnSpec[]

const WEEKDAYS = '月火水木金土日'
const ENGLISH = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

/** Weekdays as a file writes them, 月・水 or Mon, Wed; 0 is Monday. Undefined where one cannot be read. */
export function weekdaysIn(text: string | undefined): number[] | undefined {
  const plain = (text ?? '').normalize('NFKC').toLowerCase().replace(/曜日?/g, '')
  if (plain.trim() === '') return [0, 1, 2, 3, 4, 5, 6]
  const words = plain.split(/[\s,、・/;]+/).filter(Boolean)
  const read = words.flatMap((word): (number | undefined)[] => {
    const english = (ENGLISH as readonly string[]).indexOf(word)
    if (english >= 0) return [english]
    return [...word].map((letter) => (WEEKDAYS.includes(letter) ? WEEKDAYS.indexOf(letter) : undefined))
  })
  if (read.some((one) => one === undefined)) return undefined
  return [...new Set(read as number[])].sort((a, b) => a - b)
}

/** A week of 14 letters, 1 where the absence holds. */
export function weekOf(weekdays: readonly number[], half: HalfDay | 'whole'): string {
  return Array.from({ length: WEEK }, (_, place) => {
    const isDay = weekdays.includes(Math.floor(place / 2))
    return isDay && (half === 'whole' || halfDays[place % 2] === half) ? '1' : '0'
  }).join('')
}
