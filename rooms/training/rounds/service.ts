/** What is seen of rounds, and how they are changed and ended. */

import { sql } from 'kysely'
import type { Answer, Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { unstamped } from '#platform/measure/counting.ts'
import { oneAtATime, oneOf } from '#platform/sql/sql.ts'
import { mustBeMadeFrom, versionOf } from '#platform/version/made-from.ts'
import { FLOOR } from '#rooms/literacy/floor.service.ts'
import { countedBySection, partsOfSections } from '#rooms/people/section-parts.service.ts'
import { THRESHOLD } from '#rooms/people/small-sections.rules.ts'
import { requirePolicyWith } from '#rooms/policy/service.ts'
import { restsOnSample } from '#rooms/skills/population.service.ts'
import { tables } from '../shape.service.ts'
import { coursesNamed, mustBeAhead, mustBeFree, mustHaveWork, saveWork, testsNamed } from './beginning.service.ts'
import type { rounds } from './contract.ts'
import { keepOpen } from './keeping.service.ts'
import { keepRoundNow, type MemberRows, memberRows } from './kept.service.ts'
import { type Round, roundsStored, treeOn } from './rows.service.ts'
import {
  type EnteredBecause,
  type Lack,
  type LeftBecause,
  lacks,
  type MemberState,
  memberStates,
  owingStates,
} from './rules.ts'

export async function listRounds(ctx: Ctx<typeof rounds.listRounds>): Promise<Answer<typeof rounds.listRounds>> {
  await requirePolicyWith(ctx, FLOOR)
  const stored = await roundsStored(ctx)
  const [standings, mayBegin] = await Promise.all([
    standingsIn(ctx, stored, await memberRows(ctx, stored)),
    ctx.may<typeof rounds.beginRound>('training.beginRound', {}),
  ])
  return {
    rounds: stored.map((round) => {
      const mine = standings.filter(({ roundId }) => roundId === round.roundId)
      const lastDueOn = round.waves
        .map(({ dueOn }) => dueOn)
        .toSorted()
        .at(-1)!
      return { ...headOf(round), lastDueOn, states: statesOf(mine), overdue: overdueIn(mine) }
    }),
    may: mayBegin ? ['beginRound'] : [],
  }
}

export async function showRound(
  ctx: Ctx<typeof rounds.showRound>,
  { roundId, within }: Input<typeof rounds.showRound>,
): Promise<Answer<typeof rounds.showRound>> {
  const { literacy } = await requirePolicyWith(ctx, FLOOR)
  const [round] = await roundsStored(ctx, { roundId })
  ctx.must(round, 'no_such_round')
  const rows = await memberRows(ctx, [round])
  const [standings, { nameOf }, isSample, movements, may] = await Promise.all([
    standingsIn(ctx, [round], rows),
    treeOn(ctx, ctx.today),
    restsOnSample(ctx, literacy),
    movementsOf(ctx, roundId),
    mayOf(ctx, round),
  ])
  const seesNames = may.includes('listRoundMembers')
  const threshold = seesNames ? 1 : THRESHOLD
  const counted = await countedBySection(ctx, sumsOf(rows), { asOf: ctx.today, places: PLACES })
  const { path, rows: parts } = await partsOfSections(ctx, counted, { asOf: ctx.today, within, threshold })
  const named = (codes: readonly string[]) =>
    codes.map((sectionCode) => ({ sectionCode, name: nameOf.get(sectionCode) ?? sectionCode }))
  const waves = round.waves.map(({ wave, dueOn, sections }) => {
    const mine = standings.filter((one) => one.wave === wave)
    return { wave, dueOn, sections: named(sections), states: statesOf(mine), people: peopleIn(mine) }
  })
  const isTelling = waves.some(({ people }) => people > 0 && people < threshold)
  return {
    ...headOf(round),
    endReason: round.endReason,
    isSample,
    who: {
      sections: named(round.who.sections),
      grades: [...round.who.grades],
      employmentCategories: [...round.who.employmentCategories],
      standings: [...round.who.standings],
    },
    courses: [...round.courses],
    tests: [...round.tests],
    people: peopleIn(standings),
    states: statesOf(standings),
    lacks: lacks.map((lack) => ({ lack, people: peopleIn(standings.filter((one) => one.lack === lack)) })),
    overdue: overdueIn(standings),
    waves: waves.map(({ people: _, states, ...wave }) => ({ ...wave, states: isTelling ? null : states })),
    within: path.map(({ sectionCode, name }) => ({ sectionCode, name })),
    sections: parts.map(({ sectionCode, name, holds, isOpen, tallies: [people = 0, ...each] }) => ({
      ...{ sectionCode, name, holds, isOpen, people, reached: each[memberStates.indexOf('reached')] ?? 0 },
      states: seesNames ? memberStates.map((state, place) => ({ state, people: each[place] ?? 0 })) : null,
    })),
    movements,
    version: versionOf(saidOf(round)),
    may,
  }
}

export async function changeRound(
  ctx: Ctx<typeof rounds.changeRound>,
  { roundId, name, dueOn, courseIds, testIds, seen }: Input<typeof rounds.changeRound>,
) {
  await oneAtATime('rounds').execute(ctx.db)
  const round = await openRound(ctx, roundId)
  mustBeMadeFrom(ctx, seen, saidOf(round))
  ctx.must(dueOn.length === round.waves.length, 'other_waves', { waves: round.waves.length })
  mustBeAhead(
    ctx,
    dueOn.filter((day, at) => day !== round.waves[at]!.dueOn),
  )
  await mustBeFree(ctx, name, roundId)
  mustHaveWork(ctx, { courseIds, testIds })
  const known = new Set(round.courses.map(({ courseId }) => courseId))
  // A course that the round has already may have ended since.
  await coursesNamed(
    ctx,
    courseIds.filter((id) => !known.has(id)),
  )
  const knownTests = new Set(round.tests.map(({ testId }) => testId))
  await testsNamed(
    ctx,
    testIds.filter((id) => !knownTests.has(id)),
  )
  await tables(ctx).updateTable('training_round').set({ name }).where('round_id', '=', roundId).execute()
  await sql`update round_wave w set due_on = d.due_on from unnest(${dueOn}::date[]) with ordinality as d(due_on, wave)
    where w.round_id = ${roundId} and w.wave = d.wave`.execute(ctx.db)
  await tables(ctx).deleteFrom('round_course').where('round_id', '=', roundId).execute()
  await tables(ctx).deleteFrom('round_test').where('round_id', '=', roundId).execute()
  await saveWork(ctx, roundId, { courseIds, testIds })
  await keepRoundNow(ctx, roundId)
  ctx.tells('training_round', [roundId])
  ctx.about([], { detail: { roundId, name, dueOn } })
  return { version: versionOf(saidOf(await openRound(ctx, roundId))) }
}

export async function endRound(ctx: Ctx<typeof rounds.endRound>, { roundId, reason }: Input<typeof rounds.endRound>) {
  await oneAtATime('rounds').execute(ctx.db)
  await openRound(ctx, roundId)
  await keepOpen(ctx, { roundId })
  await tables(ctx)
    .updateTable('training_round')
    .set({ ended_on: ctx.today, ended_by: ctx.actor.subjectId, end_reason: reason })
    .where('round_id', '=', roundId)
    .execute()
  await keepRoundNow(ctx, roundId)
  ctx.tells('training_round', [roundId])
  ctx.about([], { reason, detail: { roundId } })
  return { endedOn: ctx.today }
}

/** Open, or refused by name. */
async function openRound(ctx: Ctx<'no_such_round' | 'round_ended'>, roundId: number): Promise<Round> {
  const [round] = await roundsStored(ctx, { roundId })
  ctx.must(round, 'no_such_round')
  ctx.must(round.endedOn === null, 'round_ended')
  return round
}

function headOf({ roundId, name, asOf, begunOn, endedOn }: Round) {
  return { roundId, name, asOf, begunOn, endedOn }
}

/** What can be changed of a round: what its version is made of. */
function saidOf({ name, waves, courses, tests }: Round) {
  return {
    ...{ name, dueOn: waves.map(({ dueOn }) => dueOn), courseIds: courses.map(({ courseId }) => courseId) },
    testIds: tests.map(({ testId }) => testId),
  }
}

/** So many people of a wave stand so. */
interface Standing {
  readonly roundId: number
  readonly wave: number
  readonly state: MemberState
  readonly lack: Lack | null
  readonly people: number
  readonly overdue: number
}

async function standingsIn(ctx: Ctx, rounds: readonly Round[], { counts }: MemberRows): Promise<Standing[]> {
  // A round that has ended is overdue by its own end.
  const upTo = JSON.stringify(rounds.map(({ roundId, endedOn }) => ({ id: roundId, day: endedOn ?? ctx.today })))
  const { rows } =
    await sql<Standing>`select c.round_id as "roundId", c.wave, c.state, c.lack, sum(c.people)::integer as people,
      coalesce(sum(c.people) filter (where c.due_on < u.day and ${oneOf('c.state', owingStates)}), 0)::integer as overdue
    from ${counts} c join jsonb_to_recordset(${upTo}::jsonb) as u(id bigint, day date) on u.id = c.round_id
    group by 1, 2, 3, 4`.execute(ctx.db)
  return rows
}

const peopleIn = (standings: readonly Standing[]) => standings.reduce((sum, { people }) => sum + people, 0)
const overdueIn = (standings: readonly Standing[]) => standings.reduce((sum, { overdue }) => sum + overdue, 0)

/** How many are in which state; they add up to all. */
const statesOf = (standings: readonly Standing[]) =>
  memberStates.map((state) => ({ state, people: peopleIn(standings.filter((one) => one.state === state)) }))

/** Of a section's people: all, then those in each state. */
const PLACES = 1 + memberStates.length

/** Sums of the town and of each section's own people, as `countedBySection` reads them. */
function sumsOf({ counts }: MemberRows) {
  const inState = (state: MemberState) => sql`coalesce(sum(people) filter (where state = ${sql.lit(state)}), 0)`
  const tallies = sql`array[sum(people), ${sql.join(memberStates.map(inState))}]::integer[]`
  return unstamped(sql`standing as materialized (select * from ${counts} s),
    counted as (select false as is_ward, section_code, null::text as outside, ${tallies} as tallies from standing group by section_code
      union all select true, null, null, ${tallies} from standing having sum(people) > 0)`)
}

async function movementsOf(ctx: Ctx, roundId: number) {
  const { rows } = await sql<{
    because: EnteredBecause | LeftBecause
    isEntering: boolean
    times: number
  }>`select m.because, m.is_entering as "isEntering", m.times from round_movement m
    where m.round_id = ${roundId} and m.times > 0 order by 2 desc, 3 desc, 1`.execute(ctx.db)
  return rows
}

async function mayOf(ctx: Ctx, { roundId, endedOn }: Round): Promise<Answer<typeof rounds.showRound>['may']> {
  const isHr = await ctx.may<typeof rounds.listRoundMembers>('training.listRoundMembers', { roundId })
  if (!isHr) return []
  return endedOn === null ? ['changeRound', 'endRound', 'nominateRound', 'listRoundMembers'] : ['listRoundMembers']
}
