/** Levels by kind: of people, and as rows for the SQL of later rooms, none of which names this room's tables. */
import { type RawBuilder, sql } from 'kysely'
import type { Answer } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import type { Among } from '#platform/measure/measure.ts'
import { type Day, noneOf, oneOf } from '#platform/sql/sql.ts'
import { inServiceOn, peopleRows, postsOn } from '#rooms/people/relations.service.ts'
import type { PolicyWith } from '#rooms/policy/document.rules.ts'
import { type LevelKind, levelKinds, sharedByChoice } from '#rooms/policy/evidence.rules.ts'
import { carriedIn, type Rung, recordsOf } from '#rooms/policy/rules.ts'
import type { skills } from './contract.ts'
import { type Evidence, evidenceOf } from './history.service.ts'
import { decideLevel, expectationsOf, holds, isShown, levelKindsInOrder, setsLevel, skillsIn } from './rules.ts'
import { holdsOn, standingOn } from './standing.service.ts'

/**
 * The latest level by a day of the records of one skill and kind, of everybody or of some: rows (staff, level, as_of, id). Skill, kind and day are SQL of the
 * statement around it, for a `lateral` join.
 */
export function latestLevels(
  { skill, kind, day }: { readonly skill: RawBuilder<unknown>; readonly kind: RawBuilder<unknown>; readonly day: Day },
  among: Among,
): RawBuilder<unknown> {
  return sql`(select distinct on (e.staff_member_id) e.staff_member_id as staff, e.level, e.as_of, e.skill_evidence_id as id
    from skill_evidence e
    where e.skill = ${skill} and e.kind = ${kind} and ${holdsOn('e', day)} and ${among('e.staff_member_id')}
    order by e.staff_member_id, e.as_of desc, e.skill_evidence_id desc)`
}

/**
 * The level of each skill by the policy's rule, as rows (staff, skill, level, kind): `decideLevel` for many people at once; a
 * test holds both to the same answer. A skill without a level has no row.
 *
 * @param of the people asked about; everybody where it is absent
 * @param day today, or one to come
 * @param shownToHead only from what the section head may see (INV-S1)
 */
export function levelsByRule(
  { pyramid }: Pick<PolicyWith<'pyramid'>, 'pyramid'>,
  {
    of,
    shownToHead,
    day,
  }: { readonly of?: readonly number[] | undefined; readonly shownToHead: boolean; readonly day: string },
): RawBuilder<unknown> {
  const { rule } = pyramid
  const shown = shownToHead ? IS_SHOWN : sql`true`
  return sql`(select distinct on (s.staff_member_id, s.skill) s.staff_member_id as staff, s.skill, s.level, s.kind
    from ${standingOn(day, carriedIn({ pyramid }))} s where ${of ? sql`s.staff_member_id = any(${of})` : sql`true`} and ${oneOf('s.kind', rule.levelFrom)} and ${shown}
    order by s.staff_member_id, s.skill, array_position(${rule.levelFrom}::text[], s.kind))`
}

/** Whether the section head may see what stands as `s` (INV-S1), as `isShown`. */
const IS_SHOWN = sql<boolean>`(s.shared or ${noneOf('s.kind', sharedByChoice)})`

/** What is apart in `packed`: how many levels there are room for, and how many kinds. */
const [LEVELS, KINDS] = [1_000, 10]

/**
 * Today's standings that the section head may see of some people, as rows (staff, packed): of each person one list of numbers, in which a skill's place
 * among `skills`, the kind and the level are packed; null for a skill that is none of these. What follows by the rule is decided where they are read:
 * putting a section's standings in order, and into words, took the database longer than all else.
 */
export function packedStandings(
  { pyramid }: Pick<PolicyWith<'pyramid'>, 'pyramid'>,
  { of, skills, day }: { readonly of: readonly number[]; readonly skills: readonly string[]; readonly day: string },
): RawBuilder<unknown> {
  return sql`(select s.staff_member_id as staff, json_agg((array_position(${skills}::text[], s.skill) * ${sql.lit(KINDS)}
      + array_position(${levelKinds}::text[], s.kind)) * ${sql.lit(LEVELS)} + s.level) as packed
    from ${standingOn(day, carriedIn({ pyramid }))} s where s.staff_member_id = any(${of}) and ${IS_SHOWN} group by 1)`
}

/** Of one number of such a list. */
export function unpacked(packed: number): { at: number; kind: LevelKind; level: number } {
  const place = Math.floor(packed / LEVELS)
  return { at: Math.floor(place / KINDS) - 1, kind: levelKinds[(place % KINDS) - 1]!, level: packed % LEVELS }
}

