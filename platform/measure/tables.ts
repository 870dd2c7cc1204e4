import type { Generated } from 'kysely'
import type { DataOf } from '#platform/privacy/data.ts'

/** What is in the kept figures: everything that this snapshot sees, and nothing else. One row. */
interface FigureMomentTable {
  only_row: Generated<boolean>
  caught_up: string
  /** The day that the figures of "today" stand for. */
  today: string
  database: string
  /** Another one after every change that concerns everything: an edition, the organisation. */
  footing: Generated<string>
}

/** A measure on a day whose sums are kept. */
interface FigureTable {
  figure_id: Generated<number>
  measure: string
  day: string
  from_day: string
  basis: object
  /** Digest of the statement that counts. */
  counted_by: string
  /** Another one after every change of its sums. */
  version: Generated<string>
  /** When the sums were last held against the records. */
  checked_on: string
}

/** What one unit adds to a figure; `figure_total` is always the sum of these. */
interface FigurePartTable {
  figure_id: number
  unit: number
  section_code: string | null
  outside: string | null
  tallies: number[]
}

interface FigureTotalTable {
  figure_id: number
  /** The whole town; else one section. */
  is_ward: boolean
  section_code: string | null
  outside: string | null
  tallies: number[]
}

/** Keys of rows that a statement changed; added by triggers of their tables. */
interface FigureChangeTable {
  xid: Generated<string>
  noted_at: Generated<Date>
  source: string
  ids: number[]
  /** First day on which the change can matter; null: any. */
  since: string | null
}

export interface FigureTables {
  figure_moment: FigureMomentTable
  figure: FigureTable
  figure_part: FigurePartTable
  figure_total: FigureTotalTable
  figure_change: FigureChangeTable
}

const derived =
  'numbers that follow from other tables and are made from them again; what is handed over and erased is there'

export const figureData: DataOf<FigureTables> = {
  figure_moment: { nobodys: derived },
  figure: { nobodys: derived },
  figure_part: { nobodys: derived },
  figure_total: { nobodys: derived },
  figure_change: { nobodys: derived },
}
