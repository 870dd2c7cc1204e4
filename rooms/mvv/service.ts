import { type Kysely, sql } from 'kysely'
import { isSampleTown } from '#platform/auth/service.ts'
import type { Input, Output } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import type { FieldProblem } from '#platform/refusal/refusal.ts'
import { oneAtATime } from '#platform/sql/sql.ts'
import { mustBeMadeFrom } from '#platform/version/made-from.ts'
import { dayKnown } from '#rooms/people/announced.service.ts'
import { sectionsOn } from '#rooms/people/relations.service.ts'
import type { PolicyDocument } from '#rooms/policy/document.rules.ts'
import { skillsOf } from '#rooms/policy/rules.ts'
import { requireEdition, requirePolicy } from '#rooms/policy/service.ts'
import type { mvv } from './contract.ts'
import { agreedBefore } from './exchange.service.ts'
import { mvvMessages } from './messages.ts'
import { purposeOf, purposeSaid, purposeVersion, speaksFor, standpointOf } from './standpoint.service.ts'
import type { MvvTables } from './tables.ts'
import { dutiesOf, earlierThan, proposalsEnded, proposalsNamed } from './workshop.service.ts'

export { agreeToDuty, proposeDuty, stateDuty, withdrawProposal } from './exchange.service.ts'
export {
  isHeadOfSection,
  type Purpose,
  purposeOf,
  type Standpoint,
  speaksFor,
  standpointOf,
} from './standpoint.service.ts'
export { proposalsNamed, showWorkshop } from './workshop.service.ts'

const tables = (ctx: Ctx) => ctx.db as unknown as Kysely<MvvTables>
/** Whoever states purposes, of one section or of many, waits for whoever does at the same moment. */
const PURPOSES = 'section purposes'

export async function showMvv(
  ctx: Ctx<typeof mvv.showMvv>,
  { asOf = ctx.today }: { asOf?: string | undefined },
): Promise<Output<typeof mvv.showMvv>> {
  const { digest, document } = await requireEdition(ctx, asOf)
  ctx.edition(`${digest} ${asOf}`)
  return wordsOf(document, asOf)
}

/** What a policy says in its own words, in force or not. */
export function wordsOf(document: PolicyDocument, asOf: string): Output<typeof mvv.showMvv> {
  const { title, edition, source } = document.policy
  const skillNames = new Map(skillsOf(document).map(({ id, name }) => [id, name]))
  return {
    ...{ title, edition, source, asOf },
    statements:
      document.statements?.map(({ kind, label = null, ...said }) => ({ kind, label, ...textOf(said) })) ?? null,
    chapters: document.chapters?.map(textOf) ?? null,
    desiredStaffProfile:
      document.desiredStaffProfile?.map(
        ({ id, name, description = null, isSample, skills = [], skillsAreSample = isSample }) => ({
          ...{ id, name, description, isSample, skillsAreSample },
          skills: skills.map((skill) => ({ id: skill, name: skillNames.get(skill) ?? skill })),
        }),
      ) ?? null,
  }
}

export async function showSectionPurpose(
  ctx: Ctx<typeof mvv.showSectionPurpose>,
  { sectionCode, asOf = ctx.today }: { sectionCode: string; asOf?: string | undefined },
) {
  // What is said for a day to come is shown, under the names that are announced.
  const known = await dayKnown(ctx, asOf)
  const [name, purpose, isHead] = await Promise.all([
    sectionName(ctx, sectionCode, known),
    purposeOf(ctx, sectionCode, asOf, known),
    speaksFor(ctx, sectionCode, asOf),
  ])
  ctx.must(name !== undefined, 'no_such_section', { sectionCode })
  const mayState = isHead || ctx.actor.roles.includes('hr')
  return { section: { sectionCode, name }, asOf, purpose, mayState }
}

export async function stateSectionPurpose(
  ctx: Ctx<typeof mvv.stateSectionPurpose>,
  input: Input<typeof mvv.stateSectionPurpose>,
) {
  const { sectionCode, validFrom = ctx.today, seen, ...text } = input
  ctx.must(validFrom >= ctx.today, 'in_the_past', { validFrom })
  const name = await sectionName(ctx, sectionCode, validFrom)
  ctx.must(name !== undefined, 'no_such_section', { sectionCode })
  const known = await directOutcomes(ctx)
  const outcome = text.contributesTo.find((id) => !known.has(id))
  ctx.must(outcome === undefined, 'unknown_outcome', { outcome: outcome ?? '' })
  await oneAtATime(PURPOSES).execute(ctx.db)
  const held = await purposeOf(ctx, sectionCode, validFrom)
  mustBeMadeFrom(ctx, seen, held?.statedFor.sectionCode === sectionCode ? purposeSaid(held) : null)
  const isSample = (await isSampleTown(ctx)) === true
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
  return { purpose: { statedFor: { sectionCode, name }, ...text, isSample, validFrom, version: purposeVersion(text) } }
}

