import { setImmediate as breathe } from 'node:timers/promises'
import { sql } from 'kysely'
import { openAccounts } from '#platform/auth/service.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { searchTextOf } from '../rules.ts'
import { keepSearchText } from '../search.service.ts'
import type { Assignment } from './assignments.rules.ts'
import type { Leave } from './leave.rules.ts'
import { accountsOf, type Named, namesOf, type Plan } from './rules.ts'
import type { SectionPeriod } from './sections.rules.ts'
import type { Person, Spell } from './staff.rules.ts'

/** Rows a statement. */
const PIECE = 2_000

/**
 * Writes a plan that nothing forbids: one statement for each table and kind of change, in pieces. Facts are changed before others
 * are added, because what is added may begin where something changed now ends.
 */
export async function writePlan(ctx: Ctx, plan: Plan, note: (rows: number) => Promise<void>): Promise<void> {
  const inPieces = <T>(items: readonly T[], statement: (piece: readonly T[]) => Promise<unknown>) =>
    overlapped(items, statement, note)
  const names = await drive(namesOf(plan))
  await inPieces(plan.sections.changed, (piece) => changeSections(ctx, piece))
  await inPieces(plan.sections.added, (piece) => addSections(ctx, piece))
  await inPieces(names.added, (piece) => addPeople(ctx, piece, plan))
  await inPieces(names.changed, (piece) => rename(ctx, piece))
  await inPieces(plan.staffPlan.coming, (piece) => setComing(ctx, piece))
  await inPieces(movedSpells(plan), (piece) => changeSpells(ctx, piece))
  await inPieces(plan.staff.changed, (piece) => changeSpells(ctx, piece))
  await inPieces(plan.staff.added, (piece) => addSpells(ctx, piece))
  await inPieces(foundAnew(plan, names), (piece) => keepSearchText(ctx, piece.map(idOf)))
  await inPieces(await drive(accountsOf(plan)), (piece) =>
    openAccounts(
      ctx,
      piece.map(({ person, openings }) => ({ openings, subjectId: idOf(person) })),
    ),
  )
  await inPieces(plan.assignments.changed, (piece) => changeAssignments(ctx, piece))
  await inPieces(plan.assignments.added, (piece) => addAssignments(ctx, piece))
  await inPieces(plan.leave.changed, (piece) => changeLeave(ctx, piece))
  await inPieces(plan.leave.added, (piece) => addLeave(ctx, piece))
}

/** How many rows `writePlan` will note. */
export function rowsToWrite({ sections, staff, assignments, leave }: Plan): number {
  const facts = [sections, staff, assignments, leave]
  return facts.reduce((sum, { added, changed }) => sum + added.length + changed.length, 0)
}

/** Piece by piece; the next one is put together while the database works on the one before. */
async function overlapped<T>(
  items: readonly T[],
  statement: (piece: readonly T[]) => Promise<unknown>,
  note: (rows: number) => Promise<void>,
): Promise<void> {
  let before: Promise<unknown> = Promise.resolve()
  for (let at = 0; at < items.length; at += PIECE) {
    const piece = items.slice(at, at + PIECE)
    const sent = statement(piece)
    // Where the piece before fails, nobody will ask what became of this one.
    sent.catch(() => undefined)
    await before
    before = sent
    await note(piece.length)
  }
  await before
}

/** Runs arithmetic that rests, and gives other work a turn at each rest. */
export async function drive<T>(work: Generator<number, T>, note?: (count: number) => Promise<void>): Promise<T> {
  for (;;) {
    const step = work.next()
    if (step.done) return step.value
    await note?.(step.value)
    await breathe()
  }
}

/**
 * Spells whose first day is corrected, cut to the days that they hold before and after: then every piece of the change that
 * follows finds room (no two spells of a person may overlap, not even between two statements).
 */
function movedSpells({ staff: { changed, before } }: Plan): Spell[] {
  return changed.flatMap((fact, index) => {
    const was = before[index]!
    if (was.validFrom === fact.validFrom) return []
    const validFrom = was.validFrom > fact.validFrom ? was.validFrom : fact.validFrom
    const ends = [was.validTo, fact.validTo].filter((day) => day !== null)
    return [{ ...fact, validFrom, validTo: ends.sort()[0] ?? null }]
  })
}

