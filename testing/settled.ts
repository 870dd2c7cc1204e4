/** The town before any story: its cast and its policy. Made once a run, by whoever needs it first, as a template. */
import pg from 'pg'
import { Temporal } from 'temporal-polyfill'
import { inject } from 'vitest'
import { openTown } from '#app/server.ts'
import { hashToken } from '#platform/auth/identify.ts'
import type { Actor } from '#platform/ctx/ctx.ts'
import { types } from '#platform/db/database.ts'
import { searchTextOf } from '#rooms/people/rules.ts'
import { policy } from '#rooms/policy/contract.ts'
import { policyText } from '#testing/policy-text.ts'
import { cast, people, sections, staffNumberOf, tokenOf } from './cast.ts'
import { copyOf, onServer } from './database.ts'

/** The day on which the policy was loaded, whenever the tests run. */
export const FIRST_DAY = '2026-11-22'

let template: Promise<string> | undefined

/** Name of the database to copy. */
export function townTemplate(): Promise<string> {
  template ??= prepared(`${inject('testServer').template}_town`)
  return template
}

/** Workers that come at the same time wait for each other here. */
async function prepared(name: string): Promise<string> {
  await onServer('select pg_advisory_lock(hashtext($1))', [name])
  try {
    const found = await onServer('select from pg_database where datname = $1', [name])
    if (found.length === 0) await prepare(name)
    return name
  } finally {
    await onServer('select pg_advisory_unlock(hashtext($1))', [name])
  }
}

/** It gets its name when it is ready. */
async function prepare(name: string): Promise<void> {
  const draft = await copyOf(inject('testServer').template)
  const owner = new pg.Client({ ...draft.owner, types })
  await owner.connect()
  await owner.query(`set search_path = ${draft.town}, public`)
  await settle(owner)
  await owner.end()
  const gate = openTown({ app: draft.app, town: draft.town, clock: () => morningOf(FIRST_DAY) })
  const actor: Actor = { kind: 'command', accountId: null, subjectId: null, roles: [], name: 'test command' }
  await gate.ask(policy.loadPolicy, { text: policyText, publishFrom: '2024-04-01' }, { actor })
  await gate.close()
  await onServer(`alter database ${draft.owner.database} rename to ${name}`)
}

/** Ten o'clock in Tokyo. */
export function morningOf(day: string): Temporal.Instant {
  return Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: 'Asia/Tokyo', plainTime: '10:00' }).toInstant()
}

/** Facts of the cast, as an import would have written them long ago. */
async function settle(owner: pg.Client): Promise<void> {
  const rows = cast.map(([name, fullName, kana, section, grade, post, isHead], index) => ({
    id: index + 1,
    number: staffNumberOf(name),
    fullName,
    kana,
    search: searchTextOf([{ name: fullName, nameKana: kana }], [staffNumberOf(name)]),
    section,
    grade,
    post,
    isHead,
    leftOn: name === 'yamada' ? '2026-04-01' : null,
    token: hashToken(tokenOf(name)).toString('hex'),
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
        select number, id, '2015-04-01', "leftOn" from cast_member order by id returning account_id, login_name, valid_from, valid_to)
     insert into account_spell select * from login`,
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
    `insert into role_grant (account_id, role, valid_from, recorded_at) select account_id, role, '2026-04-01', '2026-04-01'
     from account join (values ($1::bigint, 'hr'), ($2::bigint, 'it')) g(subject, role) on subject_id = g.subject`,
    [people.hayashi, people.ito],
  )
}
