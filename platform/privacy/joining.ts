/**
 * Two numbers turn out to be one person: every row that names the second names the first, by what the tables declare (data.ts).
 *
 *   keys by which a person has one row: of two rows one stays, the other is set aside (or put outside the key) → all columns of people
 *
 * Rows that are set aside go, with those that hang on them, and are handed back as they were. What was sealed (`withoutReference`) stays as it is.
 */
import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { type Declared, type HeldTable, isNobodys, type Joined, NOW } from './data.ts'

export interface Two {
  /** Who stays. */
  readonly first: number
  readonly second: number
}

type Rows = Record<string, Record<string, unknown>[]>

/** @returns how many rows of each table name the first now, and those that were set aside */
export async function moveTo(
  ctx: Ctx,
  declared: Declared,
  two: Two,
): Promise<{ moved: Record<string, number>; setAside: Rows }> {
  const moved: Record<string, number> = {}
  const setAside: Rows = {}
  for (const [table, data] of personTables(declared)) {
    for (const key of data.joined ?? []) await settleKey(ctx, declared, { table, data, key, two }, setAside)
  }
  for (const [table, data] of personTables(declared)) {
    for (const column of columnsOfPeople(data)) {
      const { numAffectedRows } = await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${two.first}
        where ${sql.ref(column)} = ${two.second}::bigint`.execute(ctx.db)
      const count = Number(numAffectedRows ?? 0n)
      if (count > 0) moved[table] = (moved[table] ?? 0) + count
    }
  }
  return { moved, setAside }
}

/** How many rows of each table are a person's own, by whom it names first, and how many others name them. */
export async function countAbout(
  ctx: Ctx,
  declared: Declared,
  id: number,
): Promise<{ own: Record<string, number>; written: Record<string, number> }> {
  const counts = { own: {} as Record<string, number>, written: {} as Record<string, number> }
  const places = personTables(declared).flatMap(([table, data]) => {
    const [first] = Object.values(data.persons)
    return columnsOfPeople(data).map((column) => {
      const isOwn = first && 'column' in first && first.column === column && !AUTHORS.test(column)
      return { table, column, kind: isOwn ? ('own' as const) : ('written' as const) }
    })
  })
  const each = places.map(
    (
      { table, column },
      place,
    ) => sql`select ${sql.lit(place)}::int as place, count(*)::int as n from ${sql.table(table)}
      where ${sql.ref(column)} = ${id}::bigint`,
  )
  const { rows } = await sql<{
    place: number
    n: number
  }>`select place, n from (${sql.join(each, sql` union all `)}) counted`.execute(ctx.db)
  for (const { place, n } of rows) {
    const { kind, table } = places[place]!
    if (n > 0) counts[kind][table] = (counts[kind][table] ?? 0) + n
  }
  return counts
}

/** A table of the town's own facts names first who wrote them. */
const AUTHORS = /_by$/

/** Tables with columns of people that follow them; the person's own row is told apart. */
function personTables(declared: Declared): [string, HeldTable][] {
  return [...declared].flatMap(([table, data]): [string, HeldTable][] => {
    const follows = !isNobodys(data) && !data.withoutReference && table !== 'staff_member'
    return follows && columnsOfPeople(data).length > 0 ? [[table, data]] : []
  })
}

function columnsOfPeople({ persons }: HeldTable): string[] {
  return Object.values(persons).flatMap((path) => ('column' in path ? [path.column] : []))
}

interface Place {
  readonly table: string
  readonly data: HeldTable
  readonly key: Joined
  readonly two: Two
}

async function settleKey(ctx: Ctx, declared: Declared, place: Place, setAside: Rows): Promise<void> {
  const { table, key } = place
  const going = await twinsOf(ctx, place)
  if (going.length === 0) return
  const these = sql`ctid = any(${going}::tid[])`
  if (!key.instead) {
    await takeOut(ctx, declared, table, these, setAside)
    return
  }
  const values = Object.entries(key.instead).map(
    ([column, value]) => sql`${sql.ref(column)} = ${value === NOW ? sql`${ctx.now.toString()}::timestamptz` : value}`,
  )
  await sql`update ${sql.table(table)} set ${sql.join(values)} where ${these}`.execute(ctx.db)
}

/** Of every two rows with the same key the place of the one that does not stay. */
async function twinsOf(ctx: Ctx, { table, data, key, two }: Place): Promise<string[]> {
  const path = data.persons[key.person]
  if (!path || !('column' in path)) throw new Error(`${table} has no column of ${key.person}`)
  const person = path.column
  const rowsOf = (id: number) => sql`(select ctid, * from ${sql.table(table)}
    where ${sql.ref(person)} = ${id}::bigint ${key.where ? sql`and ${sql.raw(key.where)}` : sql``})`
  const same = key.on.map((column) => sql`${sql.ref(`f.${column}`)} = ${sql.ref(`s.${column}`)}`)
  const goes =
    key.stays === 'first'
      ? sql`s.ctid`
      : sql`case when ${sql.ref(`s.${key.stays.later}`)} > ${sql.ref(`f.${key.stays.later}`)} then f.ctid else s.ctid end`
  const { rows } = await sql<{ place: string }>`select (${goes})::text as place
    from ${rowsOf(two.first)} f join ${rowsOf(two.second)} s on ${same.length > 0 ? sql.join(same, sql` and `) : sql`true`}`.execute(
    ctx.db,
  )
  return rows.map(({ place }) => place)
}

/** Takes rows out of a table, what hangs on them first. */
async function takeOut(
  ctx: Ctx,
  declared: Declared,
  table: string,
  which: RawBuilder<unknown>,
  setAside: Rows,
): Promise<void> {
  for (const [below, data] of declared) {
    if (isNobodys(data)) continue
    const ways = Object.values(data.persons).filter((path) => 'through' in path && path.table === table)
    const keys = new Set(ways.map((path) => ('through' in path ? path.through : '')))
    for (const key of keys) {
      const hangs = sql`${sql.ref(key)} in (select ${sql.ref(key)} from ${sql.table(table)} where ${which})`
      await takeOut(ctx, declared, below, hangs, setAside)
    }
  }
  const { rows } = await sql<{ row: Record<string, unknown> }>`delete from ${sql.table(table)} t where ${which}
    returning to_jsonb(t) as row`.execute(ctx.db)
  if (rows.length > 0) setAside[table] = [...(setAside[table] ?? []), ...rows.map(({ row }) => row)]
}