/** People known before who have another name or a further number now. */
function foundAnew(
  { staff }: Plan,
  { added, changed }: { added: readonly Named[]; changed: readonly Named[] },
): Person[] {
  const fresh = new Set(added.map(([person]) => person))
  const people = [...changed.map(([person]) => person), ...staff.added.map(({ person }) => person)]
  return [...new Set(people)].filter((person) => !fresh.has(person))
}

async function addPeople(ctx: Ctx, people: readonly Named[], { staffPlan }: Plan): Promise<void> {
  const { rows: ids } = await sql<{ id: number }>`select
    nextval(pg_get_serial_sequence('staff_member', 'staff_member_id')) as id from generate_series(1, ${people.length}::int)`.execute(
    ctx.db,
  )
  people.forEach(([person], index) => {
    person.staffMemberId = ids[index]!.id
  })
  const rows = people.map((named) => {
    const numbers = staffPlan.spellsOf.get(named[0])?.map(({ fact }) => fact.staffNumber) ?? []
    return { ...nameRow(named), search: searchTextOf([named[1]], numbers) }
  })
  await sql`insert into staff_member (staff_member_id, name, name_kana, email, search_text) overriding system value
    select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as p(id bigint, name text, kana text, email text, search text)`.execute(ctx.db)
}

/** The name until now stays as one that the person is found by. */
async function rename(ctx: Ctx, people: readonly Named[]): Promise<void> {
  const given = sql`jsonb_to_recordset(${JSON.stringify(people.map(nameRow))}::jsonb) as p(id bigint, name text, kana text, email text)`
  await sql`insert into former_name (staff_member_id, name, name_kana, held_until)
    select m.staff_member_id, m.name, m.name_kana, ${ctx.today} from staff_member m join ${given} on m.staff_member_id = p.id
    where (m.name, m.name_kana) is distinct from (p.name, p.kana)
    on conflict (staff_member_id, name, name_kana) do update set held_until = excluded.held_until`.execute(ctx.db)
  await sql`update staff_member set name = p.name, name_kana = p.kana, email = p.email, recorded_at = now()
    from ${given} where staff_member_id = p.id`.execute(ctx.db)
}

