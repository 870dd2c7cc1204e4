/** Whose data each column is (platform/privacy) is held against the database itself: a table that says nothing is found, and a column too. */
import { expect, test } from 'vitest'
import '#app/rooms.ts'
import { type Declared, declaredData, type HeldTable, isNobodys, type TableData } from '#platform/privacy/data.ts'
import { inTown, type Town } from '#testing/town.ts'

/** The record of migrations is the schema's own. */
const OWN = ['migration']

interface Shape {
  readonly columns: ReadonlyMap<string, ReadonlySet<string>>
  /** `table.column → table.column` by the references of the database. */
  readonly references: ReadonlySet<string>
  /** Columns that cannot be null. */
  readonly needed: ReadonlySet<string>
}

async function shapeOf({ sql }: Town): Promise<Shape> {
  const columns = await sql<{
    t: string
    c: string
    needed: boolean
  }>(`select table_name as t, column_name as c, is_nullable = 'NO' as needed
    from information_schema.columns join information_schema.tables using (table_schema, table_name)
    where table_schema = current_schema() and table_type = 'BASE TABLE'`)
  const references = await sql<{
    from: string
    to: string
  }>(`select c.relname || '.' || ca.attname as from, p.relname || '.' || pa.attname as to
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_class p on p.oid = k.confrelid
      join pg_attribute ca on ca.attrelid = k.conrelid and ca.attnum = k.conkey[1]
      join pg_attribute pa on pa.attrelid = k.confrelid and pa.attnum = k.confkey[1]
    where k.contype = 'f' and k.connamespace = current_schema()::regnamespace`)
  const found = new Map<string, Set<string>>()
  for (const { t, c } of columns) if (!OWN.includes(t)) found.set(t, (found.get(t) ?? new Set()).add(c))
  return {
    columns: found,
    references: new Set(references.map(({ from, to }) => `${from} → ${to}`)),
    needed: new Set(columns.filter(({ needed }) => needed).map(({ t, c }) => `${t}.${c}`)),
  }
}

/** Sentences about what is not said, or is not so. */
function findings(declared: Declared, shape: Shape): string[] {
  const tables = [...shape.columns].flatMap(([table, columns]) => {
    const data = declared.get(table)
    if (!data) return [`${table} does not say whose data it holds`]
    return isNobodys(data) ? peopleIn(table, columns, shape) : ofTable(table, data, columns, declared, shape)
  })
  return [
    ...tables,
    ...[...declared.keys()].filter((table) => !shape.columns.has(table)).map((table) => `${table} is no table`),
  ]
}

/** A table that is nobody's names nobody. */
function peopleIn(table: string, columns: ReadonlySet<string>, { references }: Shape): string[] {
  return [...columns]
    .filter((column) => references.has(`${table}.${column} → staff_member.staff_member_id`))
    .map((column) => `${table}.${column} names a person in a table that is nobody's`)
}

function ofTable(
  table: string,
  data: HeldTable,
  columns: ReadonlySet<string>,
  declared: Declared,
  shape: Shape,
): string[] {
  const said = new Set(Object.values(data.whose).flat())
  const paths = Object.entries(data.persons)
  const named = new Set(
    paths.flatMap(([, path]) => ('column' in path ? path.column : 'list' in path ? path.list : path.through)),
  )
  return [
    ...[...columns]
      .filter((column) => !said.has(column))
      .map((column) => `${table}.${column} is not said to be anybody's`),
    ...[...said, ...named].filter((column) => !columns.has(column)).map((column) => `${table}.${column} is no column`),
    ...Object.keys(data.whose)
      .filter((person) => !(person in data.persons) && !['nobody', 'secret'].includes(person))
      .map((person) => `${table} has columns of ${person}, who is not named`),
    ...paths.flatMap(([person, path]) => ofPath(table, person, path, data, declared, shape)),
    ...peopleIn(table, columns, shape)
      .map((finding) => finding.split(' ')[0]!.split('.')[1]!)
      .filter((column) => !named.has(column))
      .map((column) => `${table}.${column} names a person of whom nothing is said`),
    ...Object.entries(data.erased ?? {})
      .filter(([column, value]) => value === null && shape.needed.has(`${table}.${column}`))
      .map(([column]) => `${table}.${column} cannot be empty and is erased by that`),
  ]
}

function ofPath(
  table: string,
  person: string,
  path: HeldTable['persons'][string],
  data: HeldTable,
  declared: Declared,
  { references }: Shape,
): string[] {
  if ('through' in path) {
    const parent = declared.get(path.table)
    const isThere = parent && !isNobodys(parent) && path.person in parent.persons
    const tied = references.has(`${table}.${path.through} → ${path.table}.${path.through}`)
    return isThere && tied ? [] : [`${table}.${path.through} does not lead to ${path.person} of ${path.table}`]
  }
  if ('list' in path || data.withoutReference || table === 'staff_member') return []
  const refers = references.has(`${table}.${path.column} → staff_member.staff_member_id`)
  return refers ? [] : [`${table}.${path.column} (${person}) refers to nobody`]
}

test(
  'every table says whose data each of its columns is, and whoever is named is somebody',
  inTown(async (town) => {
    expect(findings(declaredData(), await shapeOf(town))).toEqual([])
  }),
)

test(
  'the check sees a table that says nothing, a column of nobody, a person who is not named, and a way that leads nowhere',
  inTown(async (town) => {
    await town.sql(
      `create table wish (wish_id bigint primary key, staff_member_id bigint references staff_member, words text not null)`,
    )
    const shape = await shapeOf(town)
    const wish = (data: TableData) => findings(new Map([...declaredData(), ['wish', data]]), shape)
    expect(findings(declaredData(), shape)).toEqual(['wish does not say whose data it holds'])
    expect(wish({ nobodys: 'so it says' })).toEqual(["wish.staff_member_id names a person in a table that is nobody's"])
    const persons = { subject: { column: 'staff_member_id' } }
    const all = { subject: ['wish_id', 'staff_member_id', 'words'] }
    expect(wish({ persons, whose: all, erased: { words: '' } })).toEqual([])
    expect(wish({ persons, whose: { subject: ['wish_id', 'staff_member_id'] } })).toEqual([
      "wish.words is not said to be anybody's",
    ])
    expect(wish({ persons, whose: { ...all, friend: ['words'] } })).toEqual([
      'wish has columns of friend, who is not named',
    ])
    expect(wish({ persons: {}, whose: { nobody: all.subject } })).toEqual([
      'wish.staff_member_id names a person of whom nothing is said',
    ])
    expect(wish({ persons, whose: all, erased: { words: null } })).toEqual([
      'wish.words cannot be empty and is erased by that',
    ])
    const lost = { ...persons, friend: { through: 'wish_id', table: 'application', person: 'applicant' } }
    expect(wish({ persons: lost, whose: all })).toEqual(['wish.wish_id does not lead to applicant of application'])
    const unheld = { ...persons, other: { column: 'words' } }
    expect(wish({ persons: unheld, whose: all })).toEqual(['wish.words (other) refers to nobody'])
  }),
)
