import { type Kysely, sql } from 'kysely'
import { isSampleTown } from '#platform/auth/service.ts'
import type { Input, Output } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { type FieldProblem, must, Refusal } from '#platform/refusal/refusal.ts'
import { namesOf } from '#rooms/people/service.ts'
import { skillsOf } from '#rooms/policy/rules.ts'
import { requirePolicy } from '#rooms/policy/service.ts'
import type { mvv } from './contract.ts'
import { mvvMessages } from './messages.ts'
import type { MvvTables } from './tables.ts'

const tables = (ctx: Ctx) => ctx.db as unknown as Kysely<MvvTables>

export interface SectionName {
  sectionCode: string
  name: string
}

/** What a section says of its purpose, and for which section it was said. */
export interface Purpose {
  statedFor: SectionName
  purpose: string
  answers: string
  offers: string
  duties: string[]
  contributesTo: string[]
  isSample: boolean
  validFrom: string
}

/** Where a person stands on a day: primary section, own words about their duty, purpose of the section. */
export interface Standpoint {
  section: SectionName | null
  duty: { duty: string; statedFrom: string } | null
  purpose: Purpose | null
}

export async function showMvv(
  ctx: Ctx,
  { asOf = ctx.today }: { asOf?: string | undefined },
): Promise<Output<typeof mvv.showMvv>> {
  const document = await requirePolicy(ctx, asOf)
  const { title, edition, source } = document.policy
  const { mission, vision, value, commitments = [] } = document.mvv
  const skillNames = new Map(skillsOf(document).map(({ id, name }) => [id, name]))
  return {
    ...{ title, edition, source, asOf },
    mission: statement(mission),
    vision: statement(vision),
    value: statement(value),
    commitments: commitments.map(statement),
    desiredStaffProfile: document.desiredStaffProfile.map(
      ({ id, name, description = null, isSample, skills = [], skillsAreSample = isSample }) => ({
        ...{ id, name, description, isSample, skillsAreSample },
        skills: skills.map((skill) => ({ id: skill, name: skillNames.get(skill) ?? skill })),
      }),
    ),
  }
}

export async function showSectionPurpose(
  ctx: Ctx,
  { sectionCode, asOf = ctx.today }: { sectionCode: string; asOf?: string | undefined },
) {
  const [name, purpose, isHead] = await Promise.all([
    sectionName(ctx, sectionCode, asOf),
    purposeOf(ctx, sectionCode, asOf),
    isHeadOfSection(ctx, sectionCode),
  ])
  must(name !== undefined, 'no_such_section', { sectionCode })
  const mayState = isHead || ctx.actor.roles.includes('hr')
  return { section: { sectionCode, name }, asOf, purpose, mayState }
}

export async function stateSectionPurpose(ctx: Ctx, input: Input<typeof mvv.stateSectionPurpose>) {
  const { sectionCode, validFrom = ctx.today, ...text } = input
  must(validFrom >= ctx.today, 'in_the_past', { validFrom })
  const name = await sectionName(ctx, sectionCode, validFrom)
  must(name !== undefined, 'no_such_section', { sectionCode })
  const known = await directOutcomes(ctx)
  const outcome = text.contributesTo.find((id) => !known.has(id))
  must(outcome === undefined, 'unknown_outcome', { outcome: outcome ?? '' })
  const isSample = (await isSampleTown(ctx)) ?? false
  await tables(ctx)
    .insertInto('section_purpose')
    .values({
      section_code: sectionCode,
      purpose: text.purpose,
      answers: text.answers,
      offers: text.offers,
      duties: text.duties,
      contributes_to: text.contributesTo,
      is_sample: isSample,
      valid_from: validFrom,
      recorded_by: ctx.actor.subjectId,
    })
    .execute()
  ctx.about([], { detail: { sectionCode, validFrom } })
  return { purpose: { statedFor: { sectionCode, name }, ...text, isSample, validFrom } }
}

