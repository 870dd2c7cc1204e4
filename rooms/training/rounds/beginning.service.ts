/** HR begins a round, sees before whom it would hold, and begins another like it. */

import { sql } from 'kysely'
import type { Answer, Input } from '#platform/contract/contract.ts'
import { upToToday } from '#platform/ctx/as-of.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { on, oneAtATime } from '#platform/sql/sql.ts'
import { addDays, daysBetween, formatDate } from '#platform/time/dates.ts'
import { type StoredTest, testsWhere } from '#rooms/literacy/attempts/tests.service.ts'
import { FLOOR } from '#rooms/literacy/floor.service.ts'
import { inServiceOn, postsOn, sectionsBelow } from '#rooms/people/relations.service.ts'
import { requirePolicyWith } from '#rooms/policy/service.ts'
import type { Eligibility } from '../catalogue/rules.ts'
import { eligibleAmong } from '../catalogue/service.ts'
import { tables } from '../shape.service.ts'
import type { rounds } from './contract.ts'
import { addSpells, keepOpen, type SpellOf } from './keeping.service.ts'
import { keepRoundNow } from './kept.service.ts'
import { changesOf } from './members.service.ts'
import { roundsStored, standingsOn, treeOn } from './rows.service.ts'
import { isFor, placedIn, spread, type Tree, type Wave, type Who } from './rules.ts'

type Draft = Input<typeof rounds.previewRound>
interface Course {
  readonly courseId: number
  readonly courseCode: string
  readonly title: string
  readonly eligibility: Eligibility
}

export async function previewRound(
  ctx: Ctx<typeof rounds.previewRound>,
  draft: Draft,
): Promise<Answer<typeof rounds.previewRound>> {
  const { waves, courses, tests, now } = await drafted(ctx, draft)
  const people = now.map(({ staffMemberId }) => staffMemberId)
  const [fit, takers] = await Promise.all([
    Promise.all(courses.map(({ eligibility }) => eligibleAmong(ctx, eligibility, people))),
    Promise.all(tests.map((test) => takersAmong(ctx, test, people))),
  ])
  return {
    people: now.length,
    paused: now.filter(({ kind }) => kind === 'paused').length,
    waves: waves.map(({ wave, dueOn }) => ({ wave, dueOn, people: now.filter((one) => one.wave === wave).length })),
    courses: courses.map(({ eligibility: _, ...course }, at) => ({ ...course, forPeople: fit[at]!.length })),
    tests: tests.map(({ testId, title }, at) => ({ testId, title, forPeople: takers[at]! })),
  }
}

export async function beginRound(ctx: Ctx<typeof rounds.beginRound>, input: Input<typeof rounds.beginRound>) {
  await oneAtATime('rounds').execute(ctx.db)
  await mustBeFree(ctx, input.name)
  const { asOf, first, waves, courses, tests, now } = await drafted(ctx, input)
  ctx.must(now.length > 0, 'nobody_in_round')
  const people = now.map(({ staffMemberId }) => staffMemberId)
  for (const { title, eligibility } of courses) {
    const isForSome = (await eligibleAmong(ctx, eligibility, people)).length > 0
    ctx.must(isForSome, 'course_for_nobody', { course: title })
  }
  for (const test of tests)
    ctx.must((await takersAmong(ctx, test, people)) > 0, 'test_for_nobody', { test: test.title })
  const { round_id: roundId } = await tables(ctx)
    .insertInto('training_round')
    .values({
      ...{ name: input.name, as_of: asOf, who: sql`${JSON.stringify(input.who)}::jsonb` },
      ...{ begun_by: ctx.actor.subjectId, begun_at: new Date(ctx.now.epochMilliseconds), begun_on: ctx.today },
      ...{ ended_on: null, ended_by: null, end_reason: null },
    })
    .returning('round_id')
    .executeTakeFirstOrThrow()
  await sql`insert into round_wave (round_id, wave, due_on, sections, share)
    select ${roundId}, w.wave, w."dueOn", array(select jsonb_array_elements_text(w.sections)), w.share
    from jsonb_to_recordset(${JSON.stringify(waves)}::jsonb) as w(wave smallint, "dueOn" date, sections jsonb, share smallint)`.execute(
    ctx.db,
  )
  await saveWork(ctx, roundId, input)
  await addSpells(ctx, roundId, first)
  // As it was on the day as of which the round counts, then as it has become since.
  if (asOf < ctx.today) await keepOpen(ctx, { roundId })
  await keepRoundNow(ctx, roundId)
  ctx.tells('training_round', [roundId])
  ctx.about(people, { detail: { roundId, name: input.name, waves: waves.length } })
  return { roundId, people: now.length }
}

