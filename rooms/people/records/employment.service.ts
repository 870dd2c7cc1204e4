/** A spell of employment that was recorded with wrong days, or that never was, put right with what lies in it (decisions/0034, 0046). */
import { sql } from 'kysely'
import { closeAccount, openAccounts } from '#platform/auth/service.ts'
import type { Input } from '#platform/contract/contract.ts'
import { keepCorrection, noteCorrection } from '#platform/correction/correction.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { addDays } from '#platform/time/dates.ts'
import { mustBeMadeFrom } from '#platform/version/made-from.ts'
import { overlaps, type Span } from '../import/spans.rules.ts'
import { keepSearchText } from '../search.service.ts'
import type { records } from './contract.ts'
import { mustFit, removeLeave, removePost, setDays, setLeaveDays } from './fitting.service.ts'
import {
  alone,
  type Leave,
  leaveFacts,
  leaveOf,
  type Post,
  postFacts,
  postsOfAllDays,
  type Spell,
  spellFacts,
  spellsOf,
} from './stored.service.ts'

type Correcting = Ctx<typeof records.correctEmployment>

export async function correctEmployment(
  ctx: Correcting,
  { staffMemberId, staffNumber, validFrom, seen, to, reason }: Input<typeof records.correctEmployment>,
) {
  await alone(ctx)
  const spells = await spellsOf(ctx, staffMemberId)
  const stored = spells.find((one) => one.staffNumber === staffNumber && one.validFrom === validFrom)
  mustBeMadeFrom(ctx, seen, stored ? spellFacts(stored) : null)
  ctx.must(stored, 'changed_meanwhile')
  const inIt = await factsIn(ctx, staffMemberId, stored)
  if (to) await setSpell(ctx, staffMemberId, { spells, stored, inIt }, to, reason)
  else await strikeSpell(ctx, staffMemberId, stored, inIt, reason)
  await openAsSpells(ctx, staffMemberId, stored.validFrom)
  await keepSearchText(ctx, [staffMemberId])
  ctx.tells('people', [])
  return { corrected: true as const }
}

interface InIt {
  readonly posts: readonly Post[]
  readonly leave: readonly Leave[]
}

async function factsIn(ctx: Ctx, staffMemberId: number, spell: Span): Promise<InIt> {
  const [posts, leave] = await Promise.all([postsOfAllDays(ctx, staffMemberId), leaveOf(ctx, staffMemberId)])
  return { posts: posts.filter((one) => overlaps(one, spell)), leave: leave.filter((one) => overlaps(one, spell)) }
}

/** What began or ended with the spell follows it; what would lie outside has to be put right first. */
async function setSpell(
  ctx: Correcting,
  staffMemberId: number,
  { spells, stored, inIt }: { spells: readonly Spell[]; stored: Spell; inIt: InIt },
  to: NonNullable<Input<typeof records.correctEmployment>['to']>,
  reason: string,
): Promise<void> {
  ctx.must(to.lastDay === null || to.lastDay >= to.validFrom, 'ends_before_start')
  const validTo = to.lastDay === null ? null : addDays(to.lastDay, 1)
  const { employmentCategory, occupation } = to
  const is: Spell = { ...stored, employmentCategory, occupation, validFrom: to.validFrom, validTo }
  ctx.must(!spells.some((one) => one !== stored && overlaps(one, is)), 'overlaps_other')
  const follow = <Fact extends Span>(fact: Fact): Fact => ({
    ...fact,
    validFrom: fact.validFrom === stored.validFrom ? is.validFrom : fact.validFrom,
    validTo: fact.validTo === stored.validTo ? is.validTo : fact.validTo,
  })
  const [posts, leave] = [inIt.posts.map(follow), inIt.leave.map(follow)]
  const outside = [...posts, ...leave].filter((fact) => !liesIn(fact, is)).length
  ctx.must(outside === 0, 'facts_outside', { count: outside })
  const ids = posts.map(({ assignmentId }) => assignmentId)
  for (const post of posts) await mustFit(ctx, staffMemberId, post, ids)
  await note(ctx, staffMemberId, reason, stored, is)
  await sql`update employment set employment_category = ${is.employmentCategory}, occupation = ${is.occupation},
      joined_on = ${is.validFrom}::date, left_on = ${is.validTo}::date, recorded_at = now()
    where employment_id = ${stored.employmentId}`.execute(ctx.db)
  for (const [at, post] of posts.entries()) {
    const was = inIt.posts[at]!
    if (isSame(was, post)) continue
    await setDays(ctx, post.assignmentId, post)
    await keep(ctx, staffMemberId, reason, 'people.assignment', postFacts(was), postFacts(post))
  }
  for (const [at, one] of leave.entries()) {
    const was = inIt.leave[at]!
    if (isSame(was, one)) continue
    await setLeaveDays(ctx, staffMemberId, was.validFrom, one)
    await keep(ctx, staffMemberId, reason, 'people.leave', leaveFacts(was), leaveFacts(one))
  }
}

