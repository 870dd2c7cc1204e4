import { type Kysely, sql } from 'kysely'
import type { Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { oneAtATime, oneOf } from '#platform/sql/sql.ts'
import { formatDate } from '#platform/time/dates.ts'
import { namesOf } from '#rooms/people/service.ts'
import type { EvidenceKind } from '#rooms/policy/evidence.rules.ts'
import { requirePolicyWith } from '#rooms/policy/service.ts'
import type { evidence } from './evidence.contract.ts'
import { ownWords, skillsIn } from './rules.ts'
import { addEvidence, lockStandings, renewStandings } from './standing.service.ts'
import type { SkillsTables } from './tables.ts'

const tables = (ctx: Ctx) => ctx.db as unknown as Kysely<SkillsTables>

export async function reflect(
  ctx: Ctx<typeof evidence.reflect>,
  { kind, reflections }: Input<typeof evidence.reflect>,
) {
  const me = ctx.actor.subjectId
  if (me === null) throw new Error('Access lets only members of staff reflect')
  await checkLevels(ctx, reflections)
  mustBeOnceEach(ctx, reflections)
  await oneAtATime(`reflections of ${me}`).execute(ctx.db)
  const latest = await latestReflections(ctx, me, kind)
  const fresh = reflections.filter(({ skill, level, note, shared }) => {
    const last = latest.get(skill)
    const same = last?.as_of === ctx.today && last.level === level && last.shared === shared
    return !(same && (last.note ?? '') === (note ?? ''))
  })
  const rows = fresh.map((row) => ({ ...row, staffMemberId: me, kind, asOf: ctx.today }))
  const skillEvidenceIds = await addEvidence(ctx, rows)
  ctx.about([me], { detail: { skills: fresh.map(({ skill }) => skill) } })
  return { skillEvidenceIds }
}

export async function observe(
  ctx: Ctx<typeof evidence.observe>,
  { staffMemberId, kind, observations }: Input<typeof evidence.observe>,
) {
  await checkLevels(ctx, observations)
  mustBeOnceEach(ctx, observations)
  const rows = observations.map((row) => ({ ...row, staffMemberId, kind, asOf: ctx.today }))
  const skillEvidenceIds = await addEvidence(ctx, rows)
  ctx.about([staffMemberId], { detail: { skills: observations.map(({ skill }) => skill) } })
  return { skillEvidenceIds }
}

export async function recordResult(ctx: Ctx<typeof evidence.recordResult>, input: Input<typeof evidence.recordResult>) {
  ctx.must(input.staffMemberId !== ctx.actor.subjectId, 'not_for_oneself')
  ctx.must(input.asOf <= ctx.today, 'in_future', { date: formatDate(input.asOf, ctx.language) })
  await checkLevels(ctx, [input])
  ctx.must((await namesOf(ctx, [input.staffMemberId])).size === 1, 'no_such_staff_member')
  const skillEvidenceIds = await addEvidence(ctx, [input])
  ctx.about([input.staffMemberId], { detail: { kind: input.kind, skills: [input.skill], source: input.source } })
  return { skillEvidenceIds }
}

/** A completed course as evidence, within the transaction of whoever notes the completion; it sets no level (INV-P6). */
export async function addCompletionEvidence(
  ctx: Ctx,
  completions: readonly { staffMemberId: number; skill: string; asOf: string; source: string; cameOf: string }[],
): Promise<number[]> {
  return addEvidence(
    ctx,
    completions.map((row) => ({ ...row, kind: 'completion' as const, level: null })),
    { skipKnown: true },
  )
}

/** A completion was recorded wrongly: its evidence follows it, within the transaction of the correction; no level rests on it (INV-P6). */
export async function withdrawCompletionEvidence(ctx: Ctx, cameOf: string, reason: string): Promise<void> {
  await tables(ctx)
    .updateTable('skill_evidence')
    .set({
      withdrawn_at: new Date(ctx.now.epochMilliseconds),
      withdrawn_by: ctx.actor.subjectId,
      withdrawn_reason: reason,
    })
    .where('came_of', '=', cameOf)
    .where('withdrawn_at', 'is', null)
    .execute()
}

export async function withdrawEvidence(
  ctx: Ctx<typeof evidence.withdrawEvidence>,
  { skillEvidenceIds, reason }: Input<typeof evidence.withdrawEvidence>,
) {
  const ids = [...new Set(skillEvidenceIds)]
  ctx.must(reason || ctx.actsAs === 'author', 'reason_needed')
  const found = await tables(ctx)
    .selectFrom('skill_evidence')
    .select(['staff_member_id as staff', 'skill', 'kind'])
    .where('skill_evidence_id', '=', (e) => e.fn.any(sql<number[]>`${ids}::bigint[]`))
    .execute()
  ctx.must(found.length === ids.length, 'no_such_evidence')
  const isJudge = found.some(({ staff, kind }) => staff === ctx.actor.subjectId && kind !== 'self')
  ctx.must(ctx.actsAs !== 'hr' || !isJudge, 'not_for_oneself')
  await lockStandings(ctx, found)
  const { rows } = await sql<{
    id: number
  }>`update skill_evidence set withdrawn_at = ${ctx.now.toString()}::timestamptz,
      withdrawn_by = ${ctx.actor.subjectId}, withdrawn_reason = ${reason ?? null}
    where skill_evidence_id = any(${ids}) and withdrawn_at is null returning skill_evidence_id as id`.execute(ctx.db)
  ctx.must(rows.length === ids.length, 'already_withdrawn')
  await renewStandings(ctx, found)
  ctx.about([...new Set(found.map(({ staff }) => staff))], { reason, detail: { skillEvidenceIds: ids } })
  return { withdrawn: rows.length }
}

/** Whether the actor recorded all of these today. */
export async function recordedAllToday(ctx: Ctx, skillEvidenceIds: readonly number[]): Promise<boolean> {
  if (ctx.actor.subjectId === null) return false
  const ids = [...new Set(skillEvidenceIds)]
  const { rows } = await sql<{ own: number }>`select count(*) as own from skill_evidence
    where skill_evidence_id = any(${ids}) and recorded_by = ${ctx.actor.subjectId} and ${oneOf('kind', ownWords)}
      and as_of = ${ctx.today}::date`.execute(ctx.db)
  return rows[0]?.own === ids.length
}

async function latestReflections(ctx: Ctx, staffMemberId: number, kind: EvidenceKind) {
  const { rows } = await sql<{ skill: string; level: number; note: string | null; shared: boolean; as_of: string }>`
    select distinct on (skill) skill, level, note, shared, as_of from skill_evidence
    where staff_member_id = ${staffMemberId} and kind = ${kind} and withdrawn_at is null
    order by skill, as_of desc, skill_evidence_id desc`.execute(ctx.db)
  return new Map(rows.map((row) => [row.skill, row]))
}

/** Whether the policy knows the skills, and levels as high. */
export async function checkLevels(
  ctx: Ctx<'level_too_high' | 'no_policy' | 'unknown_skill'>,
  rows: readonly { skill: string; level: number }[],
): Promise<void> {
  const document = await requirePolicyWith(ctx, ['pyramid'])
  const known = new Set(skillsIn(document).map(({ id }) => id))
  const highest = document.pyramid.highestLevel
  for (const { skill, level } of rows) {
    ctx.must(known.has(skill), 'unknown_skill', { skill })
    ctx.must(level <= highest, 'level_too_high', { skill, level, highest })
  }
}

function mustBeOnceEach(ctx: Ctx<'skill_twice'>, rows: readonly { skill: string }[]): void {
  const twice = rows.find(({ skill }, index) => rows.findIndex((row) => row.skill === skill) < index)
  ctx.must(!twice, 'skill_twice', { skill: twice?.skill ?? '' })
}
