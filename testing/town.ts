/**
 * A small town that every test shares: 12 people, 6 sections, the policy of policy/shinagawa.yaml, on 22 November 2026.
 *
 *   区民生活部 (10) head 加藤 ─ 戸籍住民課 (1010) head 田中 ─ 窓口係 (101010) 森 佐藤 上田 木村(on leave) 山田(has left)
 *   総務部 (20) head 鈴木 ─ 人事課 (2010) head 井上: 林(HR) ─ 情報推進課 (2020) head 小野: 伊藤(IT)
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { Temporal } from 'temporal-polyfill'
import { openTown } from '#app/server.ts'
import { hashToken } from '#platform/auth/identify.ts'
import type { Operation, Output } from '#platform/contract/contract.ts'
import type { Actor } from '#platform/ctx/ctx.ts'
import { types } from '#platform/db/database.ts'
import type { Gate } from '#platform/gate/gate.ts'
import { foldForSearch } from '#rooms/people/rules.ts'
import { policy } from '#rooms/policy/contract.ts'
import { freshDatabase, type TestDatabase } from './database.ts'

const sections: [code: string, name: string, kind: string, parent: string | null][] = [
  ['10', '区民生活部', '部', null],
  ['1010', '戸籍住民課', '課', '10'],
  ['101010', '窓口係', '係', '1010'],
  ['20', '総務部', '部', null],
  ['2010', '人事課', '課', '20'],
  ['2020', '情報推進課', '課', '20'],
]

/** Numbers are those of the people, in this order, from 1. */
const cast = [
  ['kato', '加藤 明', 'カトウ アキラ', '10', '6級職', '区民生活部長', true],
  ['tanaka', '田中 聡', 'タナカ サトシ', '1010', '5級職', '戸籍住民課長', true],
  ['mori', '森 千夏', 'モリ チナツ', '101010', '3級職', '窓口係長', false],
  ['sato', '佐藤 はるか', 'サトウ ハルカ', '101010', '1級職', '係員', false],
  ['ueda', '上田 陽介', 'ウエダ ヨウスケ', '101010', '2級職', '主任', false],
  ['kimura', '木村 葵', 'キムラ アオイ', '101010', '1級職', '係員', false],
  ['yamada', '山田 実', 'ヤマダ ミノル', '101010', '2級職', '主任', false],
  ['suzuki', '鈴木 恵', 'スズキ メグミ', '20', '6級職', '総務部長', true],
  ['inoue', '井上 誠', 'イノウエ マコト', '2010', '5級職', '人事課長', true],
  ['hayashi', '林 由佳', 'ハヤシ ユカ', '2010', '2級職', '主任', false],
  ['ono', '小野 隆', 'オノ タカシ', '2020', '5級職', '情報推進課長', true],
  ['ito', '伊藤 健', 'イトウ ケン', '2020', '2級職', '主任', false],
] as const

export type Name = (typeof cast)[number][0]
export const people = Object.fromEntries(cast.map(([name], index) => [name, index + 1])) as Record<Name, number>
export const staffNumberOf = (name: Name) => String(people[name]).padStart(8, '0')

export interface Town extends Record<Name, number> {
  readonly gate: Gate
  readonly database: TestDatabase
  /** Asks as a person of the cast; their session is a real one. */
  as(person: number | Name): {
    ask: <Op extends Operation>(operation: Op, input: Op['input']['_zod']['input']) => Promise<Output<Op>>
  }
  /** Asks as the command line or as a job. */
  asCommand: { ask: <Op extends Operation>(operation: Op, input: Op['input']['_zod']['input']) => Promise<Output<Op>> }
  asJob: Town['asCommand']
  asGuest: Town['asCommand']
  tokenOf(person: number | Name): string
  /** From here on it is this day, 10 o'clock in Tokyo. */
  on(day: string): void
  /** Reads and writes as the owner of the database, past the gate: to recount, and to set up what no operation makes. */
  sql<R extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<R[]>
}

/** A test in the town: `test('…', inTown(async ({ as, sato }) => { … }))`. Everything is gone afterwards. */
export function inTown(story: (town: Town) => Promise<void>): () => Promise<void> {
  return async () => {
    const { town, leave } = await openTestTown()
    try {
      await story(town)
    } finally {
      await leave()
    }
  }
}