export async function copyRound(
  ctx: Ctx<typeof rounds.copyRound>,
  { roundId }: Input<typeof rounds.copyRound>,
): Promise<Answer<typeof rounds.copyRound>> {
  const [round] = await roundsStored(ctx, { roundId })
  ctx.must(round, 'no_such_round')
  const { rows } = await sql<{ id: number }>`select o.course_id as id from round_course o
      join course c on c.course_id = o.course_id
    where o.round_id = ${roundId} and ${on('c', ctx.today)} order by o.place`.execute(ctx.db)
  const { tree } = await treeOn(ctx, ctx.today)
  const stillThere = (sections: readonly string[]) => sections.filter((code) => tree.has(code))
  return {
    name: round.name,
    who: {
      sections: stillThere(round.who.sections),
      grades: [...round.who.grades],
      employmentCategories: [...round.who.employmentCategories],
      standings: [...round.who.standings],
    },
    waves: round.waves.map(({ dueOn, sections, share }) => ({
      dueOn: addDays(ctx.today, Math.max(0, daysBetween(round.begunOn, dueOn))),
      sections: stillThere(sections),
      share,
    })),
    courseIds: rows.map(({ id }) => id),
    testIds: (
      await openTests(
        ctx,
        round.tests.map(({ testId }) => testId),
      )
    ).map(({ testId }) => testId),
  }
}

/** No other open round bears the name: of the same press twice the second begins nothing. */
export async function mustBeFree(ctx: Ctx<'round_name_taken'>, name: string, roundId = 0): Promise<void> {
  const namesake = await tables(ctx)
    .selectFrom('training_round')
    .select('round_id')
    .where('name', '=', name)
    .where('ended_on', 'is', null)
    .where('round_id', '<>', roundId)
    .executeTakeFirst()
  ctx.must(!namesake, 'round_name_taken', { name })
}

/** Refuses deadlines of days that are past. */
export function mustBeAhead(ctx: Ctx<'round_deadline_past'>, dueOn: readonly string[]): void {
  for (const day of dueOn) ctx.must(day >= ctx.today, 'round_deadline_past', { date: formatDate(day, ctx.language) })
}

/** Courses of today, in the order in which they are asked for. */
export async function coursesNamed(ctx: Ctx<'no_such_course'>, ids: readonly number[]): Promise<Course[]> {
  const { rows } =
    await sql<Course>`select c.course_id as "courseId", c.course_code as "courseCode", c.title, c.eligibility
    from course c where c.course_id = any(${ids}::bigint[]) and ${on('c', ctx.today)}`.execute(ctx.db)
  const found = new Map(rows.map((course) => [course.courseId, course]))
  const courses = [...new Set(ids)].map((id) => found.get(id))
  ctx.must(!courses.includes(undefined), 'no_such_course')
  return courses.filter((course) => course !== undefined)
}

/** Tests of the bank that are open, in the order in which they are asked for. */
export async function testsNamed(ctx: Ctx<'no_such_test' | 'test_not_open'>, ids: readonly number[]) {
  if (ids.length === 0) return []
  const all = new Map((await testsWhere(ctx)).map((test) => [test.testId, test]))
  const tests = [...new Set(ids)].map((id) => {
    const test = all.get(id)
    ctx.must(test, 'no_such_test')
    ctx.must(test.state === 'published', 'test_not_open', { test: test.title })
    return test
  })
  return tests
}

async function openTests(ctx: Ctx, ids: readonly number[]) {
  const open = ids.length === 0 ? [] : await testsWhere(ctx, { state: 'published' })
  return open.filter(({ testId }) => ids.includes(testId))
}

/** Of these people how many a test is for today. */
async function takersAmong(
  ctx: Ctx,
  { sections, employmentCategories }: StoredTest,
  people: readonly number[],
): Promise<number> {
  const below = sections.map((code) => sql`select section_code from ${sectionsBelow(code, ctx.today)} b`)
  const isWithin = below.length === 0 ? sql`true` : sql`a.section_code in (${sql.join(below, sql` union all `)})`
  const { rows } = await sql<{ n: number }>`select count(*)::integer as n from ${inServiceOn(ctx.today)} e
      left join ${postsOn(ctx.today)} a on a.staff_member_id = e.staff_member_id
    where e.staff_member_id = any(${people}::bigint[]) and ${isWithin}
      and (cardinality(${employmentCategories}::text[]) = 0 or e.employment_category = any(${employmentCategories}::text[]))`.execute(
    ctx.db,
  )
  return rows[0]!.n
}

