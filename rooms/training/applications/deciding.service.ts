/** For whom the actor decides in training, and who decides for an applicant, in words (people/deciders.rules.ts). */
import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { askedOf, type Deciders, type DecidesAs, headFor, type StandIns } from '#rooms/people/deciders.rules.ts'
import { mayBeUnled, postsOn, unledOn } from '#rooms/people/relations.service.ts'
import {
  type DecidedBy,
  type Deciding,
  decidedBy,
  decidingOn,
  hasDeputyAmong,
  isDeputyOn,
  namesOf,
  sectionsStoodFor,
  sectionsUnder,
  standsIn,
  teamOf,
} from '#rooms/people/service.ts'
import { decidedByFor, waitedDays } from '../approvers.service.ts'
import { lacksCover } from '../cover/service.ts'
import { headsStates, type State } from '../rules.ts'
import type { NotThere, SessionTimes } from '../sessions/rules.ts'
import { inState, isPastOn } from '../shape.service.ts'
import { decidingMessages } from './deciding.messages.ts'

/**
 * What a decision is made from: what was written, the hours, the cover, and whether whoever stands in is there. Who agreed meanwhile makes nothing else of it; other
 * words, hours or cover do.
 */
export function askedSaid({
  motive,
  session: { startsOn, endsOn, startsAt, endsAt },
  cover,
}: {
  readonly motive: string
  readonly session: SessionTimes
  readonly cover: { readonly coverArrangementId: number; readonly isThere: boolean } | null
}) {
  return { motive, startsOn, endsOn, startsAt, endsAt, cover: cover && [cover.coverArrangementId, cover.isThere] }
}

/** Of whom all that is open is one's to decide, and what is besides because nobody has decided it for days. */
export interface ToDecide {
  readonly people: readonly number[]
  readonly late: readonly { readonly applicationId: number; readonly staffMemberId: number }[]
}

/** Applications `a` of these. */
export function amongThem({ people, late }: ToDecide): RawBuilder<boolean> {
  const besides = late.map(({ staffMemberId }) => staffMemberId)
  return sql<boolean>`a.staff_member_id = any(${[...people, ...besides]}::bigint[]) and (a.staff_member_id = any(${[...people]}::bigint[])
    or a.application_id = any(${late.map(({ applicationId }) => applicationId)}::bigint[]))`
}

/** Whom the actor may have to decide for though they are no head of theirs: what heads below them have not decided, and who stands in for whom. */
export interface Besides {
  readonly late: ToDecide['late']
  readonly standIns: StandIns
  /** The actor decides today in the place of a head. */
  readonly isDeputy: boolean
  /** In the place of a head below who is away somebody else may decide, so that not all of one's people are one's to decide. */
  readonly hasDeputyBelow: boolean
}

/** For whoever leads no section: nothing is below them. */
export async function besidesOfNoHead(ctx: Ctx): Promise<Besides> {
  const { rows } = await sql<Pick<Besides, 'isDeputy'> & Deciding>`select ${isDeputy(ctx)} as "isDeputy",
    ${decidingOn(sql`'{}'::bigint[]`, ctx.today, 'whether I stand in')} as deciding`.execute(ctx.db)
  const { standIns } = await decidedBy(ctx, rows[0]!, 'whether I stand in')
  return { late: [], standIns, isDeputy: rows[0]!.isDeputy, hasDeputyBelow: false }
}

function isDeputy(ctx: Ctx): RawBuilder<boolean> {
  return ctx.actor.subjectId === null ? sql<boolean>`false` : isDeputyOn(ctx.actor.subjectId, ctx.today)
}

/** What heads of sections below the actor's have not decided for days, where the actor is next above them. */
export async function besidesOf(ctx: Ctx, me: number): Promise<Besides> {
  const { rows } = await sql<
    Pick<Besides, 'late' | 'isDeputy' | 'hasDeputyBelow'> & Deciding
  >`with under as materialized (
      select u.section_code from ${sectionsUnder(me, ctx.today)} u),
    late as materialized (select a.application_id, a.staff_member_id
      from course_session s join application a on a.course_session_id = s.course_session_id
      where exists (select 1 from under) and s.starts_on >= ${ctx.today}::date and s.cancelled_on is null
        and ${inState('submitted')} and ${waitedDays(ctx.today)} is not null
        and exists (select 1 from ${postsOn(ctx.today)} p where p.staff_member_id = a.staff_member_id
          and p.section_code in (select section_code from under))
      order by s.starts_on, a.application_id limit 2000)
    select (select coalesce(json_agg(json_build_object('applicationId', application_id, 'staffMemberId', staff_member_id)), '[]')
        from late) as late, ${isDeputy(ctx)} as "isDeputy", ${hasDeputyAmong('under', ctx.today)} as "hasDeputyBelow",
      ${decidingOn(sql`array(select staff_member_id from late)`, ctx.today, 'whether I stand in')} as deciding`.execute(
    ctx.db,
  )
  const { above, standIns } = await decidedBy(ctx, rows[0]!, 'whether I stand in')
  const isAbove = (id: number) => id !== me && above(id).as === 'sectionHead' && above(id).who.includes(me)
  const { late, isDeputy: stands, hasDeputyBelow } = rows[0]!
  return {
    late: late.filter(({ staffMemberId }) => isAbove(staffMemberId)),
    standIns,
    isDeputy: stands,
    hasDeputyBelow,
  }
}

