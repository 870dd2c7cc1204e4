/**
 * The standing is the latest level of each kind, for each person and skill. Evidence is added or withdrawn, and the standing
 * follows in the same transaction:
 *
 *   lock the standings (in one order, made where absent) → add or withdraw → work the standings out again from the rows
 *
 * The lock comes first, so that of two who add evidence at once the second sees what the first added.
 */
import { sql } from 'kysely'
import { isSampleTown } from '#platform/auth/service.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import type { AnyEvidenceKind } from './rules.ts'

export interface NewEvidence {
  readonly staffMemberId: number
  readonly skill: string
  readonly kind: AnyEvidenceKind
  readonly level: number | null
  readonly asOf: string
  readonly source?: string | undefined
  readonly note?: string | undefined
  readonly shared?: boolean | undefined
}

/**
 * Adds evidence and brings the standings up to it.
 *
 * @returns ids of what was added; with `skipKnown` what is known already in every word is not added again
 */
export async function addEvidence(
  ctx: Ctx,
  rows: readonly NewEvidence[],
  { isSample = false, skipKnown = false } = {},
): Promise<number[]> {
  if (rows.length === 0) return []
  const setting = rows.filter(({ kind }) => kind !== 'completion')
  const pairs = JSON.stringify(setting.map(({ staffMemberId, skill }) => ({ s: staffMemberId, k: skill })))
  if (setting.length > 0) await lockStandings(ctx, pairs)
  const wanted = JSON.stringify(skipKnown ? withoutRepetition(rows) : rows)
  const { rows: added } = await sql<{ id: number }>`
    insert into skill_evidence (staff_member_id, skill, kind, level, as_of, source, note, shared, is_sample, recorded_by)
    select r.staff, r.skill, r.kind, r.level, r.day, r.source, nullif(r.note, ''), coalesce(r.shared, false),
      ${isSample || ((await isSampleTown(ctx)) ?? false)}, ${ctx.actor.subjectId}::bigint
    from rows from (jsonb_to_recordset(${wanted}::jsonb) as ("staffMemberId" bigint, skill text, kind text,
      level smallint, "asOf" date, source text, note text, shared boolean)) with ordinality
      as r(staff, skill, kind, level, day, source, note, shared, place)
    where not ${skipKnown} or not exists (select from skill_evidence e where e.staff_member_id = r.staff
      and e.skill = r.skill and e.kind = r.kind and e.as_of = r.day and e.level is not distinct from r.level
      and e.source is not distinct from r.source and e.withdrawn_at is null)
    order by r.place returning skill_evidence_id as id`.execute(ctx.db)
  if (setting.length > 0) await renewStandings(ctx, pairs)
  return added.map(({ id }) => id)
}

/** @param pairs JSON list of `{ s: person, k: skill }` */
export async function lockStandings(ctx: Ctx, pairs: string): Promise<void> {
  await sql`insert into skill_standing (staff_member_id, skill)
    select distinct p.s, p.k from jsonb_to_recordset(${pairs}::jsonb) as p(s bigint, k text) order by 1, 2
    on conflict (staff_member_id, skill) do update set skill = excluded.skill`.execute(ctx.db)
}

/** Works the standings of locked pairs out from the evidence. */
export async function renewStandings(ctx: Ctx, pairs: string): Promise<void> {
  await sql`with wanted as (select distinct p.s, p.k from jsonb_to_recordset(${pairs}::jsonb) as p(s bigint, k text)),
    latest as (select distinct on (e.staff_member_id, e.skill, e.kind) e.staff_member_id, e.skill, e.kind, e.level,
        e.as_of, e.shared, e.is_sample
      from wanted w join skill_evidence e on e.staff_member_id = w.s and e.skill = w.k
      where e.withdrawn_at is null and e.level is not null
      order by e.staff_member_id, e.skill, e.kind, e.as_of desc, e.skill_evidence_id desc),
    standing as (select w.s, w.k,
        max(level) filter (where kind = 'self') as self_level, max(as_of) filter (where kind = 'self') as self_as_of,
        coalesce(bool_or(shared) filter (where kind = 'self'), false) as self_shared,
        max(level) filter (where kind = 'supervisor') as supervisor_level,
        max(as_of) filter (where kind = 'supervisor') as supervisor_as_of,
        max(level) filter (where kind = 'test') as test_level, max(as_of) filter (where kind = 'test') as test_as_of,
        max(level) filter (where kind = 'qualification') as qualification_level,
        max(as_of) filter (where kind = 'qualification') as qualification_as_of,
        coalesce(bool_or(is_sample), false) as is_sample
      from wanted w left join latest l on l.staff_member_id = w.s and l.skill = w.k group by w.s, w.k)
    update skill_standing t set self_level = n.self_level, self_as_of = n.self_as_of, self_shared = n.self_shared,
      supervisor_level = n.supervisor_level, supervisor_as_of = n.supervisor_as_of, test_level = n.test_level,
      test_as_of = n.test_as_of, qualification_level = n.qualification_level,
      qualification_as_of = n.qualification_as_of, is_sample = n.is_sample
    from standing n where t.staff_member_id = n.s and t.skill = n.k`.execute(ctx.db)
}

/** A pair of which all evidence was withdrawn stands no more. */
export async function dropEmptyStandings(ctx: Ctx, pairs: string): Promise<void> {
  await sql`delete from skill_standing t using (select distinct p.s, p.k
      from jsonb_to_recordset(${pairs}::jsonb) as p(s bigint, k text)) w
    where t.staff_member_id = w.s and t.skill = w.k
      and coalesce(self_level, supervisor_level, test_level, qualification_level) is null`.execute(ctx.db)
}

/** One of each, in the words by which evidence is known. */
function withoutRepetition(rows: readonly NewEvidence[]): NewEvidence[] {
  const key = ({ staffMemberId, skill, kind, level, asOf, source }: NewEvidence) =>
    JSON.stringify([staffMemberId, skill, kind, level, asOf, source])
  return [...new Map(rows.map((row) => [key(row), row])).values()]
}
