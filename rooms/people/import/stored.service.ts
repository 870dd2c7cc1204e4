import { setImmediate as breathe } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import type { Assignment } from './assignments.rules.ts'
import type { Leave } from './leave.rules.ts'
import type { StoredPeople } from './rules.ts'
import type { SectionPeriod } from './sections.rules.ts'
import type { Person, Spell } from './staff.rules.ts'

/** People are read so many at a time, so that no single answer is large. */
const PIECE = 2_000

/** Every section of every day: there are few of them, and parents lie anywhere. */
export async function readSections(ctx: Ctx): Promise<SectionPeriod[]> {
  const { rows } =
    await sql<SectionPeriod>`select section_code as "sectionCode", name, kind, parent_code as "parentCode",
    authority, valid_from as "validFrom", valid_to as "validTo" from section_period`.execute(ctx.db)
  return rows
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
    sql<{ id: number; name: string; nameKana: string; email: string | null }>`select staff_member_id as id, name,
      name_kana as "nameKana", email from staff_member where staff_member_id = any(${ids})`.execute(ctx.db),
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
    names.rows.map(({ id, ...said }): [number, Person] => [id, { staffMemberId: id, names: said }]),
  )
  const withPerson = <Fact>({ id, ...fact }: Row<Fact>) => ({ ...fact, person: people.get(id)! }) as unknown as Fact
  for (const row of spells.rows) stored.spells.push(withPerson<Spell>(row))
  for (const row of assignments.rows) stored.assignments.push(withPerson<Assignment>(row))
  for (const row of leave.rows) stored.leave.push(withPerson<Leave>(row))
}
