/**
 * The standing is the latest level of each kind, for each person and skill: one row for each. Of two pieces of evidence as of
 * one day the one recorded later stands.
 *
 * To add: insert the evidence, then put it in the place of what stands where it is later, in one statement. PostgreSQL locks
 * the row that it compares with, so that of two who add at once the second compares with what the first has committed.
 * To withdraw: lock what stands, withdraw, then work it out again from what is left.
 *
 * Evidence may end. The row keeps the latest whether or not it has ended, so that a day may pass with nothing changed: whoever asks what
 * stands on a day asks `standingOn`, which goes back to the evidence of those few places whose latest has ended.
 */
import { type RawBuilder, sql } from 'kysely'
import { isSampleTown } from '#platform/auth/service.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { type Day, notEndedBy, on, oneAtATime } from '#platform/sql/sql.ts'
import type { EvidenceKind } from '#rooms/policy/evidence.rules.ts'
import type { Carried } from '#rooms/policy/rules.ts'

export interface NewEvidence {
  readonly staffMemberId: number
  readonly skill: string
  readonly kind: EvidenceKind
  readonly level: number | null
  readonly asOf: string
  /** First day on which it holds no more. */
  readonly validTo?: string | undefined
  readonly source?: string | undefined
  readonly note?: string | undefined
  readonly shared?: boolean | undefined
  /** What it came of, where it follows what is corrected there. */
  readonly cameOf?: string | undefined
}

/** What stands for one person, skill and kind. */
export interface Place {
  readonly staff: number
  readonly skill: string
  readonly kind: EvidenceKind
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
  if (skipKnown) await oneAtATime('evidence that may be known').execute(ctx.db)
  const wanted = skipKnown ? withoutRepetition(rows) : rows
  const each = <T>(read: (row: NewEvidence) => T) => wanted.map(read)
  const { rows: added } = await sql<{ id: number }>`
    with added as (
      insert into skill_evidence (staff_member_id, skill, kind, level, as_of, valid_to, source, note, shared, is_sample, recorded_by, came_of)
      select r.staff, r.skill, r.kind, r.level, r.day, r.valid_to, r.source, nullif(r.note, ''), coalesce(r.shared, false),
        ${isSample || (await isSampleTown(ctx)) === true}, ${ctx.actor.subjectId}::bigint, r.came_of
      from unnest(${each((row) => row.staffMemberId)}::bigint[], ${each((row) => row.skill)}::text[],
        ${each((row) => row.kind)}::text[], ${each((row) => row.level)}::smallint[], ${each((row) => row.asOf)}::date[],
        ${each((row) => row.source)}::text[], ${each((row) => row.note)}::text[], ${each((row) => row.shared)}::boolean[],
        ${each((row) => row.cameOf)}::text[], ${each((row) => row.validTo)}::date[])
        with ordinality as r(staff, skill, kind, level, day, source, note, shared, came_of, valid_to, place)
      where not ${skipKnown} or not ${isKnown}
      order by r.place
      returning skill_evidence_id, staff_member_id, skill, kind, level, as_of, valid_to, shared, is_sample),
    stands as (
      insert into skill_standing (${columns}) select distinct on (staff_member_id, skill, kind) ${columns}
      from added where level is not null
      order by staff_member_id, skill, kind, as_of desc, skill_evidence_id desc
      on conflict (staff_member_id, skill, kind) do update set ${replacing}
      where (excluded.as_of, excluded.skill_evidence_id) > (skill_standing.as_of, skill_standing.skill_evidence_id))
    select skill_evidence_id as id from added order by 1`.execute(ctx.db)
  await tellOfEnds(
    ctx,
    wanted.map(({ staffMemberId, ...row }) => ({ staff: staffMemberId, ...row })),
  )
  return added.map(({ id }) => id)
}

/** How many of these `addEvidence` would add where it skips what is known. */
export async function countUnknown(ctx: Ctx, rows: readonly NewEvidence[]): Promise<number> {
  const wanted = withoutRepetition(rows).map(({ staffMemberId: staff, asOf: day, validTo: valid_to, ...row }) => ({
    ...{ staff, day, valid_to, ...row },
  }))
  const { rows: counted } = await sql<{ n: number }>`select count(*)::integer as n
    from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as r(staff bigint, skill text, kind text, level smallint, day date,
      source text, valid_to date) where not ${isKnown}`.execute(ctx.db)
  return counted[0]!.n
}

/** Whether a row `r` of new evidence is there already in every word. */
const isKnown = sql`exists (select from skill_evidence e where e.staff_member_id = r.staff
  and e.skill = r.skill and e.kind = r.kind and e.as_of = r.day and e.level is not distinct from r.level
  and e.source is not distinct from r.source and e.valid_to is not distinct from r.valid_to and e.withdrawn_at is null)`

/** That evidence ends is told to its person as long as nothing stands in its place: what changes there is looked at anew. */
async function tellOfEnds(ctx: Ctx, places: readonly Place[]): Promise<void> {
  const { rows } = await sql<{ id: number }>`select e.skill_evidence_id as id from skill_evidence e
    join ${rowsOf(places)} using (staff_member_id, skill, kind) where e.valid_to > ${ctx.today}::date`.execute(ctx.db)
  if (rows.length > 0)
    ctx.tells(
      'skill_evidence',
      rows.map(({ id }) => id),
    )
}