interface Work {
  readonly courseIds: readonly number[]
  readonly testIds: readonly number[]
}

/** Refuses a round in which there is nothing to do. */
export function mustHaveWork(ctx: Ctx<'round_without_work'>, { courseIds, testIds }: Work): void {
  ctx.must(courseIds.length + testIds.length > 0, 'round_without_work')
}

/** What a round asks for, in the order given. */
export async function saveWork(ctx: Ctx, roundId: number, { courseIds, testIds }: Work): Promise<void> {
  await Promise.all([
    sql`insert into round_course (round_id, course_id, place)
      select ${roundId}, c.id, c.place from unnest(${[...new Set(courseIds)]}::bigint[]) with ordinality as c(id, place)`.execute(
      ctx.db,
    ),
    sql`insert into round_test (round_id, test_id, place)
      select ${roundId}, t.id, t.place from unnest(${[...new Set(testIds)]}::bigint[]) with ordinality as t(id, place)`.execute(
      ctx.db,
    ),
  ])
}

/** Who would be in a round that begins today: as of its day (`first`), and today. */
async function drafted(
  ctx: Ctx<typeof rounds.previewRound>,
  { asOf: wanted, who, waves: asked, courseIds, testIds }: Draft,
) {
  mustHaveWork(ctx, { courseIds, testIds })
  const asOf = upToToday(ctx, wanted)
  await requirePolicyWith(ctx, FLOOR, asOf)
  const days = asked.map(({ dueOn }) => dueOn)
  mustBeAhead(ctx, days)
  const [courses, tests, { tree }] = await Promise.all([
    coursesNamed(ctx, courseIds),
    testsNamed(ctx, testIds),
    treeOn(ctx, ctx.today),
  ])
  const named = [...who.sections, ...asked.flatMap(({ sections }) => sections)]
  const unknown = named.find((code) => !tree.has(code))
  ctx.must(unknown === undefined, 'no_such_section', { sectionCode: unknown ?? '' })
  const waves: Wave[] = asked.map((wave, at) => ({ ...wave, wave: at + 1 }))
  const first = await takenOn(ctx, who, waves, asOf)
  const now = asOf === ctx.today ? first : await sinceThen(ctx, { who, waves }, first, tree)
  return { asOf, waves, courses, tests, first, now }
}

/** Whom the rule holds on a day, each in their wave. */
async function takenOn(ctx: Ctx, who: Who, waves: readonly Wave[], day: string): Promise<SpellOf[]> {
  const [standings, { tree }] = await Promise.all([standingsOn(ctx, day, { rounds: [] }), treeOn(ctx, day)])
  const people = standings.filter((then) => isFor(who, then, tree))
  const placed = new Map(people.map((one) => [one, placedIn(waves, one.sectionCode, tree)?.wave]))
  const others = people.filter((one) => placed.get(one) === undefined)
  const spreadOver = spread(waves, others.length)
  for (const [at, one] of others.entries()) placed.set(one, spreadOver[at]!)
  return people.map((one) => ({
    staffMemberId: one.staffMemberId,
    kind: one.isAway ? 'paused' : 'owes',
    wave: placed.get(one)!,
    ownDueOn: null,
    enteredOn: day,
    enteredBecause: 'begun',
  }))
}

/** Who of them is in it today, and who has come since. */
async function sinceThen(
  ctx: Ctx,
  round: { readonly who: Who; readonly waves: readonly Wave[] },
  first: readonly SpellOf[],
  tree: Tree,
): Promise<SpellOf[]> {
  const also = first.map(({ staffMemberId }) => staffMemberId)
  const standings = await standingsOn(ctx, ctx.today, { rounds: [], also })
  const stored = first.map((one) => ({ ...one, roundSpellId: 0, roundId: 0, leftOn: null, leftBecause: null }))
  return changesOf({ ...round, endedOn: null }, standings, stored, tree, ctx.today).flatMap(
    ({ staffMemberId, last, followed: { ends, begins } }) => {
      if (begins) return { ...begins, staffMemberId }
      return last && !ends ? last : []
    },
  )
}
