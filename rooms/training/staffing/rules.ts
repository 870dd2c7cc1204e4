/**
 * 体制: how many people a counter needs in which half-day.
 *
 * Data: rows of minimum staffing, each of one counter of a section with a week of 14 half-days, Monday's morning to Sunday's afternoon.
 * Of a counter one row holds on a day: a day's own before a season's, a season's before the usual one; of several of a kind the one that began
 * last, and of those the one stated last. On a day on which the town hall is shut nobody is needed, unless the row says that the counter is
 * open then or was made for that day. A section needs what its counters need together.
 */
import { addDays, daysBetween } from '#platform/time/dates.ts'
import { becameIn, hasSkill } from '#rooms/policy/rules.ts'
import { type HalfDay, halfDays } from '../sessions/rules.ts'

export const WEEK = 14

export const minimumKinds = ['usual', 'season', 'day'] as const
export type MinimumKind = (typeof minimumKinds)[number]

/** Of those who are there, so many must hold the skill at the level, by the records of skills. */
export interface Need {
  readonly skill: string
  readonly level: number
  readonly people: number
}

export interface Minimum {
  readonly minimumStaffingId: number
  readonly sectionCode: string
  readonly counter: string
  readonly kind: MinimumKind
  readonly validFrom: string
  /** Half-open. */
  readonly validTo: string | null
  readonly week: readonly number[]
  readonly openOnHolidays: boolean
  readonly needs: readonly Need[]
}

export interface Needed {
  readonly people: number
  readonly needs: readonly Need[]
}

/** The place of a half-day in a week of 14. */
export function placeIn(day: string, half: HalfDay): number {
  return weekdayOf(day) * 2 + halfDays.indexOf(half)
}

/** 0 is Monday. */
function weekdayOf(day: string): number {
  return ((daysBetween('2024-01-01', day) % 7) + 7) % 7
}

/** What a section needs in a half-day; `isShut` says whether the town hall is. */
export function neededIn(minimums: readonly Minimum[], day: string, half: HalfDay, isShut: boolean): Needed {
  const open = heldOn(minimums, day).filter((one) => one.kind === 'day' || !isShut || one.openOnHolidays)
  const needing = open.filter((one) => one.week[placeIn(day, half)]! > 0)
  return {
    people: needing.reduce((sum, one) => sum + one.week[placeIn(day, half)]!, 0),
    needs: together(needing.flatMap(({ needs }) => needs)),
  }
}

/** The row of each counter that holds on a day. */
export function heldOn<M extends Minimum>(minimums: readonly M[], day: string): M[] {
  const held = new Map<string, M>()
  for (const one of minimums) {
    if (one.validFrom > day || (one.validTo !== null && one.validTo <= day)) continue
    const other = held.get(one.counter)
    if (!other || goesBefore(one, other)) held.set(one.counter, one)
  }
  return [...held.values()]
}

function goesBefore(one: Minimum, other: Minimum): boolean {
  const rank = ({ kind }: Minimum) => minimumKinds.indexOf(kind)
  if (rank(one) !== rank(other)) return rank(one) > rank(other)
  if (one.validFrom !== other.validFrom) return one.validFrom > other.validFrom
  return one.minimumStaffingId > other.minimumStaffingId
}

/**
 * What a counter needs under a policy: a former skill is what it became, where it became several each of them. Two needs of a counter that became
 * one are met by the same people. A skill that ended asks for nobody: nobody is known to hold it any more.
 */
export function needsIn(document: Parameters<typeof becameIn>[0], needs: readonly Need[]): Need[] {
  if (!document) return [...needs]
  const found = new Map<string, Need>()
  for (const need of needs.filter(({ skill }) => hasSkill(document, skill))) {
    for (const skill of becameIn(document, need.skill)) {
      const key = `${need.level} ${skill}`
      found.set(key, { ...need, skill, people: Math.max(need.people, found.get(key)?.people ?? 0) })
    }
  }
  return [...found.values()]
}

/** Two counters that need the same skill at the same level need it of different people. */
function together(needs: readonly Need[]): Need[] {
  const groups = Map.groupBy(needs, ({ skill, level }) => `${level} ${skill}`)
  return [...groups.values()].map((group) => ({
    ...group[0]!,
    people: group.reduce((sum, { people }) => sum + people, 0),
  }))
}

/** How many who are there must hold the skill at this level or a higher one. */
export function peopleAtLeast(needs: readonly Need[], { skill, level }: Need): number {
  return needs.filter((one) => one.skill === skill && one.level >= level).reduce((sum, { people }) => sum + people, 0)
}

/** What is wrong in what was stated; undefined where nothing is. */
export function minimumFault({
  kind,
  validFrom,
  validTo,
}: Pick<Minimum, 'kind' | 'validFrom' | 'validTo'>): 'ends_before_start' | 'season_needs_end' | undefined {
  if (validTo !== null && validTo <= validFrom) return 'ends_before_start'
  return kind === 'season' && validTo === null ? 'season_needs_end' : undefined
}

/** The last moment of a row that is stated for one day, or until a last day. */
export function endOf(kind: MinimumKind, validFrom: string, lastDay: string | null): string | null {
  if (kind === 'day') return addDays(validFrom, 1)
  return lastDay === null ? null : addDays(lastDay, 1)
}

/** Where more are needed than the section has: half-days by their places in the week. */
export function aboveHeadcount(week: readonly number[], headcount: number): number[] {
  return week.flatMap((people, place) => (people > headcount ? [place] : []))
}

export interface PastedFault {
  /** From the place at which it was pasted, 0 the first. */
  readonly row: number
  readonly column: number
  readonly value: string
  readonly reason: 'not_a_number' | 'outside'
}

export const MOST_PEOPLE = 999

/**
 * A block of a spreadsheet, pasted at a cell of the grid (rows 午前・午後, columns 月 to 日): numbers in any width, 「人」 and 「名」 behind them or
 * not; empty, 休 and − are nobody. What cannot be read is named at its cell, and then nothing is taken over.
 */
export function readPasted(
  text: string,
  at: { readonly row: number; readonly column: number },
): { cells: { place: number; people: number }[]; faults: PastedFault[] } {
  const rows = text.replace(/\r\n?/g, '\n').replace(/\n$/, '').split('\n')
  const cells: { place: number; people: number }[] = []
  const faults: PastedFault[] = []
  for (const [row, line] of rows.entries()) {
    for (const [column, value] of line.split('\t').entries()) {
      const [half, weekday] = [at.row + row, at.column + column]
      const people = peopleIn(value)
      if (half > 1 || weekday > 6) {
        if (value.trim() !== '') faults.push({ row: half, column: weekday, value, reason: 'outside' })
      } else if (people === undefined) faults.push({ row: half, column: weekday, value, reason: 'not_a_number' })
      else cells.push({ place: weekday * 2 + half, people })
    }
  }
  return { cells, faults }
}

/** A number of people as it is typed; undefined where it is none. */
export function peopleIn(text: string): number | undefined {
  const plain = text
    .normalize('NFKC')
    .trim()
    .replace(/[人名]$/, '')
    .trim()
  if (['', '休', '休み', '閉庁', '-', '−', '―', 'ー'].includes(plain)) return 0
  return /^\d{1,3}$/.test(plain) ? Number(plain) : undefined
}