export async function stateSectionPurposes(
  ctx: Ctx<typeof mvv.stateSectionPurposes>,
  { rows, isSample = false }: Input<typeof mvv.stateSectionPurposes>,
) {
  ctx.must(!isSample || (ctx.actor.kind === 'command' && ctx.actor.name === 'sample'), 'sample_not_allowed')
  await oneAtATime(PURPOSES).execute(ctx.db)
  const sent = JSON.stringify(rows)
  const problems = [...(await findProblems(ctx, rows, sent)), ...(await replacedUnseen(ctx, rows, sent))]
  if (problems.length > 0) throw ctx.refusal('faulty_rows', { count: problems.length }, problems.slice(0, 100))
  const { rows: added } = await sql<{ id: number }>`
    with wanted as (select * from jsonb_to_recordset(${sent}::jsonb) as w("sectionCode" text, "validFrom" date,
      purpose text, answers text, offers text, duties jsonb, "contributesTo" jsonb)),
    worded as (select "sectionCode", "validFrom", purpose, answers, offers,
      array(select jsonb_array_elements_text(duties)) as duties,
      array(select jsonb_array_elements_text("contributesTo")) as contributes_to from wanted)
    insert into section_purpose (section_code, purpose, answers, offers, duties, contributes_to, is_sample, valid_from, recorded_by)
    select "sectionCode", purpose, answers, offers, duties, contributes_to,
      ${isSample || (await isSampleTown(ctx)) === true}, "validFrom", ${ctx.actor.subjectId}::bigint
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
  ctx: Ctx<typeof mvv.showDuty>,
  { staffMemberId, asOf: day }: { staffMemberId: number; asOf?: string | undefined },
) {
  const asOf = await dayKnown(ctx, day ?? ctx.today)
  const [{ section, duty, proposal, purpose }, said, proposals] = await Promise.all([
    standpointOf(ctx, staffMemberId, asOf),
    dutiesOf(ctx, staffMemberId, asOf),
    proposalsEnded(ctx, staffMemberId, asOf),
  ])
  const waits = section !== null && duty !== null && duty.agreedOn === null
  const [named, agreed] = await Promise.all([
    proposalsNamed(ctx, [proposal]),
    waits ? agreedBefore(ctx, staffMemberId, section.sectionCode, asOf) : undefined,
  ])
  return {
    ...{ asOf, section },
    duty: duty?.duty ?? null,
    statedFrom: duty?.statedFrom ?? null,
    version: duty?.version ?? proposal?.version ?? null,
    agreedOn: duty?.agreedOn ?? null,
    earlier: earlierThan(duty, said),
    agreedBefore: agreed?.duty ?? null,
    ...{ proposal: named(proposal), proposals },
    sectionDuties: purpose?.duties ?? [],
  }
}

async function sectionName(ctx: Ctx, sectionCode: string, day: string): Promise<string | undefined> {
  const { rows } = await sql<{ name: string }>`select s.name from ${sectionsOn(day)} s
    where s.section_code = ${sectionCode}`.execute(ctx.db)
  return rows[0]?.name
}

async function directOutcomes(ctx: Ctx<'no_policy'>): Promise<Set<string>> {
  const { model } = await requirePolicy(ctx)
  return new Set(model?.directOutcomes.map(({ id }) => id))
}

async function findProblems(
  ctx: Ctx<'no_policy'>,
  rows: Input<typeof mvv.stateSectionPurposes>['rows'],
  sent: string,
): Promise<FieldProblem[]> {
  const known = await directOutcomes(ctx)
  const { rows: missing } = await sql<{ place: number }>`select r.place - 1 as place
    from rows from (jsonb_to_recordset(${sent}::jsonb) as ("sectionCode" text, "validFrom" date))
      with ordinality as r(code, day, place)
    where not exists (select 1 from ${sectionsOn(sql`r.day`)} s where s.section_code = r.code)`.execute(ctx.db)
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

/** Rows that would take the place of words which whoever sends them has not seen: both are told, and how to go on. */
async function replacedUnseen(
  ctx: Ctx,
  rows: Input<typeof mvv.stateSectionPurposes>['rows'],
  sent: string,
): Promise<FieldProblem[]> {
  const { rows: held } = await sql<Parameters<typeof purposeSaid>[0] & { place: number }>`select r.place - 1 as place,
      p.purpose, p.answers, p.offers, p.duties, p.contributes_to as "contributesTo"
    from rows from (jsonb_to_recordset(${sent}::jsonb) as ("sectionCode" text, "validFrom" date))
      with ordinality as r(code, day, place)
    join lateral (select * from section_purpose p where p.section_code = r.code and p.valid_from <= r.day
      order by p.valid_from desc, p.section_purpose_id desc limit 1) p on true`.execute(ctx.db)
  return held.flatMap(({ place, ...stored }) => {
    const { sectionCode, seen, ...said } = rows[place]!
    const version = purposeVersion(stored)
    if (seen === version || purposeVersion(said) === version) return []
    const values = { sectionCode, stored: stored.purpose, mine: said.purpose, version }
    return [{ path: `rows[${place}].seen`, reason: ctx.t(mvvMessages, 'wrong.unseen', values) }]
  })
}

function textOf({
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
