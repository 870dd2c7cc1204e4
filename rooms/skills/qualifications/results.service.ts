/** Results that HR enters: of many people on a page, or by a file. */
import { sql } from 'kysely'
import type { Answer, Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { readTableApart } from '#platform/files/table-apart.ts'
import { addDays, formatDate } from '#platform/time/dates.ts'
import { namesOf, peopleNumbered } from '#rooms/people/service.ts'
import { requirePolicyWith } from '#rooms/policy/service.ts'
import { checkLevels } from '../evidence.service.ts'
import { skillsIn } from '../rules.ts'
import { addEvidence, countUnknown, type NewEvidence } from '../standing.service.ts'
import type { qualifications } from './contract.ts'
import { faultsOf } from './file-faults.service.ts'
import { checkShown, endOf, type Qualification, qualificationsWhere, shownToday } from './list.service.ts'
import { resultColumns } from './rules.ts'

/** What a qualification that was passed on a day is as evidence: a piece for each skill that it shows. */
export function evidenceBy(
  qualification: Qualification,
  { staffMemberId, asOf, validTo }: { staffMemberId: number; asOf: string; validTo: string | null },
): NewEvidence[] {
  return shownToday(qualification).map(({ skill, level }) => ({
    ...{ staffMemberId, kind: 'qualification', skill, level, asOf, source: qualification.name },
    validTo: validTo ?? undefined,
  }))
}

export async function recordResults(
  ctx: Ctx<typeof qualifications.recordResults>,
  { staffMemberIds, of, asOf, lastDay }: Input<typeof qualifications.recordResults>,
): Promise<Answer<typeof qualifications.recordResults>> {
  const ids = [...new Set(staffMemberIds)]
  ctx.must(!ids.includes(ctx.actor.subjectId ?? 0), 'not_for_oneself')
  ctx.must(asOf <= ctx.today, 'in_future', { date: formatDate(asOf, ctx.language) })
  ctx.must(lastDay === undefined || lastDay >= asOf, 'ends_before_start')
  const stated = lastDay === undefined ? undefined : addDays(lastDay, 1)
  const [result, validTo] = await resultOf(ctx, of, { asOf, stated })
  ctx.must((await namesOf(ctx, ids)).size === ids.length, 'no_such_staff_member')
  const rows = ids.map((staffMemberId) => result(staffMemberId))
  const skillEvidenceIds = await addEvidence(ctx, rows.flat(), { skipKnown: true })
  const added = new Set(await peopleBehind(ctx, skillEvidenceIds))
  ctx.about([...added], { detail: { ...of, asOf, validTo, people: ids.length, added: added.size } })
  return { added: added.size, known: ids.length - added.size, validTo, skillEvidenceIds }
}

type Of = Input<typeof qualifications.recordResults>['of']

/** What it is as evidence of a person, and until when. */
async function resultOf(
  ctx: Ctx<'no_policy' | 'no_such_qualification' | 'qualification_retired' | 'unknown_skill' | 'level_too_high'>,
  of: Of,
  { asOf, stated }: { readonly asOf: string; readonly stated: string | undefined },
): Promise<[(staffMemberId: number) => NewEvidence[], string | null]> {
  if (of.kind === 'test') {
    await checkLevels(ctx, [of])
    return [(staffMemberId) => [{ ...of, staffMemberId, asOf, validTo: stated }], stated ?? null]
  }
  const [known] = await qualificationsWhere(ctx, sql`q.qualification_id = ${of.qualificationId}`)
  ctx.must(known, 'no_such_qualification')
  ctx.must(!known.isRetired, 'qualification_retired', { name: known.name })
  await checkShown(ctx, known)
  const validTo = stated ?? endOf(known, asOf)
  return [(staffMemberId) => evidenceBy(known, { staffMemberId, asOf, validTo }), validTo]
}

async function peopleBehind(ctx: Ctx, ids: readonly number[]): Promise<number[]> {
  const { rows } = await sql<{ staff: number }>`select distinct staff_member_id as staff from skill_evidence
    where skill_evidence_id = any(${ids}::bigint[])`.execute(ctx.db)
  return rows.map(({ staff }) => staff)
}

/** All or nothing. What the list names is a qualification; anything else is a test, and says its skill and level. */
export async function importResults(
  ctx: Ctx<typeof qualifications.importResults>,
  { file, dryRun }: Input<typeof qualifications.importResults>,
): Promise<Answer<typeof qualifications.importResults>> {
  const document = await requirePolicyWith(ctx, ['pyramid'])
  const skills = new Set(skillsIn(document).map(({ id }) => id))
  const highest = document.pyramid.highestLevel
  const table = await readTableApart(new Uint8Array(Buffer.from(file.base64, 'base64')), resultColumns, {
    file: file.name,
  })
  const numbers = [...new Set(table.rows.map(({ staffNumber }) => staffNumber))]
  const sources = [...new Set(table.rows.map(({ source }) => source))]
  const [people, named] = await Promise.all([
    peopleNumbered(ctx, numbers),
    qualificationsWhere(ctx, sql`q.name = any(${sources}::text[])`),
  ])
  const idOf = new Map(people.map(({ staffNumber, staffMemberId }) => [staffNumber, staffMemberId]))
  const known = new Map(named.map((one) => [one.name, one]))
  const found = faultsOf(ctx, table)
  const wanted: NewEvidence[] = []
  for (const { line, staffNumber, source, asOf, skill, level, validTo } of table.rows) {
    const staffMemberId = idOf.get(staffNumber)
    const one = known.get(source)
    if (staffMemberId === undefined) found.add(line, '職員番号', staffNumber, 'wrong.staff')
    if (staffMemberId !== undefined && staffMemberId === ctx.actor.subjectId)
      found.add(line, '職員番号', staffNumber, 'wrong.oneself')
    if (asOf > ctx.today) found.add(line, '取得日', asOf, 'wrong.future')
    if (validTo !== undefined && validTo <= asOf) found.add(line, '有効期限', addDays(validTo, -1), 'wrong.ends')
    if (one?.isRetired) found.add(line, '資格・テスト', source, 'wrong.retired')
    if (one && (skill !== undefined || level !== undefined) && !shows(one, skill, level))
      found.add(line, '水準', String(level ?? skill), 'wrong.other_level')
    if (!one && (skill === undefined || level === undefined)) found.add(line, '資格・テスト', source, 'wrong.source')
    if (!one && skill !== undefined && !skills.has(skill)) found.add(line, 'スキル', skill, 'wrong.skill')
    if (!one && level !== undefined && (level < 0 || level > highest))
      found.add(line, '水準', String(level), 'wrong.level', { highest })
    const person = { staffMemberId: staffMemberId ?? 0, asOf }
    if (one) wanted.push(...evidenceBy(one, { ...person, validTo: validTo ?? endOf(one, asOf) }))
    else wanted.push({ ...person, kind: 'test', skill: skill ?? '', level: level ?? null, source, validTo })
  }
  const { problemCount, problems } = found.told()
  const applied = problemCount === 0 && !dryRun
  const rows = problemCount === 0 ? wanted : []
  const added = applied ? (await addEvidence(ctx, rows, { skipKnown: true })).length : await countUnknown(ctx, rows)
  ctx.about(applied ? [...new Set(rows.map(({ staffMemberId }) => staffMemberId))] : [], {
    detail: { file: file.name, applied, added, problemCount },
  })
  return { applied, added, unchanged: rows.length - added, problemCount, problems }
}

/** What a file says beside the name of a qualification has to be what the list says. */
function shows({ levels }: Qualification, skill: string | undefined, level: number | undefined): boolean {
  return levels.some((one) => (skill ?? one.skill) === one.skill && (level ?? one.level) === one.level)
}
