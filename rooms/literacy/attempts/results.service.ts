/** What came of attempts: for whoever took them all of it, for HR by name, and what is not to count. */
import { sql } from 'kysely'
import type { Answer, Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { cutPage } from '#platform/sql/sql.ts'
import { peopleRows, postsBegunBy, sectionsOn } from '#rooms/people/relations.service.ts'
import type { PolicyDocument } from '#rooms/policy/document.rules.ts'
import { namesakesIn, skillNameIn } from '#rooms/policy/rules.ts'
import { policyOn, requirePolicy } from '#rooms/policy/service.ts'
import { withdrawTestEvidence } from '#rooms/skills/test-evidence.service.ts'
import type { ItemField } from '../items/rules.ts'
import { versionsOf } from '../items/service.ts'
import type { attempts } from './contract.ts'
import { cameOf, showEvidence } from './ending.service.ts'
import { type Ending, type Mark, neededFor } from './rules.ts'
import { rightOf, shownItem } from './shown.service.ts'
import { levelNameIn, requireTest } from './tests.service.ts'

interface Ended {
  readonly testAttemptId: number
  readonly testId: number
  readonly title: string
  readonly skill: string
  readonly marks: Mark[]
  readonly satOn: string
  readonly ending: Ending
  readonly items: number
  readonly right: number
  readonly level: number | null
  readonly voidedReason: string | null
}

const ENDED = sql`a.test_attempt_id as "testAttemptId", a.test_id as "testId", t.title, a.skill, a.marks, a.sat_on as "satOn",
  a.ended_how as ending, a.items, a.items_right as "right", a.level, case when a.voided_at is not null then
  coalesce(a.voided_reason, '') end as "voidedReason"`

/** The attempts that somebody ended, latest first. */
export async function doneBy(ctx: Ctx, document: PolicyDocument, staffMemberId: number) {
  const { rows } = await sql<Ended>`select ${ENDED} from test_attempt a join test t on t.test_id = a.test_id
    where a.staff_member_id = ${staffMemberId} and a.ended_at is not null
    order by a.sat_on desc, a.test_attempt_id desc limit 100`.execute(ctx.db)
  return rows.map((row) => told(document, row))
}

function told(document: PolicyDocument, ended: Ended) {
  const { testAttemptId, title, skill, satOn, ending, items, right, level, voidedReason } = ended
  const levelName = levelNameIn(document, skill, level)
  return { testAttemptId, title, satOn, ending, items, right, level, levelName, voidedReason }
}

export async function showResult(
  ctx: Ctx<typeof attempts.showResult>,
  { testAttemptId }: Input<typeof attempts.showResult>,
): Promise<Answer<typeof attempts.showResult>> {
  const [document, ended] = await Promise.all([requirePolicy(ctx), endedAttempt(ctx, testAttemptId)])
  ctx.must(ended, 'not_ended')
  const { rows } = await sql<{
    place: number
    version: number
    order: number[]
    given: number[] | string | null
    isRight: boolean
  }>`select w.place, w.item_version_id as version, w.shown_order as "order", w.given, w.is_right as "isRight"
    from test_answer w where w.test_attempt_id = ${testAttemptId} order by w.place`.execute(ctx.db)
  const versions = await versionsOf(
    ctx,
    rows.map(({ version }) => version),
  )
  const answers = rows.map(({ place, version: id, order, given, isRight }) => {
    const version = versions.get(id)!
    const { explanation } = version
    return { ...shownItem(place, version, order), given, isRight, ...rightOf(version, order), explanation }
  })
  const { testId, skill, marks, items } = ended
  return {
    ...told(document, ended),
    ...{ testId, skillName: skillNameIn(document, skill), answers, fields: byField(answers) },
    marks: marks.map((mark) => ({
      ...mark,
      levelName: levelNameIn(document, skill, mark.level) ?? '',
      needed: neededFor(mark, items),
    })),
  }
}

/** Undefined: there is none that has ended. */
async function endedAttempt(ctx: Ctx, testAttemptId: number) {
  const { rows } = await sql<Ended & { staffMemberId: number }>`select ${ENDED}, a.staff_member_id as "staffMemberId"
    from test_attempt a join test t on t.test_id = a.test_id
    where a.test_attempt_id = ${testAttemptId} and a.ended_at is not null`.execute(ctx.db)
  return rows[0]
}

function byField(answers: readonly { field: ItemField; isRight: boolean }[]) {
  const fields = [...new Set(answers.map(({ field }) => field))]
  return fields.map((field) => {
    const own = answers.filter((one) => one.field === field)
    return { field, items: own.length, right: own.filter(({ isRight }) => isRight).length }
  })
}

export async function listTestResults(
  ctx: Ctx<typeof attempts.listTestResults>,
  { testId, after, pageSize }: Input<typeof attempts.listTestResults>,
): Promise<Answer<typeof attempts.listTestResults>> {
  const [document] = await Promise.all([requirePolicy(ctx), requireTest(ctx, testId)])
  const { rows } = await sql<Ended & { staffMemberId: number }>`select ${ENDED}, a.staff_member_id as "staffMemberId"
    from test_attempt a join test t on t.test_id = a.test_id where a.test_id = ${testId} and a.ended_at is not null
      and ${after === undefined ? sql`true` : sql`a.test_attempt_id < ${after}`}
    order by a.test_attempt_id desc limit ${pageSize + 1}`.execute(ctx.db)
  const page = cutPage(rows, pageSize)
  const ids = [...new Set(page.rows.map(({ staffMemberId }) => staffMemberId))]
  const people = await takersOf(ctx, ids)
  ctx.sees(ids, 'attempts.results')
  return {
    next: page.hasMore ? page.rows.at(-1)!.testAttemptId : null,
    results: page.rows.map((row) => {
      const { staffNumber, ...person } = people.get(row.staffMemberId)!
      const { title: _, ...result } = told(document, row)
      return { ...result, person, staffNumber: staffNumber ?? '' }
    }),
  }
}

/** With the last post that they had begun, in service or not. */
async function takersOf(ctx: Ctx, ids: readonly number[]) {
  const { rows } = await sql<{
    staffMemberId: number
    name: string
    nameKana: string
    sectionName: string | null
    staffNumber: string | null
  }>`select m.staff_member_id as "staffMemberId", m.name, m.name_kana as "nameKana", s.name as "sectionName",
      p.staff_number as "staffNumber"
    from ${peopleRows(ctx.today)} m left join lateral (select p.* from ${postsBegunBy(ctx.today)} p
        where p.staff_member_id = m.staff_member_id order by p.valid_from desc limit 1) p on true
      left join ${sectionsOn(ctx.today)} s on s.section_code = p.section_code
    where m.staff_member_id = any(${[...ids]}::bigint[])`.execute(ctx.db)
  return new Map(rows.map((row) => [row.staffMemberId, row]))
}

export async function voidAttempt(
  ctx: Ctx<typeof attempts.voidAttempt>,
  { testAttemptId, reason }: Input<typeof attempts.voidAttempt>,
): Promise<Answer<typeof attempts.voidAttempt>> {
  const { rows } = await sql<{ id: number }>`select a.test_attempt_id as id from test_attempt a
    where a.test_attempt_id = ${testAttemptId} for no key update`.execute(ctx.db)
  ctx.must(rows[0], 'no_such_attempt')
  const ended = await endedAttempt(ctx, testAttemptId)
  ctx.must(ended, 'not_ended')
  const { staffMemberId, skill, voidedReason } = ended
  ctx.must(staffMemberId !== ctx.actor.subjectId, 'not_for_oneself')
  ctx.must(voidedReason === null, 'already_voided')
  await sql`update test_attempt set voided_at = ${ctx.now.toString()}::timestamptz, voided_by = ${ctx.actor.subjectId}::bigint,
      voided_reason = ${reason} where test_attempt_id = ${testAttemptId}`.execute(ctx.db)
  await withdrawTestEvidence(ctx, cameOf(testAttemptId), reason)
  for (const rest of await othersOf(ctx, staffMemberId, skill)) await showEvidence(ctx, { ...rest, staffMemberId })
  ctx.about([staffMemberId], { reason, detail: { testAttemptId } })
  return { isVoided: true }
}

/** What else was reached, in the order of time: a lower level that said nothing beside the voided one may say something now. */
async function othersOf(ctx: Ctx, staffMemberId: number, skill: string) {
  const skills = namesakesIn(await policyOn(ctx), skill)
  const { rows } = await sql<{ testAttemptId: number; skill: string; level: number; satOn: string; title: string }>`
    select a.test_attempt_id as "testAttemptId", a.skill, a.level, a.sat_on as "satOn", t.title
    from test_attempt a join test t on t.test_id = a.test_id
    where a.staff_member_id = ${staffMemberId} and a.skill = any(${skills}::text[]) and a.level is not null and a.voided_at is null
    order by a.sat_on, a.test_attempt_id`.execute(ctx.db)
  return rows
}