export async function stateSectionPurposes(
  ctx: Ctx,
  { rows, isSample = false }: Input<typeof mvv.stateSectionPurposes>,
) {
  must(!isSample || (ctx.actor.kind === 'command' && ctx.actor.name === 'sample'), 'sample_not_allowed')
  const sent = JSON.stringify(rows)
  const problems = await findProblems(ctx, rows, sent)
  if (problems.length > 0) throw new Refusal('faulty_rows', { count: problems.length }, problems.slice(0, 100))
  const { rows: added } = await sql<{ id: number }>`
    with wanted as (select * from jsonb_to_recordset(${sent}::jsonb) as w("sectionCode" text, "validFrom" date,
      purpose text, answers text, offers text, duties jsonb, "contributesTo" jsonb)),
    worded as (select "sectionCode", "validFrom", purpose, answers, offers,
      array(select jsonb_array_elements_text(duties)) as duties,
      array(select jsonb_array_elements_text("contributesTo")) as contributes_to from wanted)
    insert into section_purpose (section_code, purpose, answers, offers, duties, contributes_to, is_sample, valid_from, recorded_by)
    select "sectionCode", purpose, answers, offers, duties, contributes_to,
      ${isSample || ((await isSampleTown(ctx)) ?? false)}, "validFrom", ${ctx.actor.subjectId}::bigint
    from worded w where not exists (select 1 from (select * from section_purpose p
        where p.section_code = w."sectionCode" and p.valid_from = w."validFrom"
        order by p.section_purpose_id desc limit 1) p
      where p.purpose = w.purpose and p.answers = w.answers and p.offers = w.offers and p.duties = w.duties
        and p.contributes_to = w.contributes_to)
    returning section_purpose_id as id`.execute(ctx.db)
  ctx.about([], { detail: { rows: rows.length, stated: added.length } })
  return { stated: added.length, unchanged: rows.length - added.length }
}

export async function showDuty(
  ctx: Ctx,
  { staffMemberId, asOf = ctx.today }: { staffMemberId: number; asOf?: string | undefined },
) {
  must((await namesOf(ctx, [staffMemberId])).size === 1, 'no_such_staff_member')
  const { section, duty, purpose } = await standpointOf(ctx, staffMemberId, asOf)
  return {
    ...{ asOf, section },
    duty: duty?.duty ?? null,
    statedFrom: duty?.statedFrom ?? null,
    sectionDuties: purpose?.duties ?? [],
  }
}

export async function stateDuty(ctx: Ctx, { duty }: Input<typeof mvv.stateDuty>) {
  const me = ctx.actor.subjectId
  must(me !== null && (await standpointOf(ctx, me)).section, 'no_section')
  await tables(ctx)
    .insertInto('duty')
    .values({ staff_member_id: me, duty, valid_from: ctx.today, recorded_by: me })
    .execute()
  ctx.about([me])
  return { duty, statedFrom: ctx.today }
}

/** The purpose that holds for a section on a day: its own, else of the nearest section above that has stated one. */
export async function purposeOf(ctx: Ctx, sectionCode: string, day = ctx.today): Promise<Purpose | null> {
  const { rows } = await sql<PurposeRow>`with recursive start as (select ${sectionCode}::text as section_code),
    ${upwards(day)} select ${PURPOSE} from up ${stated(day)} order by up.height limit 1`.execute(ctx.db)
  return rows[0] ? purposeFrom(rows[0]) : null
}

/** For one's own page: everything about one person in one statement. */
export async function standpointOf(ctx: Ctx, staffMemberId: number, day = ctx.today): Promise<Standpoint> {
  const { rows } = await sql<
    Partial<PurposeRow> & { ownCode: string; ownName: string; duty: string | null; dutyFrom: string | null }
  >`with recursive start as (select section_code from assignment where staff_member_id = ${staffMemberId}
      and kind = 'primary' and valid_from <= ${day}::date and (valid_to is null or valid_to > ${day}::date)),
    ${upwards(day)}
    select own.section_code as "ownCode", own.name as "ownName", d.duty as duty, d.valid_from as "dutyFrom", p.*
    from (select * from up where height = 0) own
    left join lateral (select ${PURPOSE} from up ${stated(day)} order by up.height limit 1) p on true
    left join lateral (select d.duty, d.valid_from from duty d join assignment a on a.staff_member_id = d.staff_member_id
        and a.kind = 'primary' and a.section_code = own.section_code
        and a.valid_from <= d.valid_from and (a.valid_to is null or a.valid_to > d.valid_from)
      where d.staff_member_id = ${staffMemberId} and d.valid_from <= ${day}::date
      order by d.valid_from desc, d.duty_id desc limit 1) d on true`.execute(ctx.db)
  const row = rows[0]
  if (!row) return { section: null, duty: null, purpose: null }
  return {
    section: { sectionCode: row.ownCode, name: row.ownName },
    duty: row.duty !== null && row.dutyFrom !== null ? { duty: row.duty, statedFrom: row.dutyFrom } : null,
    purpose: row.purpose ? purposeFrom(row as PurposeRow) : null,
  }
}