const isSame = (one: Span, other: Span) => one.validFrom === other.validFrom && one.validTo === other.validTo

function liesIn(fact: Span, spell: Span): boolean {
  const begins = fact.validFrom >= spell.validFrom && (fact.validTo === null || fact.validTo > fact.validFrom)
  return begins && (spell.validTo === null || (fact.validTo !== null && fact.validTo <= spell.validTo))
}

/** It never was, and neither was what lies in it: struck together, and put back together. */
async function strikeSpell(ctx: Correcting, staffMemberId: number, spell: Spell, inIt: InIt, reason: string) {
  // Whoever does not come is struck in every room (`declineEmployment`).
  ctx.must(spell.validFrom <= ctx.today, 'not_begun')
  for (const leave of inIt.leave) {
    await removeLeave(ctx, staffMemberId, leave.validFrom)
    await keep(ctx, staffMemberId, reason, 'people.leave', leaveFacts(leave), {})
  }
  for (const post of inIt.posts) {
    await removePost(ctx, post.assignmentId)
    await keep(ctx, staffMemberId, reason, 'people.assignment', postFacts(post), {})
  }
  await sql`delete from employment where employment_id = ${spell.employmentId}`.execute(ctx.db)
  await keep(ctx, staffMemberId, reason, 'people.employment', spellFacts(spell), {})
}

type Facts = Readonly<Record<string, string | number | null>>

async function keep(ctx: Ctx, subject: number, reason: string, thing: string, before: Facts, after: Facts) {
  const days = [before.validFrom, after.validFrom].filter((day) => typeof day === 'string').sort()
  await keepCorrection(ctx, {
    ...{ thing, id: subject, subject, reason, before, after, concernsFrom: String(days[0]) },
  })
}

async function note(ctx: Ctx<'nothing_to_correct'>, subject: number, reason: string, was: Spell, is: Spell) {
  const ends = [was.validTo, is.validTo].filter((day) => day !== null).sort()
  const isEndAlone = was.validFrom === is.validFrom && was.validTo !== is.validTo
  const first = is.validFrom < was.validFrom ? is.validFrom : was.validFrom
  await noteCorrection(ctx, {
    ...{ thing: 'people.employment', id: subject, subject, reason, concernsFrom: isEndAlone ? ends[0]! : first },
    ...{ before: spellFacts(was), after: spellFacts(is) },
  })
}

/** The account opens in the spells that are left; in none it is closed. */
async function openAsSpells(ctx: Ctx, staffMemberId: number, from: string): Promise<void> {
  const openings = (await spellsOf(ctx, staffMemberId)).map((spell) => ({
    ...{ loginName: spell.staffNumber, validFrom: spell.validFrom, validTo: spell.validTo },
  }))
  if (openings.length > 0) await openAccounts(ctx, [{ subjectId: staffMemberId, openings }])
  else await closeAccount(ctx, staffMemberId, from)
}