/** What stands of one kind, as JSON carries it. */
interface Standing {
  readonly skillEvidenceId: number
  readonly skill: string
  readonly kind: LevelKind
  readonly level: number
  readonly asOf: string
  /** First day on which it holds no more. */
  readonly validTo: string | null
  readonly shared: boolean
  readonly isSample: boolean
}

export type Standings = ReadonlyMap<string, readonly Standing[]>

interface PersonStandings extends Rung {
  readonly standings: Standings
}

/** Today's levels of one person, in one statement. */
export async function standingsOf(ctx: Ctx, staffMemberId: number): Promise<PersonStandings | undefined> {
  const { rows } = await sql<Rung & { standings: Standing[] | null }>`select
      (select a.grade from ${postsOn(ctx.today)} a where a.staff_member_id = m.staff_member_id) as grade,
      (select e.occupation from ${inServiceOn(ctx.today)} e where e.staff_member_id = m.staff_member_id) as occupation,
      (select json_agg(${asJson}) from ${standingOn(ctx.today)} s where s.staff_member_id = m.staff_member_id) as standings
    from ${peopleRows(ctx.today)} m where m.staff_member_id = ${staffMemberId}`.execute(ctx.db)
  return rows[0] && { ...rows[0], standings: bySkill(rows[0].standings ?? []) }
}

/** The levels of a past day, from the evidence; a sharing that was taken back since then is not shared. */
export async function standingsOn(ctx: Ctx, staffMemberId: number, day: string): Promise<PersonStandings | undefined> {
  const [rung, evidence] = await Promise.all([
    rungOn(ctx, staffMemberId, day),
    evidenceOf(ctx, staffMemberId, { upTo: day }),
  ])
  return rung && { ...rung, standings: standingsFrom(evidence, day) }
}

/** What stands on a day after all this evidence, in the order of time. */
export function standingsFrom(inOrder: readonly Evidence[], day: string): Standings {
  const setting = inOrder.filter(setsLevel).filter((row) => holds(row, day))
  return bySkill([...new Map(setting.map((row) => [`${row.skill} ${row.kind}`, row])).values()])
}

/** By what is expected of a person on a day; undefined for one who does not exist. */
export async function rungOn(ctx: Ctx, staffMemberId: number, day: string): Promise<Rung | undefined> {
  const { rows } = await sql<Rung>`select a.grade, e.occupation from ${peopleRows(ctx.today)} m
    left join ${postsOn(day)} a using (staff_member_id) left join ${inServiceOn(day)} e using (staff_member_id)
    where m.staff_member_id = ${staffMemberId}`.execute(ctx.db)
  return rows[0]
}

type Listed = Answer<typeof skills.showSkills>

/** Every skill of a person, from the base up, with what is known of each kind and what follows from it by the policy's rule. */
export function listed({
  day,
  document,
  grade,
  occupation,
  standings,
  sharedOnly,
}: PersonStandings & { day: string; document: PolicyWith<'pyramid'>; sharedOnly: boolean }): Listed {
  const expected = expectationsOf(document, { grade, occupation })
  return {
    asOf: day,
    grade,
    highestLevel: document.pyramid.highestLevel,
    sharedOnly,
    skills: skillsIn(document).map(({ id, name, tierId }) => {
      const own = standingFor(recordsOf(document, id), standings)
      const seen = sharedOnly ? own.filter(isShown) : own
      const levels = Object.fromEntries(seen.map(({ kind, level }) => [kind, level]))
      return {
        ...{ skill: id, name, tier: tierId },
        ...decideLevel(document.pyramid.rule.levelFrom, levels),
        expected: expected.get(id) ?? null,
        kinds: levelKindsInOrder(seen).map((one) => ({
          ...{ kind: one.kind, level: one.level, asOf: one.asOf, validTo: one.validTo },
          shared: isShown(one),
        })),
        isSample: own.some(({ isSample }) => isSample),
      }
    }),
  }
}

/** Of records that count for one skill the latest of each kind stands. */
function standingFor(records: readonly string[], standings: Standings): readonly Standing[] {
  if (records.length === 1) return standings.get(records[0]!) ?? []
  const inOrder = records
    .flatMap((record) => standings.get(record) ?? [])
    .toSorted((a, b) => a.asOf.localeCompare(b.asOf) || a.skillEvidenceId - b.skillEvidenceId)
  return [...new Map(inOrder.map((one) => [one.kind, one])).values()]
}

const asJson = sql`json_build_object('skillEvidenceId', s.skill_evidence_id, 'skill', s.skill, 'kind', s.kind, 'level', s.level, 'asOf', s.as_of, 'validTo', s.valid_to,
  'shared', s.shared, 'isSample', s.is_sample)`

function bySkill(standings: readonly Standing[]): Standings {
  return Map.groupBy(standings, ({ skill }) => skill)
}
