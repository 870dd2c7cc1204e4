/** Two numbers that are one person, in this room: what is the same twice becomes one, and the second's row goes last (decisions/0046). */
import { sql } from 'kysely'
import { openAccounts } from '#platform/auth/service.ts'
import { renumberCorrections } from '#platform/correction/correction.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import type { Two } from '#platform/privacy/joining.ts'
import { on } from '#platform/sql/sql.ts'
import { keepSearchText } from '../search.service.ts'
import { JOINED, personalThings } from '../struck.rules.ts'
import { compareLeave, comparePosts, compareSpells } from './joining.rules.ts'
import { leaveOf, postsOfAllDays, spellsOf } from './stored.service.ts'

type Rows = Record<string, Record<string, unknown>[]>

/** What the records of the two say together. */
export async function compareRecords(ctx: Ctx, { first, second }: Two) {
  const [spells, otherSpells, posts, otherPosts, leave, otherLeave] = await Promise.all([
    spellsOf(ctx, first),
    spellsOf(ctx, second),
    postsOfAllDays(ctx, first),
    postsOfAllDays(ctx, second),
    leaveOf(ctx, first),
    leaveOf(ctx, second),
  ])
  return {
    spells: compareSpells(spells, otherSpells),
    posts: comparePosts(posts, otherPosts),
    leave: compareLeave(leave, otherLeave),
    /** The first day of the second's service: from then on counts may come out otherwise. */
    since: otherSpells[0]?.validFrom ?? null,
  }
}

/**
 * Takes out what the second has the same, and keeps the number of such a spell as one that stands for the first's. Nobody imports or corrects
 * meanwhile (`alone`), and nothing clashes.
 *
 * @returns the rows that went
 */
export async function joinFacts(ctx: Ctx, { first, second }: Two): Promise<Rows> {
  const { spells, posts, leave } = await compareRecords(ctx, { first, second })
  const gone: Rows = {}
  const take = async (table: string, rows: Promise<{ rows: { row: Record<string, unknown> }[] }>) => {
    const taken = (await rows).rows.map(({ row }) => row)
    if (taken.length > 0) gone[table] = taken
  }
  const employments = spells.same.map(([, { employmentId }]) => employmentId)
  const assignments = posts.same.map(([, { assignmentId }]) => assignmentId)
  const absences = leave.same.map(([, { validFrom }]) => validFrom)
  await take(
    'leave_of_absence',
    sql<{ row: Record<string, unknown> }>`delete from leave_of_absence t where staff_member_id = ${second}
      and valid_from = any(${absences}::date[]) returning to_jsonb(t) as row`.execute(ctx.db),
  )
  await take(
    'assignment',
    sql<{ row: Record<string, unknown> }>`delete from assignment t where assignment_id = any(${assignments}::bigint[])
      returning to_jsonb(t) as row`.execute(ctx.db),
  )
  await take(
    'employment',
    sql<{ row: Record<string, unknown> }>`delete from employment t where employment_id = any(${employments}::bigint[])
      returning to_jsonb(t) as row`.execute(ctx.db),
  )
  const numbers = spells.same.map(([stays, { staffNumber, validFrom, validTo }]) => ({
    ...{ number: staffNumber, from: validFrom, to: validTo, standsFor: stays.staffNumber },
  }))
  await sql`update former_number f set stands_for = n."standsFor"
    from jsonb_to_recordset(${JSON.stringify(numbers)}::jsonb) as n(number text, "from" date, "to" date, "standsFor" text)
    where f.staff_member_id = ${second} and f.stands_for = n.number and f.held_from >= n."from"
      and (n."to" is null or f.held_from < n."to")`.execute(ctx.db)
  await sql`insert into former_number (staff_number, staff_member_id, held_from, held_until, stands_for)
    select number, ${first}, "from", "to", "standsFor" from jsonb_to_recordset(${JSON.stringify(numbers)}::jsonb)
      as n(number text, "from" date, "to" date, "standsFor" text)`.execute(ctx.db)
  await sql`insert into former_name (staff_member_id, name, name_kana, held_until)
    select ${first}::bigint, s.name, s.name_kana, ${ctx.today}::date from staff_member s, staff_member f
    where s.staff_member_id = ${second} and f.staff_member_id = ${first}
      and (s.name, s.name_kana) is distinct from (f.name, f.name_kana)
    on conflict do nothing`.execute(ctx.db)
  return gone
}

/** The last of it: nothing names the second any more, and their own row goes. */
export async function endSecond(ctx: Ctx, { first, second }: Two): Promise<Rows> {
  // Whoever said of an import's row that it was another person has been put right.
  await sql`update import_answer set is_same = true, answered_by = ${ctx.actor.name}, answered_at = now()
    where staff_member_id = ${first} and staff_number in (select staff_number from employment where staff_member_id = ${first}
      union select staff_number from former_number where staff_member_id = ${first})`.execute(ctx.db)
  await renumberCorrections(ctx, [...personalThings, JOINED], { first, second })
  // A post that stayed bears the number of the spell in which it lies.
  await sql`update assignment a set staff_number = e.staff_number from employment e
    where a.staff_member_id = ${first} and e.staff_member_id = ${first} and ${on('e', sql`a.valid_from`, ['joined_on', 'left_on'])} and a.staff_number <> e.staff_number`.execute(
    ctx.db,
  )
  const { rows } = await sql<{ row: Record<string, unknown> }>`delete from staff_member t
    where staff_member_id = ${second} returning to_jsonb(t) as row`.execute(ctx.db)
  const openings = (await spellsOf(ctx, first)).map(({ staffNumber, validFrom, validTo }) => ({
    loginName: staffNumber,
    validFrom,
    validTo,
  }))
  if (openings.length > 0) await openAccounts(ctx, [{ subjectId: first, openings }])
  await keepSearchText(ctx, [first])
  return { staff_member: rows.map(({ row }) => row) }
}
