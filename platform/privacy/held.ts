/** Finds and erases what is held about one person, by what the tables declare (data.ts). */
import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { columnsOf, type Declared, type Erased, type HeldTable, isNobodys, NUMBERED } from './data.ts'

/** A row's columns that are the person's, with the words by which the row names them. */
export interface HeldRow {
  readonly as: readonly string[]
  readonly row: Readonly<Record<string, unknown>>
}

/** A row `t` of `table` names one of these ids as this person: somebody may have had others before (`formerIdsOf` of the people room). */
export function isAbout(
  declared: Declared,
  table: string,
  person: string,
  ids: readonly number[],
  alias = 't',
): RawBuilder<boolean> {
  const path = heldTable(declared, table).persons[person]
  if (!path) throw new Error(`${table} declares no person called ${person}`)
  if ('column' in path) return sql<boolean>`${sql.ref(`${alias}.${path.column}`)} = any(${ids}::bigint[])`
  if ('list' in path) return sql<boolean>`${sql.ref(`${alias}.${path.list}`)} && ${ids}::bigint[]`
  const parent = `${alias}_${path.table}`
  // Rows hang on others by columns of the same name; a test holds that against the references of the database.
  const key = sql.ref(`${parent}.${path.through}`)
  return sql<boolean>`exists (select from ${sql.table(path.table)} ${sql.ref(parent)}
    where ${key} = ${sql.ref(`${alias}.${path.through}`)} and ${isAbout(declared, path.table, path.person, ids, parent)})`
}

/**
 * Everything that is the person's, table by table in the order of their names; tables that hold nothing are left out. What takes effect after
 * `until` is not announced yet: its row is left out, and so is a later end.
 */
export async function heldAbout(
  ctx: Ctx,
  declared: Declared,
  ids: readonly number[],
  until: string,
): Promise<Record<string, HeldRow[]>> {
  const found: Record<string, HeldRow[]> = {}
  for (const [table, data] of [...declared].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (isNobodys(data)) continue
    const persons = Object.keys(data.persons).filter((person) => (data.whose[person] ?? []).length > 0)
    if (persons.length === 0) continue
    const ways = persons.map((person) => isAbout(declared, table, person, ids))
    const { rows } = await sql<{ row: Record<string, unknown>; ways: boolean[] }>`select to_jsonb(t) as row,
        array[${sql.join(ways.map((way) => sql`coalesce(${way}, false)`))}]::boolean[] as ways
      from ${sql.table(table)} t where ${sql.join(ways, sql` or `)}`.execute(ctx.db)
    const told = rows.flatMap(({ row, ways: held }) => {
      const known = asAnnounced(data, row, ids, until)
      const as = persons.filter((_, at) => held[at])
      return known ? [part(data, known, as)] : []
    })
    if (told.length > 0) found[table] = told
  }
  return found
}

/** Days are ISO texts in these rows. A line of the journal may concern somebody only from a day on (`detail.later`). */
function asAnnounced(
  { announced }: HeldTable,
  row: Record<string, unknown>,
  ids: readonly number[],
  until: string,
): Record<string, unknown> | undefined {
  const later = (row.detail as { later?: Record<string, number[]> } | null | undefined)?.later ?? {}
  if (Object.entries(later).some(([day, people]) => day > until && ids.some((id) => people.includes(id))))
    return undefined
  if (!announced) return row
  if (String(row[announced.from]) > until) return undefined
  const end = row[announced.to]
  return typeof end === 'string' && end > until ? { ...row, [announced.to]: null } : row
}

function part(data: HeldTable, row: Record<string, unknown>, as: readonly string[]): HeldRow {
  const own = columnsOf(data, as)
  return { as, row: Object.fromEntries(Object.entries(row).filter(([column]) => own.has(column))) }
}

/**
 * Puts what is declared in the place of the person's words and names, and takes away rows that go with them. Words that are of several go with the
 * first of them.
 *
 * @returns how many rows of each table were changed
 */
export async function eraseFrom(ctx: Ctx, declared: Declared, id: number): Promise<Record<string, number>> {
  const changed: Record<string, number> = {}
  const note = (table: string, count: bigint = 0n) => {
    if (count > 0n) changed[table] = (changed[table] ?? 0) + Number(count)
  }
  // Words first: whose a row is may hang on a row that goes.
  for (const [table, data] of declared) {
    if (isNobodys(data)) continue
    for (const [person, columns] of Map.groupBy(Object.keys(data.erased ?? {}), (column) =>
      ownerOf(table, data, column),
    )) {
      const values = columns.map((column) => sql`${sql.ref(column)} = ${standIn(data.erased![column]!, id)}`)
      const { numAffectedRows } = await sql`update ${sql.table(table)} t set ${sql.join(values)}
        where ${isAbout(declared, table, person, [id])}`.execute(ctx.db)
      note(table, numAffectedRows)
    }
  }
  for (const [table, data] of declared) {
    if (isNobodys(data) || !data.rowsErasedWith) continue
    const { numAffectedRows } = await sql`delete from ${sql.table(table)} t
      where ${isAbout(declared, table, data.rowsErasedWith, [id])}`.execute(ctx.db)
    note(table, numAffectedRows)
  }
  return changed
}

function ownerOf(table: string, { whose, persons }: HeldTable, column: string): string {
  const named = Object.keys(persons)
  const owner = whose.secret?.includes(column) ? named[0] : named.find((person) => whose[person]?.includes(column))
  if (!owner) throw new Error(`${table}.${column} is erased and is nobody's`)
  return owner
}

function standIn(value: Erased, id: number): string | null {
  return value === NUMBERED ? `erased-${id}` : value
}

function heldTable(declared: Declared, table: string): HeldTable {
  const data = declared.get(table)
  if (!data || isNobodys(data)) throw new Error(`${table} declares no people`)
  return data
}
