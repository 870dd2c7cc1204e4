import { type RawBuilder, sql } from 'kysely'
import { roleHoldersOn } from '#platform/auth/service.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { on } from '#platform/sql/sql.ts'
import {
  aboveOf,
  type Deciders,
  type DecidesAs,
  deciderOf,
  decidingAbove,
  headFor,
  type Level,
  needsOthers,
  type StandIns,
  standsInFor,
} from './deciders.rules.ts'
import { levelsOf, levelsOn, onceEach } from './heads.service.ts'
import { allPostsOn, awayOn, deputiesOn, headsOn, inServiceOn, sectionsOn } from './relations.service.ts'

export type DecidersOf = (id: number) => Deciders

/** Who decides for each of these people today, and why it is not the head of their own section (INV-O4, O5). */
export async function decidersOf(ctx: Ctx, ids: readonly number[], known?: StandIns): Promise<DecidersOf> {
  const levels: ReadonlyMap<number, readonly Level[]> = ids.length > 0 ? await levelsOf(ctx, ids) : new Map()
  const above = new Map(ids.map((id) => [id, decidingAbove(id, levels.get(id) ?? [])]))
  if (ids.every((id) => above.get(id)!.as !== null)) return (id) => above.get(id)!
  const standIns = known ?? (await standInsOf(ctx))
  return (id) => deciderOf(id, levels.get(id) ?? [], standIns)
}

/** As what the actor decides for this person today; never for themselves. */
export async function decidesFor(ctx: Ctx, staffMemberId: number): Promise<DecidesAs | false> {
  return decidesAs(ctx, staffMemberId, (await decidersOf(ctx, [staffMemberId]))(staffMemberId))
}

/** As what the actor is among these who decide for a person. */
export function decidesAs(ctx: Ctx, staffMemberId: number, deciders: Deciders): DecidesAs | false {
  const { as, who } = deciders
  const { subjectId, kind, roles } = ctx.actor
  if (kind !== 'account' || subjectId === null || subjectId === staffMemberId) return false
  if (as === 'hr') return roles.includes('hr') && 'hr'
  if (as === null || !who.includes(subjectId)) return false
  return headFor(subjectId, deciders) === null ? as : 'deputy'
}

/** What it is found from who decides for some people, in a row of a later room's statement. */
export interface Deciding {
  deciding: { levels: { people: number[]; levels: Level[] }[]; standIns: FoundStandIns }
}

/** What is asked besides: whether the actor may stand in for somebody (`standsIn`). */
type Besides = 'whether I stand in'

/** As SQL, for a list of ids in SQL: what `decidedBy` reads, a value of a row whose column is called "deciding". */
export function decidingOn(ids: RawBuilder<unknown>, day: string, besides?: Besides): RawBuilder<unknown> {
  const all = besides ? sql`(${ids} || ${onlyOfHr(day)})` : ids
  return sql`json_build_object('levels', (select coalesce(json_agg(l), '[]') from ${levelsOn(all, day)} l),
    'standIns', (select row_to_json(i) from ${standInsOn(day)} i))`
}

/** Who decides for each of these people, and who may as well where those have not for days. */
export interface DecidedBy {
  readonly decides: DecidersOf
  readonly above: DecidersOf
  readonly standIns: StandIns
}

export async function decidedBy(
  ctx: Ctx,
  { deciding }: Deciding,
  asked: readonly number[] | Besides,
): Promise<DecidedBy> {
  const levels = new Map(
    deciding.levels.flatMap(({ people, levels }) => people.map((id) => [id, levels.map(onceEach)] as const)),
  )
  const { standIns: found } = deciding
  const [only] = found.hr
  const isAsked = asked === 'whether I stand in'
  const needs = (isAsked ? (only === undefined ? [] : [only]) : asked).some((id) =>
    needsOthers(id, levels.get(id) ?? [], found),
  )
  const levelsOfOnly = (isAsked && only !== undefined && levels.get(only)) || []
  const standIns = {
    ...found,
    levelsOfOnly,
    heads: needs || (isAsked && only === undefined) ? await headsElsewhere(ctx, found) : [],
  }
  // The same people are asked about again and again.
  const once = (work: typeof deciderOf): DecidersOf => {
    const known = new Map<number, Deciders>()
    return (id) => {
      const by = known.get(id) ?? work(id, levels.get(id) ?? [], standIns)
      known.set(id, by)
      return by
    }
  }
  return { decides: once(deciderOf), above: once(aboveOf), standIns }
}

/** Whether the actor was named to decide today: by a post, where no head stands, or as the deputy of a head. */
export async function isNamedToDecide(ctx: Ctx): Promise<boolean> {
  const me = ctx.actor.subjectId
  if (me === null) return false
  const { rows } = await sql<{ isNamed: boolean }>`select exists (select 1 from decider_post d
      join ${allPostsOn(ctx.today)} p on p.section_code = d.section_code and p.post_title = d.post_title
    where p.staff_member_id = ${me}::bigint and ${on('d', ctx.today)}) or ${isDeputyOn(me, ctx.today)} as "isNamed"`.execute(
    ctx.db,
  )
  return rows[0]!.isNamed
}

