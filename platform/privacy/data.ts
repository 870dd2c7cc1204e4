/**
 * Whose data each column of the town's tables is. Every room says it of its own tables (`tables.ts`); what is handed to a person on request, what is
 * erased after they have left, and what they see of who looked at them all read what is said here, and a test holds it against the database.
 *
 *   persons   who is named by a row, each by a word: by a column of the row, by a list, or through the row that it hangs on
 *   whose     for each of these words the columns that are theirs; `nobody` for the others. A column may be of several. `secret` is never
 *             handed out, and is erased with whoever is named first
 *   erased    what stands in a column after its person's data were erased; columns that are not named keep facts without words or names
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
  /** Why the columns that name people refer to nobody's row in the database, where they do not. */
  readonly withoutReference?: string
}

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