/** Names that begin on days to come; null takes one back. */
async function setComing(ctx: Ctx, coming: Plan['staffPlan']['coming']): Promise<void> {
  const rows = coming.map(({ person, from, names }) => ({ id: idOf(person), from, ...names, isName: names !== null }))
  const given = sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
    as c(id bigint, "from" date, name text, "nameKana" text, email text, "isName" boolean)`
  await sql`insert into coming_name (staff_member_id, valid_from, name, name_kana, email)
    select id, "from", name, "nameKana", email from ${given} where "isName"
    on conflict (staff_member_id, valid_from) do update set name = excluded.name, name_kana = excluded.name_kana,
      email = excluded.email, recorded_at = now()`.execute(ctx.db)
  await sql`delete from coming_name t using ${given} where not "isName" and t.staff_member_id = c.id and t.valid_from = c."from"`.execute(
    ctx.db,
  )
}

function nameRow([person, { name, nameKana, email }]: Named) {
  return { id: idOf(person), name, kana: nameKana, email }
}

function idOf({ staffMemberId }: Person): number {
  if (staffMemberId === null) throw new Error('A fact of a person was to be written before the person')
  return staffMemberId
}

async function addSections(ctx: Ctx, sections: readonly SectionPeriod[]): Promise<void> {
  await sql`insert into section_period (section_code, name, kind, parent_code, authority, valid_from, valid_to)
    select * from jsonb_to_recordset(${JSON.stringify(sections)}::jsonb) as s("sectionCode" text, name text, kind text,
      "parentCode" text, authority text, "validFrom" date, "validTo" date)`.execute(ctx.db)
}

async function changeSections(ctx: Ctx, sections: readonly SectionPeriod[]): Promise<void> {
  await sql`update section_period set name = s.name, kind = s.kind, parent_code = s."parentCode", authority = s.authority,
      valid_to = s."validTo", recorded_at = now()
    from jsonb_to_recordset(${JSON.stringify(sections)}::jsonb) as s("sectionCode" text, name text, kind text,
      "parentCode" text, authority text, "validFrom" date, "validTo" date)
    where section_code = s."sectionCode" and valid_from = s."validFrom"`.execute(ctx.db)
}

async function addSpells(ctx: Ctx, spells: readonly Spell[]): Promise<void> {
  await sql`insert into employment (staff_member_id, staff_number, employment_category, occupation, joined_on, left_on)
    select id, number, category, occupation, joined, "left" from jsonb_to_recordset(${JSON.stringify(spells.map(spellRow))}::jsonb)
      as e(id bigint, number text, category text, occupation text, joined date, "left" date)`.execute(ctx.db)
}

async function changeSpells(ctx: Ctx, spells: readonly Spell[]): Promise<void> {
  await sql`update employment set employment_category = e.category, occupation = e.occupation, joined_on = e.joined,
      left_on = e."left", recorded_at = now()
    from jsonb_to_recordset(${JSON.stringify(spells.map(spellRow))}::jsonb)
      as e(spell bigint, category text, occupation text, joined date, "left" date)
    where employment_id = e.spell`.execute(ctx.db)
}

function spellRow(spell: Spell) {
  return {
    spell: spell.employmentId,
    id: idOf(spell.person),
    number: spell.staffNumber,
    category: spell.employmentCategory,
    occupation: spell.occupation,
    joined: spell.validFrom,
    left: spell.validTo,
  }
}

async function addAssignments(ctx: Ctx, assignments: readonly Assignment[]): Promise<void> {
  await sql`insert into assignment
      (staff_member_id, staff_number, section_code, grade, post_title, kind, is_head, valid_from, valid_to)
    select id, number, section, grade, title, kind, head, "from", "to"
    from jsonb_to_recordset(${JSON.stringify(assignments.map(assignmentRow))}::jsonb) as a(id bigint, number text,
      section text, grade text, title text, kind text, head boolean, "from" date, "to" date)`.execute(ctx.db)
}

async function changeAssignments(ctx: Ctx, assignments: readonly Assignment[]): Promise<void> {
  await sql`update assignment set staff_number = a.number, section_code = a.section, grade = a.grade, post_title = a.title,
      is_head = a.head, valid_to = a."to", recorded_at = now()
    from jsonb_to_recordset(${JSON.stringify(assignments.map(assignmentRow))}::jsonb) as a(post bigint, number text,
      section text, grade text, title text, head boolean, "to" date)
    where assignment_id = a.post`.execute(ctx.db)
}

function assignmentRow(assignment: Assignment) {
  return {
    post: assignment.assignmentId,
    id: idOf(assignment.person),
    number: assignment.staffNumber,
    section: assignment.sectionCode,
    grade: assignment.grade,
    title: assignment.postTitle,
    kind: assignment.kind,
    head: assignment.isHead,
    from: assignment.validFrom,
    to: assignment.validTo,
  }
}

async function addLeave(ctx: Ctx, leave: readonly Leave[]): Promise<void> {
  await sql`insert into leave_of_absence (staff_member_id, kind, valid_from, valid_to)
    select id, kind, "from", "to" from jsonb_to_recordset(${JSON.stringify(leave.map(leaveRow))}::jsonb)
      as l(id bigint, kind text, "from" date, "to" date)`.execute(ctx.db)
}

async function changeLeave(ctx: Ctx, leave: readonly Leave[]): Promise<void> {
  await sql`update leave_of_absence set kind = l.kind, valid_to = l."to", recorded_at = now()
    from jsonb_to_recordset(${JSON.stringify(leave.map(leaveRow))}::jsonb)
      as l(id bigint, kind text, "from" date, "to" date)
    where staff_member_id = l.id and valid_from = l."from"`.execute(ctx.db)
}

function leaveRow({ person, kind, validFrom, validTo }: Leave) {
  return { id: idOf(person), kind, from: validFrom, to: validTo }
}