/** Whether somebody decides on a day in the place of a head. */
export function isDeputyOn(person: number, day: string): RawBuilder<boolean> {
  return sql<boolean>`exists (select 1 from ${deputiesOn(day)} d where d.deputy = ${person}::bigint)`
}

/** Sections whose heads somebody stands for on a day, with all below them: section_code. A fragment for later rooms. */
export function sectionsStoodFor(person: number, day: string): RawBuilder<unknown> {
  return sql`(with recursive below as (
      select d.section_code from ${deputiesOn(day)} d where d.deputy = ${person}::bigint
      union
      select s.section_code from below b join ${sectionsOn(day)} s on s.parent_code = b.section_code)
    select b.section_code from below b)`
}

/** Whether the head of one of these sections of a common table expression, on leave on a day, has a deputy who decides before whoever is above. */
export function hasDeputyAmong(sections: string, day: string): RawBuilder<boolean> {
  return sql<boolean>`exists (select 1 from ${deputiesOn(day)} d join ${sql.table(sections)} u on u.section_code = d.section_code
    where exists (select 1 from ${awayOn(day)} l where l.staff_member_id = d.head))`
}

/** Whether the actor may decide today for somebody whose head they are not. */
export function standsIn(ctx: Ctx, standIns: StandIns): boolean {
  return ctx.actor.subjectId !== null && standsInFor(ctx.actor.subjectId, standIns)
}

/**
 * Named posts with those who hold them, and the people of HR, who are in service and not on leave today; where HR has one person at the
 * most, what is asked then besides.
 */
export async function standInsOf(ctx: Ctx): Promise<StandIns> {
  const { rows } = await sql<FoundStandIns>`select posts, hr from ${standInsOn(ctx.today)} i`.execute(ctx.db)
  const found = rows[0]!
  const levelsOfOnly = found.hr.length === 1 ? (await levelsOf(ctx, found.hr)).get(found.hr[0]!) : undefined
  return { ...found, levelsOfOnly: levelsOfOnly ?? [], heads: await headsElsewhere(ctx, found) }
}

type FoundStandIns = Pick<StandIns, 'posts' | 'hr'>

/** Who leads elsewhere is asked only where HR has nobody else: every new connection would plan it. */
async function headsElsewhere(ctx: Ctx, { hr }: FoundStandIns): Promise<number[]> {
  return hr.length > 1 ? [] : highest((await headsOfTown(ctx.today).execute(ctx.db)).rows)
}

/** The person of HR who is there, where it is one alone. */
function onlyOfHr(day: string): RawBuilder<unknown> {
  return sql`(select case when count(*) = 1 then array_agg(r.subject_id) else '{}'::bigint[] end from ${hrOn(day)} r)`
}

function hrOn(day: string): RawBuilder<unknown> {
  return sql`(select r.subject_id from ${roleHoldersOn('hr', day)} r where not ${isAwayOn(day, 'r.subject_id')})`
}

function isAwayOn(day: string, person: string): RawBuilder<boolean> {
  return sql<boolean>`exists (select 1 from ${awayOn(day)} l where l.staff_member_id = ${sql.ref(person)})`
}

/** One row: posts, hr. */
function standInsOn(day: string): RawBuilder<unknown> {
  return sql`(select
      (select coalesce(json_agg(json_build_object('forSection', d.for_section, 'section', s.name, 'postTitle', d.post_title,
          'holders', array(select distinct p.staff_member_id from ${allPostsOn(day)} p
            where p.section_code = d.section_code and p.post_title = d.post_title and not ${isAwayOn(day, 'p.staff_member_id')}
              and exists (select 1 from ${inServiceOn(day)} e where e.staff_member_id = p.staff_member_id)
            order by p.staff_member_id))), '[]')
        from decider_post d left join ${sectionsOn(day)} s on s.section_code = d.section_code
        where ${on('d', day)}) as posts,
      array(select r.subject_id from ${hrOn(day)} r order by 1) as hr)`
}

interface Head {
  readonly id: number
  readonly isHighest: boolean
}

function headsOfTown(day: string) {
  return sql<Head>`select h.staff_member_id as id, bool_or(s.parent_code is null) as "isHighest"
    from ${headsOn(day)} h join ${sectionsOn(day)} s on s.section_code = h.section_code
    group by h.staff_member_id order by h.staff_member_id`
}

/** Who leads the highest sections; where that is one person at the most, who leads any. */
function highest(heads: readonly Head[]): number[] {
  const top = heads.filter(({ isHighest }) => isHighest)
  return (top.length > 1 ? top : heads).map(({ id }) => id)
}
