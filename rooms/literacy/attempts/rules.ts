/**
 * What a test is made of, how it is drawn and when it may be taken; for the server and for pages.
 *
 * A test has parts: so many items of a field and a level. No item fits two parts, so that whether the bank can fill them is told part by
 * part. A draw follows from the seed and the bank of that moment alone. Marks say from how many of a hundred right answers a level is
 * shown; whoever reaches none has shown nothing (INV-P7).
 */
import { randomFrom } from '#platform/random/random.ts'
import { addDays } from '#platform/time/dates.ts'
import type { ItemField } from '../items/rules.ts'

/** null: of any field, of any level. */
export interface Part {
  readonly field: ItemField | null
  readonly level: number | null
  readonly items: number
}

/** The level is shown from so many of a hundred right answers on. */
export interface Mark {
  readonly level: number
  readonly percent: number
}

/** What of an item's version the draw goes by. */
export interface Drawable {
  readonly itemVersionId: number
  readonly field: ItemField
  readonly level: number
  readonly choices: number
}

export interface Drawn {
  readonly itemVersionId: number
  /** The author's number of the choice at each place that is shown; empty without choices. */
  readonly order: readonly number[]
}

export const MOST_ITEMS = 60
export const testStates = ['draft', 'published', 'retired'] as const
export const endings = ['submitted', 'time', 'paper'] as const
export type Ending = (typeof endings)[number]
/** Why a test that is for somebody cannot be begun now. */
export const obstacles = ['not_open', 'closed', 'used_up', 'waiting', 'bank_short'] as const
export type Obstacle = (typeof obstacles)[number]

export const itemsIn = (parts: readonly Part[]) => parts.reduce((sum, { items }) => sum + items, 0)

/** Places of two parts into which one item would fit; undefined: there are none. */
export function overlapIn(parts: readonly Part[]): readonly [number, number] | undefined {
  const meets = <T>(one: T | null, other: T | null) => one === null || other === null || one === other
  for (const [place, part] of parts.entries()) {
    const other = parts.findIndex(
      (one, at) => at > place && meets(one.field, part.field) && meets(one.level, part.level),
    )
    if (other >= 0) return [place, other]
  }
  return undefined
}

/** A higher level needs a higher mark, each level once. */
export function areRising(marks: readonly Mark[]): boolean {
  return marks.every((mark, at) => {
    const before = marks[at - 1]
    return before === undefined || (mark.level > before.level && mark.percent > before.percent)
  })
}

const fits = (part: Part, { field, level }: Drawable) =>
  (part.field === null || part.field === field) && (part.level === null || part.level === level)

/** How many items the bank has for each part. */
export function availableFor(parts: readonly Part[], bank: readonly Drawable[]): number[] {
  return parts.map((part) => bank.filter((item) => fits(part, item)).length)
}

export function canFill(parts: readonly Part[], bank: readonly Drawable[]): boolean {
  return availableFor(parts, bank).every((available, at) => available >= parts[at]!.items)
}

/** Items of each part one after the other, in an order of their own, each with an order of its choices. @param bank can fill the parts */
export function drawn(parts: readonly Part[], bank: readonly Drawable[], seed: number): Drawn[] {
  const random = randomFrom(seed)
  const inOrder = bank.toSorted((a, b) => a.itemVersionId - b.itemVersionId)
  return parts.flatMap((part) =>
    shuffled(
      inOrder.filter((item) => fits(part, item)),
      random,
    )
      .slice(0, part.items)
      .map(({ itemVersionId, choices }) => ({
        itemVersionId,
        order: shuffled(
          Array.from({ length: choices }, (_, at) => at + 1),
          random,
        ),
      })),
  )
}

/** Fisher and Yates: every order is as likely as any other. */
function shuffled<T>(all: readonly T[], random: () => number): T[] {
  const mixed = [...all]
  for (let at = mixed.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1))
    ;[mixed[at], mixed[other]] = [mixed[other]!, mixed[at]!]
  }
  return mixed
}

/** The highest level whose mark was reached, by whole numbers; null: none. */
export function levelReached(marks: readonly Mark[], right: number, of: number): number | null {
  const reached = marks.filter(({ percent }) => right * 100 >= percent * of).map(({ level }) => level)
  return reached.length === 0 ? null : Math.max(...reached)
}

/** The fewest right answers that reach a mark. */
export const neededFor = ({ percent }: Mark, of: number) => Math.ceil((percent * of) / 100)

/** For whom a test is; empty: everybody. */
export interface Audience {
  readonly sections: readonly string[]
  readonly employmentCategories: readonly string[]
}

/** Where somebody stands today: the section with all above it, and how employed. */
export interface Standpoint {
  readonly sections: readonly string[]
  readonly employmentCategory: string
}

export function isFor({ sections, employmentCategories }: Audience, standpoint: Standpoint): boolean {
  const isWithin = sections.length === 0 || sections.some((code) => standpoint.sections.includes(code))
  const isEmployed = employmentCategories.length === 0 || employmentCategories.includes(standpoint.employmentCategory)
  return isWithin && isEmployed
}

export interface Opening {
  readonly openFrom: string
  /** The day after the last; null: open until it is ended. */
  readonly openTo: string | null
  readonly attempts: number | null
  readonly waitingDays: number
}

/** Why not now, and from which day on; null: now. @param satOn days of the attempts that ended, in any order */
export function obstacleFor(
  { openFrom, openTo, attempts, waitingDays }: Opening,
  satOn: readonly string[],
  { today, isFilled }: { readonly today: string; readonly isFilled: boolean },
): { readonly obstacle: Obstacle; readonly from: string | null } | null {
  const said = (obstacle: Obstacle, from: string | null = null) => ({ obstacle, from })
  if (openTo !== null && today >= openTo) return said('closed')
  if (attempts !== null && satOn.length >= attempts) return said('used_up')
  if (today < openFrom) return said('not_open', openFrom)
  const last = satOn.toSorted().at(-1)
  const from = last === undefined ? today : addDays(last, waitingDays)
  if (from > today) return said('waiting', from)
  return isFilled ? null : said('bank_short')
}
