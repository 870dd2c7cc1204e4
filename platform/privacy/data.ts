/**
 * Whose data each column of the town's tables is. Every room says it of its own tables (`tables.ts`); what is handed to a person on request, what is
 * erased after they have left, and what they see of who looked at them all read what is said here, and a test holds it against the database.
 *
 *   persons   who is named by a row, each by a word: by a column of the row, by a list, or through the row that it hangs on
 *   whose     for each of these words the columns that are theirs; `nobody` for the others. A column may be of several. `secret` is never
 *             handed out, and is erased with whoever is named first
 *   erased    what stands in a column after its person's data were erased; columns that are not named keep facts without words or names
 *
 *   joined    what becomes of rows of which a person may have one, when two numbers turn out to be one person (joining.ts)
 *
 * A row that names somebody is not for that reason theirs: the reason that a head wrote about somebody is data of that somebody.
 */
type ToPerson<Column extends string> =
  | { readonly column: Column }
  | { readonly list: Column }
  | { readonly through: Column; readonly table: string; readonly person: string }

export interface HeldTable<Column extends string = string> {
  readonly persons: Readonly<Record<string, ToPerson<Column>>>
  readonly whose: Readonly<Record<string, readonly Column[]>>
  readonly erased?: Readonly<Partial<Record<Column, Erased>>>
  /** Columns of the first and last day of what takes effect: before it is announced it is not handed out. */
  readonly announced?: { readonly from: Column; readonly to: Column }
  /** Rows that go as a whole when this person's data are erased. */
  readonly rowsErasedWith?: string
  /** Of each key by which a person has one row: which of two stays. */
  readonly joined?: readonly Joined<Column>[]
  /** Who brings the two rows of such keys together instead, before the rest moves. */
  readonly joinedBy?: string
  /** Why the columns that name people refer to nobody's row in the database, where they do not. */
  readonly withoutReference?: string
}

/** A key that holds a column of a person, its other columns, and for which rows it holds, as the database writes that. */
export interface Joined<Column extends string = string> {
  readonly person: string
  readonly on: readonly Column[]
  readonly where?: string
  /** The row of whoever stays; or the one that is later by this column. */
  readonly stays: 'first' | { readonly later: Column }
  /** What is written into the other row, so that the key does not hold for it any more; without it the row is set aside with what hangs on it. */
  readonly instead?: Readonly<Partial<Record<Column, string | typeof NOW>>>
}

export const NOW = Symbol('now')

/** A value; or one that tells this person from others and nothing else, where the column has to be unique. */
export type Erased = string | null | typeof NUMBERED
export const NUMBERED = Symbol('numbered')

/** A table in which no column is of any person, and why. */
export interface NobodysTable {
  readonly nobodys: string
}

/** What `tables.ts` declares beside its interfaces; a table or a column that is not there does not compile. */
export type DataOf<Tables> = {
  readonly [Name in keyof Tables]: HeldTable<Extract<keyof Tables[Name], string>> | NobodysTable
}

export type TableData = HeldTable | NobodysTable
export type Declared = ReadonlyMap<string, TableData>

const declared = new Map<string, TableData>()

/** Called once for each part of the house when it is put together (app/data.ts). */
export function declareData(tables: object): void {
  for (const [name, data] of Object.entries(tables as Record<string, TableData>)) declared.set(name, data)
}

export function declaredData(): Declared {
  return declared
}

export function isNobodys(data: TableData): data is NobodysTable {
  return 'nobodys' in data
}

/** The columns of a row that are of somebody who is named by it in these words. */
export function columnsOf({ whose }: HeldTable, persons: readonly string[]): Set<string> {
  return new Set(persons.flatMap((person) => whose[person] ?? []))
}