/** The same town for tests that need it over several steps (a server, a browser). */
export async function openTestTown(day = '2026-11-22'): Promise<{ town: Town; leave(): Promise<void> }> {
  const database = await freshDatabase()
  const owner = new pg.Client({ ...database.owner, types })
  await owner.connect()
  await owner.query(`set search_path = ${database.town}, public`)
  await settle(owner)
  const time = { now: noon(day) }
  const gate = openTown({ app: database.app, town: database.town, clock: () => time.now })
  const askAs = (visitor: { token?: string; actor?: Actor }): Town['asCommand'] => ({
    ask: (operation, input) => gate.ask(operation, input, visitor),
  })
  const actor = (kind: 'command' | 'job'): Actor => ({
    kind,
    accountId: null,
    subjectId: null,
    roles: [],
    name: `test ${kind}`,
  })
  await askAs({ actor: actor('command') }).ask(policy.loadPolicy, { text: policyText, publishFrom: '2024-04-01' })
  const idOf = (person: number | Name) => (typeof person === 'number' ? person : people[person])
  const tokenOf = (person: number | Name) => `test-token-${idOf(person)}`
  const town: Town = {
    ...people,
    gate,
    database,
    tokenOf,
    as: (person) => askAs({ token: tokenOf(person) }),
    asCommand: askAs({ actor: actor('command') }),
    asJob: askAs({ actor: actor('job') }),
    asGuest: askAs({}),
    on: (to) => {
      time.now = noon(to)
    },
    sql: async <R extends pg.QueryResultRow>(text: string, values: unknown[] = []) =>
      (await owner.query<R>(text, values)).rows,
  }
  const leave = async () => {
    await gate.close()
    await owner.end()
    await database.drop()
  }
  return { town, leave }
}

const policyText = readFileSync(join(import.meta.dirname, '../policy/shinagawa.yaml'), 'utf8')

function noon(day: string): Temporal.Instant {
  return Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: 'Asia/Tokyo', plainTime: '10:00' }).toInstant()
}

/** Facts of the cast, as an import would have written them long ago. */
async function settle(owner: pg.Client): Promise<void> {
  const rows = cast.map(([name, fullName, kana, section, grade, post, isHead], index) => ({
    id: index + 1,
    number: staffNumberOf(name),
    fullName,
    kana,
    search: foldForSearch(`${fullName} ${kana}`),
    section,
    grade,
    post,
    isHead,
    leftOn: name === 'yamada' ? '2026-04-01' : null,
    token: hashToken(`test-token-${index + 1}`).toString('hex'),
  }))
  await owner.query('insert into installation (is_sample) values (false)')
  await owner.query(
    `insert into section_period (section_code, name, kind, parent_code, valid_from)
     select s->>0, s->>1, s->>2, s->>3, '2010-04-01' from jsonb_array_elements($1::jsonb) s`,
    [JSON.stringify(sections)],
  )
  await owner.query(
    `with cast_member as (select * from jsonb_to_recordset($1::jsonb) as c(id bigint, number text, "fullName" text,
        kana text, search text, section text, grade text, post text, "isHead" boolean, "leftOn" date, token text)),
      person as (insert into staff_member (name, name_kana, search_text)
        select "fullName", kana, search from cast_member order by id returning staff_member_id),
      spell as (insert into employment (staff_member_id, staff_number, employment_category, occupation, joined_on, left_on)
        select id, number, '常勤', '事務', '2015-04-01', "leftOn" from cast_member order by id),
      post as (insert into assignment (staff_member_id, staff_number, section_code, grade, post_title, kind, is_head, valid_from, valid_to)
        select id, number, section, grade, post, 'primary', "isHead", '2023-04-01', "leftOn" from cast_member order by id),
      login as (insert into account (login_name, subject_id, valid_from, valid_to)
        select number, id, '2015-04-01', "leftOn" from cast_member order by id returning account_id)
     select 1`,
    [JSON.stringify(rows)],
  )
  await owner.query(
    `insert into session (token_hash, account_id, expires_at) select decode(c.token, 'hex'), a.account_id, '2100-01-01'
     from jsonb_to_recordset($1::jsonb) as c(id bigint, token text) join account a on a.subject_id = c.id`,
    [JSON.stringify(rows)],
  )
  await owner.query(
    `insert into leave_of_absence (staff_member_id, kind, valid_from, valid_to) values ($1, '育児休業', '2026-06-01', '2027-04-01')`,
    [people.kimura],
  )
  await owner.query(
    `insert into role_grant (account_id, role, valid_from) select account_id, role, '2026-04-01'
     from account join (values ($1::bigint, 'hr'), ($2::bigint, 'it')) g(subject, role) on subject_id = g.subject`,
    [people.hayashi, people.ito],
  )
}
