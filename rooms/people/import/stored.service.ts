import { setImmediate as breathe } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { peopleRows } from '../relations.service.ts'
import type { KnownPerson } from './alike.rules.ts'
import type { Assignment } from './assignments.rules.ts'
import type { FormerNumber } from './joined-rows.rules.ts'
import type { Leave } from './leave.rules.ts'
import type { StoredPeople } from './rules.ts'
import type { SectionPeriod } from './sections.rules.ts'
import type { ComingName, Person, Spell } from './staff.rules.ts'

/** What `foldedNumber` takes away (alike.rules.ts). */
const FOLDED_AWAY = '[\\s\\-‐‑–—−\'’"=]'

/** People are read so many at a time, so that no single answer is large. */
const PIECE = 2_000

/** Every section of every day: there are few of them, and parents lie anywhere. */
export async function readSections(ctx: Ctx): Promise<SectionPeriod[]> {
  const { rows } =
    await sql<SectionPeriod>`select section_code as "sectionCode", name, kind, parent_code as "parentCode",
    authority, valid_from as "validFrom", valid_to as "validTo" from section_period`.execute(ctx.db)
  return rows
}

/** Whether all of these numbers are stored. */
export async function areKnown(ctx: Ctx, staffNumbers: readonly string[]): Promise<boolean> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from (
    select staff_number from employment where staff_number = any(${staffNumbers}::text[])
    union select staff_number from former_number where staff_number = any(${staffNumbers}::text[])) known`.execute(
    ctx.db,
  )
  return rows[0]!.count === staffNumbers.length
}

/** Numbers whose spells stand under others of the same person: few, because each was joined by hand. */
export async function formerNumbers(ctx: Ctx): Promise<FormerNumber[]> {
  const { rows } = await sql<FormerNumber>`select staff_number as "staffNumber", stands_for as "standsFor",
    held_from as "validFrom", held_until as "validTo" from former_number`.execute(ctx.db)
  return rows
}

/**
 * Numbers of the files that are stored for two people and differ only in how they are written, as `foldedNumber` folds them: most likely one person, whom somebody
 * said to be another (decisions/0046). Whoever was stored first comes first.
 */
export async function storedTwins(ctx: Ctx, staffNumbers: readonly string[], most: number) {
  const folded = sql`select e.staff_member_id as id, e.staff_number as number, ltrim(upper(regexp_replace(
      normalize(e.staff_number, nfkc), ${FOLDED_AWAY}, '', 'g')), '0') as folded
    from employment e group by 1, 2`
  const { rows } = await sql<{
    first: number
    firstNumber: string
    firstName: string
    second: number
    secondNumber: string
    secondName: string
  }>`with folded as materialized (${folded}),
      twice as (select f.folded from folded f group by 1 having count(distinct f.id) > 1)
    select a.id as first, a.number as "firstNumber", p.name as "firstName", b.id as second, b.number as "secondNumber",
      q.name as "secondName"
    from twice t join folded a using (folded) join folded b using (folded)
      join staff_member p on p.staff_member_id = a.id join staff_member q on q.staff_member_id = b.id
    where a.id < b.id and (a.number = any(${staffNumbers}::text[]) or b.number = any(${staffNumbers}::text[]))
    order by a.number, b.number limit ${sql.lit(most)}`.execute(ctx.db)
  return rows.map(({ first, firstNumber, firstName, second, secondNumber, secondName }) => ({
    first: { staffMemberId: first, staffNumber: firstNumber, name: firstName },
    second: { staffMemberId: second, staffNumber: secondNumber, name: secondName },
  }))
}

/** Everybody with all their names and numbers, for comparing with those whom nobody knows yet. */
export async function readEverybody(ctx: Ctx): Promise<KnownPerson[]> {
  const known: KnownPerson[] = []
  for (let after = 0; ; ) {
    const { rows } = await sql<KnownPerson>`select m.staff_member_id as "staffMemberId",
        jsonb_build_array(jsonb_build_object('name', m.name, 'nameKana', m.name_kana)) || coalesce(
          (select jsonb_agg(jsonb_build_object('name', f.name, 'nameKana', f.name_kana))
            from former_name f where f.staff_member_id = m.staff_member_id), '[]') as names,
        array(select n.staff_number from former_number n where n.staff_member_id = m.staff_member_id)
          || array(select e.staff_number from employment e where e.staff_member_id = m.staff_member_id order by e.joined_on) as "staffNumbers"
      from staff_member m where m.staff_member_id > ${after} and m.search_text <> ''
      order by m.staff_member_id limit ${sql.lit(PIECE)}`.execute(ctx.db)
    const last = rows.at(-1)
    if (!last) return known
    known.push(...rows)
    after = last.staffMemberId
    await breathe()
  }
}

/** The people behind staff numbers, present and former, and those who are posted in any of these sections; with all their facts. */
export async function readPeople(
  ctx: Ctx,
  staffNumbers: readonly string[],
  sectionCodes: readonly string[],
): Promise<StoredPeople> {
  const ids = await concernedIds(ctx, staffNumbers, sectionCodes)
  const stored = { spells: [] as Spell[], assignments: [] as Assignment[], leave: [] as Leave[] }
  for (let at = 0; at < ids.length; at += PIECE) {
    await readPiece(ctx, ids.slice(at, at + PIECE), stored)
    await breathe()
  }
  return stored
}

async function concernedIds(ctx: Ctx, staffNumbers: readonly string[], sectionCodes: readonly string[]) {
  const { rows } = await sql<{ id: number }>`select staff_member_id as id from employment
      where staff_number = any(${staffNumbers}::text[])
    union select staff_member_id from assignment where section_code = any(${sectionCodes}::text[])`.execute(ctx.db)
  return rows.map(({ id }) => id)
}

type Stored = { [K in keyof StoredPeople]: StoredPeople[K][number][] }
type Row<Fact> = Omit<Fact, 'person'> & { id: number }

async function readPiece(ctx: Ctx, ids: readonly number[], stored: Stored): Promise<void> {
  const [names, spells, assignments, leave] = await Promise.all([
    sql<{ id: number; name: string; nameKana: string; email: string | null; coming: ComingName[] | null }>`select
        m.staff_member_id as id, p.name, p.name_kana as "nameKana", m.email, c.coming
      from staff_member m join ${peopleRows(ctx.today)} p using (staff_member_id)
      left join lateral (select jsonb_agg(jsonb_build_object('from', c.valid_from, 'names',
          jsonb_build_object('name', c.name, 'nameKana', c.name_kana, 'email', c.email)) order by c.valid_from) as coming
        from coming_name c where c.staff_member_id = m.staff_member_id and c.valid_from > ${ctx.today}::date) c on true
      where m.staff_member_id = any(${ids})`.execute(ctx.db),
    sql<Row<Spell>>`select staff_member_id as id, employment_id as "employmentId", staff_number as "staffNumber",
      employment_category as "employmentCategory", occupation, joined_on as "validFrom", left_on as "validTo"
      from employment where staff_member_id = any(${ids})`.execute(ctx.db),
    sql<Row<Assignment>>`select staff_member_id as id, assignment_id as "assignmentId", staff_number as "staffNumber",
      section_code as "sectionCode", grade, post_title as "postTitle", kind, is_head as "isHead",
      valid_from as "validFrom", valid_to as "validTo" from assignment where staff_member_id = any(${ids})`.execute(
      ctx.db,
    ),
    sql<Row<Leave>>`select staff_member_id as id, kind, valid_from as "validFrom", valid_to as "validTo"
      from leave_of_absence where staff_member_id = any(${ids})`.execute(ctx.db),
  ])
  const people = new Map(
    names.rows.map(({ id, coming, ...said }): [number, Person] => [
      id,
      { staffMemberId: id, names: said, coming: coming ?? [] },
    ]),
  )
  const withPerson = <Fact>({ id, ...fact }: Row<Fact>) => ({ ...fact, person: people.get(id)! }) as unknown as Fact
  for (const row of spells.rows) stored.spells.push(withPerson<Spell>(row))
  for (const row of assignments.rows) stored.assignments.push(withPerson<Assignment>(row))
  for (const row of leave.rows) stored.leave.push(withPerson<Leave>(row))
}
