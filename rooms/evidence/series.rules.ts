/** Values of two ends of an arrow by section and year end, and the changes that are compared. */
import type { Pair } from './comovement.rules.ts'

export interface Series {
  /** Year ends, in order. */
  readonly days: readonly string[]
  readonly sections: readonly {
    readonly name: string
    /** At each day; null: not known, or another section under the same name (INV-O2). */
    readonly cause: readonly (number | null)[]
    readonly effect: readonly (number | null)[]
  }[]
}

export interface NamedPair extends Pair {
  /** Ends of the stretch over which the cause changed. */
  readonly from: string
  readonly to: string
}

/** Sections that were not there at some day of which anything is known: begun, ended, or led elsewhere by a reorganisation. */
export function sectionsWithGaps({ days, sections }: Series): number {
  const isKnown = days.map((_, place) => sections.some(({ cause }) => (cause[place] ?? null) !== null))
  return sections.filter(({ cause }) => isKnown.some((known, place) => known && (cause[place] ?? null) === null)).length
}

/** Each section's change of the cause with its change of the effect `lag` years later. */
export function pairsOf({ days, sections }: Series, lag: number): NamedPair[] {
  const shift = Math.round(lag)
  return sections.flatMap(({ name, cause, effect }) =>
    days.flatMap((day, place) => {
      const before = days[place - 1]
      const [c, e] = [changeAt(cause, place), changeAt(effect, place + shift)]
      return before === undefined || c === null || e === null
        ? []
        : [{ section: name, stretch: day, from: before, to: day, cause: c, effect: e }]
    }),
  )
}

function changeAt(values: readonly (number | null)[], place: number): number | null {
  const [before, after] = [values[place - 1] ?? null, values[place] ?? null]
  return before === null || after === null ? null : after - before
}
