/** What becomes of rows of which a person may have one, when two numbers turn out to be one person (platform/privacy/joining.ts), is said of every such key. */
import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import '#app/rooms.ts'
import { type Declared, declaredData, type HeldTable, isNobodys, type TableData } from '#platform/privacy/data.ts'
import { inTown, type Town } from '#testing/town.ts'

interface Key {
  readonly table: string
  readonly columns: readonly string[]
  readonly isWhole: boolean
  readonly where: string | null
}

/** Unique keys and exclusions; of one that is no list of columns `isWhole` is false. */
async function keysOf({ sql }: Town): Promise<Key[]> {
  return await sql<Key>(`select t.relname as table, pg_get_expr(x.indpred, x.indrelid) as where,
      not x.indisexclusion and not 0 = any(x.indkey::int[]) as "isWhole",
      array(select a.attname::text from unnest(x.indkey::int[]) k join pg_attribute a on a.attrelid = x.indrelid and a.attnum = k
        order by 1) as columns
    from pg_index x join pg_class t on t.oid = x.indrelid
    where t.relnamespace = current_schema()::regnamespace and (x.indisunique or x.indisexclusion)`)
}

function findings(declared: Declared, keys: readonly Key[]): string[] {
  return [...declared].flatMap(([table, data]) => {
    if (isNobodys(data) || data.withoutReference || table === 'staff_member') return []
    const own = keys.filter((key) => key.table === table)
    return [...unsaid(table, data, own), ...untrue(table, data, own)]
  })
}

function unsaid(table: string, data: HeldTable, keys: readonly Key[]): string[] {
  const people = Object.values(data.persons).flatMap((path) => ('column' in path ? [path.column] : []))
  const holding = keys.filter(({ columns }) => people.some((column) => columns.includes(column)))
  return holding
    .filter((key) => data.joinedBy === undefined && !rulesOf(data).some((rule) => isOf(rule, key)))
    .map(({ columns }) => `${table} (${columns.join(', ')}) does not say which of two rows stays`)
}

function untrue(table: string, data: HeldTable, keys: readonly Key[]): string[] {
  const byRoom = data.joinedBy === undefined || existsSync(data.joinedBy) ? [] : [`${table}: no ${data.joinedBy}`]
  return [
    ...byRoom,
    ...rulesOf(data)
      .filter((rule) => !keys.some((key) => isOf(rule, key)))
      .map(({ columns }) => `${table} (${columns.join(', ')}) is no key`),
  ]
}

function rulesOf(data: HeldTable): Omit<Key, 'table' | 'isWhole'>[] {
  return (data.joined ?? []).map(({ person, on, where }) => {
    const path = data.persons[person]
    return { where: where ?? null, columns: [...on, ...(path && 'column' in path ? [path.column] : [])].sort() }
  })
}

function isOf(rule: Omit<Key, 'table' | 'isWhole'>, key: Key): boolean {
  return key.isWhole && rule.where === key.where && rule.columns.join() === key.columns.join()
}

test(
  'of every key by which a person has one row it is said which of two stays, in the words of the database (decisions/0046)',
  inTown(async (town) => {
    const keys = await keysOf(town)
    expect(findings(declaredData(), keys)).toEqual([])
    await town.sql(
      `create table wish (wish_id bigint primary key, staff_member_id bigint references staff_member, words text, ended_on date);
      create unique index wish_once on wish (staff_member_id, words) where ended_on is null`,
    )
    const persons = { subject: { column: 'staff_member_id' } }
    const wish = (data: Partial<HeldTable>) => {
      const said: TableData = { persons, whose: {}, ...data }
      return findings(new Map([...declaredData(), ['wish', said]]), [...keys, ...planted])
    }
    const planted = (await keysOf(town)).filter(({ table }) => table === 'wish')
    const rule = { person: 'subject', on: ['words'], stays: 'first' } as const
    expect(wish({})).toEqual(['wish (staff_member_id, words) does not say which of two rows stays'])
    expect(wish({ joined: [{ ...rule, where: '(ended_on IS NULL)' }] })).toEqual([])
    expect(wish({ joined: [rule] })).toEqual([
      'wish (staff_member_id, words) does not say which of two rows stays',
      'wish (staff_member_id, words) is no key',
    ])
    expect(wish({ joinedBy: 'check/nobody.ts' })).toEqual(['wish: no check/nobody.ts'])
  }),
)
