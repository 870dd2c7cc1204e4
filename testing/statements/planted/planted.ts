/** Statements whose types are wrong on purpose, and some that are right: statements.test.ts has them found out. */
import { type Kysely, sql } from 'kysely'
import type { Connection, Db } from '#platform/db/database.ts'

interface Tables {
  section_period: { section_code: string; name: string; kind: 'bu' | 'ka'; valid_from: Date }
}
const tables = (db: Db) => db as unknown as Kysely<Tables>

export const planted: Readonly<Record<string, (connection: Connection) => Promise<unknown>>> = {
  right: ({ db }) =>
    sql<{ id: number; name: string | null; at: Date; codes: string[]; person: { name: string } | null; note?: string }>`
      select 1 as id, null::text as name, now() as at, array['a'] as codes, json_build_object('name', 'a') as person
      union all select 2, 'b', now(), array['b'], null`.execute(db),
  wrongName: ({ db }) => sql<{ sectionCode: string }>`select '10' as section_code`.execute(db),
  tooMuch: ({ db }) => sql<{ id: number }>`select 1 as id, 'x' as secret`.execute(db),
  numberForText: ({ db }) => sql<{ count: string }>`select count(*) as count from section_period`.execute(db),
  textForNumber: ({ db }) => sql<{ staffNumber: number }>`select '00000004' as "staffNumber"`.execute(db),
  missingNull: ({ db }) => sql<{ parent: string }>`select null::text as parent union all select '10'`.execute(db),
  otherValue: ({ db }) => sql<{ kind: 'primary' | 'acting' }>`select 'concurrent' as kind`.execute(db),
  dateForText: ({ db }) => sql<{ day: Date }>`select date '2026-04-01' as day where false`.execute(db),
  elements: ({ db }) => sql<{ heads: string[] }>`select array[1, 2]::bigint[] as heads where false`.execute(db),
  withinJson: ({ db }) =>
    sql<{ person: { name: string } }>`select json_build_object('name', null) as person`.execute(db),
  lackingInJson: ({ db }) =>
    sql<{
      people: { name: string; kana: string }[]
    }>`select json_build_array(json_build_object('name', 'a')) as people`.execute(db),
  noRows: ({ db }) => sql<{ id: number }>`update section_period set name = name`.execute(db),
  within: ({ db }) => sql<{ id: number }>`select ${sql`'a' as id`}`.execute(db),
  built: ({ db }) =>
    tables(db)
      .selectFrom('section_period')
      .select((e) => e.fn.countAll<string>().as('count'))
      .executeTakeFirstOrThrow(),
  builtColumns: ({ db }) => tables(db).selectFrom('section_period').select(['kind', 'valid_from']).execute(),
  builtTemplate: ({ db }) =>
    tables(db).selectFrom('section_period').select(sql<number>`name || '課'`.as('name')).executeTakeFirst(),
  driver: ({ query }) => query<{ number: string }>('select 7 as number'),
}

/** Nobody calls it. */
export const unreached = sql`select 'unreached'`