/** What the actor decides about today: of people whose head they are, of whom they stand in for, and what waits too long below them. */
export async function toDecideBy(ctx: Ctx, known?: Besides): Promise<ToDecide> {
  const me = ctx.actor.subjectId
  if (me === null) return { people: [], late: [] }
  const [team, besides] = await Promise.all([teamOf(ctx, me), known ?? besidesOf(ctx, me)])
  const { late, standIns } = besides
  const [own, forHeads, without] = await Promise.all([
    besides.hasDeputyBelow ? decidedByMe(ctx, me, team) : team,
    besides.isDeputy ? openForHeads(ctx, me) : none,
    standsIn(ctx, standIns) ? openWithoutHead(ctx, (by) => isNotLed(by) && by.who.includes(me)) : none,
  ])
  const more = [forHeads, without].map(({ open }) => open)
  return {
    people: [...own, ...more.flatMap(({ people }) => people)],
    late: [...late, ...more.flatMap((open) => open.late)],
  }
}

const none = { open: { people: [], late: [] } } satisfies { open: ToDecide }

function isNotLed({ as }: Deciders): boolean {
  return as !== 'hr' && as !== 'sectionHead'
}

async function decidedByMe(ctx: Ctx, me: number, team: readonly number[]): Promise<number[]> {
  const { decides } = await decidedByFor(ctx, team)
  return team.filter((id) => decides(id).who.includes(me))
}

interface Open {
  readonly applicationId: number
  readonly staffMemberId: number
  readonly startsOn: string
  readonly waited: number | null
}

/** What only HR can decide, of others than the actor, and what nobody below has for days: HR's own list. */
export function openForHr(ctx: Ctx) {
  return openWithoutHead(ctx, ({ as }, person) => as === 'hr' && person !== ctx.actor.subjectId)
}

/** What the actor decides in the place of heads whose deputy they are: of whoever is in those sections or below. */
function openForHeads(ctx: Ctx, me: number) {
  const among = (by: Deciders) => headFor(me, by) !== null
  return openWhere(ctx, among, {
    from: sql`stood as materialized (select section_code from ${sectionsStoodFor(me, ctx.today)} s)`,
    may: sql`exists (select 1 from ${postsOn(ctx.today)} p join stood on stood.section_code = p.section_code
      where p.staff_member_id = a.staff_member_id and p.staff_member_id <> ${me}::bigint)`,
  })
}

/** Of people above whom nobody stands, and what nobody has decided for days, where those who decide, or may as well, are so. */
function openWithoutHead(ctx: Ctx, among: (deciders: Deciders, person: number) => boolean) {
  const unled = mayBeUnled(sql`a.staff_member_id`, ctx.today)
  const may = sql`(a.waited is not null or ${unled.may})`
  return openWhere(ctx, among, { from: unledOn(ctx.today), joined: unled.joined, may })
}

/**
 * What is to be decided, or lacks cover, of people for whom that may be so. It is looked for from the sessions to come, so that its cost
 * follows what is open and not how many people there are.
 */
async function openWhere(
  ctx: Ctx,
  among: (deciders: Deciders, person: number) => boolean,
  { from, joined = sql``, may }: { from: RawBuilder<unknown>; joined?: RawBuilder<unknown>; may: RawBuilder<unknown> },
) {
  const { rows } = await sql<{ open: Open[] } & Deciding>`with recursive ${from},
    open as materialized (select a.*, s.starts_on, s.ends_on, s.starts_at, s.ends_at, ${waitedDays(ctx.today)} as waited
      from course_session s join application a on a.course_session_id = s.course_session_id
      where s.ends_on >= ${ctx.today}::date and s.cancelled_on is null and ${inState(...headsStates)}),
    without as materialized (select a.* from open a ${joined} where ${may}),
    found as materialized (select a.application_id, a.staff_member_id, a.starts_on, a.waited
      from without a cross join lateral (select a.starts_on, a.ends_on, a.starts_at, a.ends_at) s
      where ${inState('submitted')} and not ${isPastOn(ctx.today)} or ${lacksCover(ctx.today)}
      order by a.starts_on, a.application_id limit 2000)
    select (select coalesce(json_agg(json_build_object('applicationId', application_id, 'staffMemberId', staff_member_id,
          'startsOn', starts_on, 'waited', waited) order by starts_on, application_id), '[]') from found) as open,
      ${decidingOn(sql`array(select staff_member_id from found)`, ctx.today)} as deciding`.execute(ctx.db)
  const { open } = rows[0]!
  const decidedFor = await decidedBy(
    ctx,
    rows[0]!,
    open.map(({ staffMemberId }) => staffMemberId),
  )
  const whole = open.filter(({ staffMemberId: id }) => among(decidedFor.decides(id), id))
  const people = new Set(whole.map(({ staffMemberId }) => staffMemberId))
  const late = open.filter(
    ({ staffMemberId: id, waited }) => waited !== null && !people.has(id) && among(decidedFor.above(id), id),
  )
  const first = [...whole, ...late].map(({ startsOn }) => startsOn).sort()[0] ?? null
  return { open: { people: [...people], late }, n: whole.length + late.length, first, decidedFor }
}