/** Whether the actor decides for a section today: as its head, or as head of the nearest section above that has one (INV-O4). */
export async function isHeadOfSection(ctx: Ctx, sectionCode: string): Promise<boolean> {
  if (ctx.actor.subjectId === null) return false
  const day = ctx.today
  const { rows } = await sql<{ me: boolean }>`with recursive start as (select ${sectionCode}::text as section_code),
    ${upwards(day)},
    head as (select up.height, a.staff_member_id from up join assignment a on a.section_code = up.section_code
      and a.is_head and a.valid_from <= ${day}::date and (a.valid_to is null or a.valid_to > ${day}::date)
      where exists (select 1 from employment e where e.staff_member_id = a.staff_member_id
          and e.joined_on <= ${day}::date and (e.left_on is null or e.left_on > ${day}::date))
        and not exists (select 1 from leave_of_absence l where l.staff_member_id = a.staff_member_id
          and l.valid_from <= ${day}::date and (l.valid_to is null or l.valid_to > ${day}::date)))
    select exists (select 1 from head where staff_member_id = ${ctx.actor.subjectId}
      and height = (select min(height) from head)) as me`.execute(ctx.db)
  return rows[0]?.me ?? false
}

interface PurposeRow extends Omit<Purpose, 'statedFor'> {
  code: string
  name: string
}

const PURPOSE = sql`up.section_code as code, up.name as name, s.purpose, s.answers, s.offers, s.duties,
  s.contributes_to as "contributesTo", s.is_sample as "isSample", s.valid_from as "validFrom"`

/** The section of `start` and those above it on a day, `height` 0 upwards. */
const upwards = (day: string) => sql`up as (
    select s.section_code, s.name, s.parent_code, 0 as height from start join section_period s using (section_code)
    where s.valid_from <= ${day}::date and (s.valid_to is null or s.valid_to > ${day}::date)
    union all
    select s.section_code, s.name, s.parent_code, up.height + 1 from up join section_period s on s.section_code = up.parent_code
    where up.height < 20 and s.valid_from <= ${day}::date and (s.valid_to is null or s.valid_to > ${day}::date))`

const stated = (day: string) => sql`join lateral (select * from section_purpose p
    where p.section_code = up.section_code and p.valid_from <= ${day}::date
    order by p.valid_from desc, p.section_purpose_id desc limit 1) s on true`

function purposeFrom({ code, name, ...row }: PurposeRow): Purpose {
  const { purpose, answers, offers, duties, contributesTo, isSample, validFrom } = row
  return {
    statedFor: { sectionCode: code, name },
    ...{ purpose, answers, offers, duties, contributesTo, isSample, validFrom },
  }
}

async function sectionName(ctx: Ctx, sectionCode: string, day: string): Promise<string | undefined> {
  const { rows } = await sql<{ name: string }>`select name from section_period where section_code = ${sectionCode}
    and valid_from <= ${day}::date and (valid_to is null or valid_to > ${day}::date)`.execute(ctx.db)
  return rows[0]?.name
}

async function directOutcomes(ctx: Ctx): Promise<Set<string>> {
  const { model } = await requirePolicy(ctx)
  return new Set(model.directOutcomes.map(({ id }) => id))
}

async function findProblems(
  ctx: Ctx,
  rows: Input<typeof mvv.stateSectionPurposes>['rows'],
  sent: string,
): Promise<FieldProblem[]> {
  const known = await directOutcomes(ctx)
  const { rows: missing } = await sql<{ place: number }>`select r.place - 1 as place
    from rows from (jsonb_to_recordset(${sent}::jsonb) as ("sectionCode" text, "validFrom" date))
      with ordinality as r(code, day, place)
    where not exists (select 1 from section_period s where s.section_code = r.code
      and s.valid_from <= r.day and (s.valid_to is null or s.valid_to > r.day))`.execute(ctx.db)
  const absent = new Set(missing.map(({ place }) => place))
  return rows.flatMap(({ sectionCode, validFrom, contributesTo }, index) => [
    ...(absent.has(index)
      ? [
          {
            path: `rows[${index}].sectionCode`,
            reason: ctx.t(mvvMessages, 'wrong.section', { sectionCode, validFrom }),
          },
        ]
      : []),
    ...contributesTo
      .filter((outcome) => !known.has(outcome))
      .map((outcome) => ({
        path: `rows[${index}].contributesTo`,
        reason: ctx.t(mvvMessages, 'wrong.outcome', { outcome }),
      })),
  ])
}

function statement({
  heading = null,
  text,
  source = null,
  isSample,
}: {
  heading?: string | null | undefined
  text: string
  source?: string | null | undefined
  isSample: boolean
}) {
  return { heading, text, source, isSample }
}