/**
 * What stands on a day from today on, as a derived table with the columns of `skill_standing`: the latest of each kind that has not ended. The
 * few places whose latest has ended are looked up in the evidence.
 *
 * @param carried what counts for other skills beside its own: of several the latest of each kind stands there
 */
export function standingOn(day: Day, carried: readonly Carried[] = []): RawBuilder<unknown> {
  const own = ownStandingOn(day)
  if (carried.length === 0) return own
  return sql`(select distinct on (staff_member_id, skill, kind) ${columns} from (select ${columns} from ${own} o
      union all select f.staff_member_id, c.skill, f.kind, ${knownOf('f')} from ${own} f
        join jsonb_to_recordset(${JSON.stringify(carried)}::jsonb) as c(former text, skill text) on c.former = f.skill) every_one
    order by staff_member_id, skill, kind, as_of desc, skill_evidence_id desc)`
}

function ownStandingOn(day: Day): RawBuilder<unknown> {
  return sql`(select ${columns} from skill_standing s where ${notEndedBy('s', day)}
    union all select e.* from skill_standing s cross join lateral (select ${ofEvidence} from skill_evidence e
      where (e.staff_member_id, e.skill, e.kind) = (s.staff_member_id, s.skill, s.kind) and ${holdsOn('e', day)}
      order by e.as_of desc, e.skill_evidence_id desc limit 1) e
    where not ${notEndedBy('s', day)})`
}

/** How many people have a level in each of some skills, and how many in any; a skill in which nobody has one is left out. */
export async function countWithLevels(ctx: Ctx, skills: readonly string[]) {
  const { rows } = await sql<{ skill: string | null; people: number }>`
    select s.skill, count(distinct s.staff_member_id)::integer as people from skill_standing s
    where s.skill = any(${skills}) group by grouping sets ((s.skill), ())`.execute(ctx.db)
  const bySkill = new Map(rows.flatMap(({ skill, people }) => (skill === null ? [] : [[skill, people] as const])))
  return { bySkill, people: rows.find(({ skill }) => skill === null)?.people ?? 0 }
}

/** A piece of evidence of a level that holds on a day. */
export function holdsOn(alias: string, day: Day): RawBuilder<boolean> {
  const column = (name: string) => sql.ref(`${alias}.${name}`)
  return sql<boolean>`(${column('withdrawn_at')} is null and ${column('level')} is not null and ${on(alias, day, ['as_of', 'valid_to'])})`
}

/** Nobody else changes what stands there until this change is over; in one order, so that nobody waits for each other. */
export async function lockStandings(ctx: Ctx, places: readonly Place[]): Promise<void> {
  await sql`select from skill_standing s join ${rowsOf(places)} using (staff_member_id, skill, kind)
    order by s.staff_member_id, s.skill, s.kind for update of s`.execute(ctx.db)
}

/** Works out what stands in locked places; where no evidence is left nothing does. */
export async function renewStandings(ctx: Ctx, places: readonly Place[]): Promise<void> {
  await sql`with latest as (
      select distinct on (e.staff_member_id, e.skill, e.kind) ${columns}
      from skill_evidence e join ${rowsOf(places)} using (staff_member_id, skill, kind)
      where e.withdrawn_at is null and e.level is not null
      order by staff_member_id, skill, kind, e.as_of desc, e.skill_evidence_id desc),
    gone as (
      delete from skill_standing s using ${rowsOf(places)}
      where (s.staff_member_id, s.skill, s.kind) = (p.staff_member_id, p.skill, p.kind)
        and not exists (select from latest l
          where (l.staff_member_id, l.skill, l.kind) = (s.staff_member_id, s.skill, s.kind)))
    insert into skill_standing (${columns}) select ${columns} from latest
    on conflict (staff_member_id, skill, kind) do update set ${replacing}`.execute(ctx.db)
  await tellOfEnds(ctx, places)
}

const place = ['staff_member_id', 'skill', 'kind']
const known = ['level', 'as_of', 'valid_to', 'shared', 'is_sample', 'skill_evidence_id']
const columns = sql.raw([...place, ...known].join(', '))
const ofEvidence = sql.raw([...place, ...known].map((name) => `e.${name}`).join(', '))
const knownOf = (alias: string) => sql.raw(known.map((name) => `${alias}.${name}`).join(', '))
const replacing = sql.raw(known.map((name) => `${name} = excluded.${name}`).join(', '))

function rowsOf(places: readonly Place[]) {
  const rows = places.map(({ staff, skill, kind }) => ({ staff_member_id: staff, skill, kind }))
  return sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as p(staff_member_id bigint, skill text, kind text)`
}

/** One of each, in the words by which evidence is known. */
function withoutRepetition(rows: readonly NewEvidence[]): NewEvidence[] {
  const key = ({ staffMemberId, skill, kind, level, asOf, validTo, source }: NewEvidence) =>
    JSON.stringify([staffMemberId, skill, kind, level, asOf, validTo, source])
  return [...new Map(rows.map((row) => [key(row), row])).values()]
}