interface Asked {
  readonly staffMemberId: number
  readonly waited: number | null
}

/**
 * Who decides for each of these and why: a sentence for the applicant as for whoever decides. For lists that say it only where it is
 * not the usual head alone, nothing is said of those.
 */
export async function decidersInWords(
  ctx: Ctx,
  asked: readonly Asked[],
  { withUsual = true, known }: { withUsual?: boolean; known?: Pick<DecidedBy, 'decides' | 'above'> | undefined } = {},
): Promise<(one: Asked, what: 'approve' | 'cover') => { words: string; isUsual: boolean }> {
  const people = [...new Set(asked.map(({ staffMemberId }) => staffMemberId))]
  const { decides, above } = known ?? (await decidedByFor(ctx, people))
  const both = ({ staffMemberId: id, waited }: Asked) => ({
    decides: decides(id),
    above: waited === null ? nobodyAbove : above(id),
    waited,
  })
  const who = asked
    .map(both)
    .filter((one) => withUsual || !isUsual(one))
    .flatMap((one) => [one.decides, one.above].flatMap(namesNeeded))
  const names = who.length > 0 ? await namesOf(ctx, [...new Set(who)]) : new Map<number, { name: string }>()
  return (one, what) => {
    const by = both(one)
    if (!withUsual && isUsual(by)) return { words: '', isUsual: true }
    return { words: inWords(ctx, by, what, (ids) => namesIn(ctx, ids, names)), isUsual: isUsual(by) }
  }
}

interface Both {
  readonly decides: Deciders
  readonly above: Deciders
  readonly waited: number | null
}
const nobodyAbove: Both['above'] = {
  ...{ as: null, who: [], deputies: [] },
  section: null,
  postTitle: null,
  because: null,
}

function namesNeeded(by: Deciders): number[] {
  return [...askedOf(by).slice(0, MOST_NAMES), ...by.deputies.slice(0, MOST_NAMES).map(({ head }) => head)]
}

/** Why an application that waits cannot be approved, for whoever decides; null where it can. */
export function notThereInWords(ctx: Ctx, state: State, away: NotThere | undefined): string | null {
  return away && state === 'submitted' ? ctx.t(decidingMessages, `away.${away}`) : null
}

/** The head of the own section decides, or the one above a unit that never had a head, and nobody else may. */
function isUsual({ decides: { as, because, deputies }, above }: Both): boolean {
  return as === 'sectionHead' && because === null && deputies.length === 0 && above.as === null
}

const MOST_NAMES = 3

function namesIn(ctx: Ctx, who: readonly number[], names: ReadonlyMap<number, { name: string }>): string {
  const shown = who
    .slice(0, MOST_NAMES)
    .map((id) => ctx.t(decidingMessages, 'name', { name: names.get(id)?.name ?? '' }))
  const list = shown.join(ctx.language === 'ja' ? '・' : ', ')
  return who.length > MOST_NAMES ? ctx.t(decidingMessages, 'names.more', { names: list }) : list
}

function inWords(
  ctx: Ctx,
  { decides, above, waited }: Both,
  what: 'approve' | 'cover',
  namesFor: (ids: readonly number[]) => string,
): string {
  const { as, because } = decides
  if (as === null) return ctx.t(decidingMessages, 'decides.nobody')
  const who = named(ctx, decides, as === 'sectionHead' && because !== null ? 'above' : as, namesFor)
  if (above.as !== null && waited !== null)
    return ctx.t(decidingMessages, 'decides.late', {
      ...{ days: waited, who },
      above: named(ctx, above, above.as === 'sectionHead' ? 'above' : above.as, namesFor),
    })
  const why = because === null ? '' : ctx.t(decidingMessages, `because.${because}`)
  return ctx.t(decidingMessages, `decides.${what}`, { why, who })
}

/** Who is asked, by what; a deputy with the name of the head for whom they decide. */
function named(
  ctx: Ctx,
  by: Deciders,
  key: Exclude<DecidesAs, 'deputy'> | 'above',
  namesFor: (ids: readonly number[]) => string,
): string {
  const { section, postTitle, deputies } = by
  const who = ctx.t(decidingMessages, `who.${key}`, {
    ...{ section: section ?? '', post: postTitle ?? '' },
    names: namesFor(deputies.length > 0 ? deputies.map(({ head }) => head) : by.who),
  })
  if (deputies.length === 0) return who
  return ctx.t(decidingMessages, 'who.deputy', { head: who, names: namesFor(askedOf(by)) })
}
