/** For whom the actor decides in training, and who decides for an applicant, in words (people/deciders.rules.ts). */
import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import type { Deciders, StandIns } from '#rooms/people/deciders.rules.ts'
import { mayBeUnled, unledOn } from '#rooms/people/relations.service.ts'
import { type DecidersOf, decidersOf, namesOf, standInsOf, standsIn, teamOf } from '#rooms/people/service.ts'
import { lacksCover } from '../cover/service.ts'
import { headsStates, type State } from '../rules.ts'
import type { NotThere } from '../sessions/rules.ts'
import { inState, isPastOn } from '../shape.service.ts'
import { decidingMessages } from './deciding.messages.ts'

/** People whose head the actor is today, and those of whom something is open that the actor decides in the place of a head. */
export async function peopleToDecideFor(ctx: Ctx, known?: StandIns): Promise<number[]> {
  const me = ctx.actor.subjectId
  if (me === null) return []
  const [team, standIns] = await Promise.all([teamOf(ctx, me), known ?? standInsOf(ctx)])
  if (!standsIn(ctx, standIns)) return team
  const { open } = await openWithoutHead(ctx, ({ as, who }) => as !== 'hr' && who.includes(me), standIns)
  return [...new Set([...team, ...open.map(({ staffMemberId }) => staffMemberId)])]
}

export interface OpenWithoutHead {
  applicationId: number
  staffMemberId: number
  state: State
  startsOn: string
}

/** What only HR can decide, of others than the actor: HR's own list. */
export function openForHr(ctx: Ctx, known?: StandIns) {
  return openWithoutHead(ctx, ({ as }, person) => as === 'hr' && person !== ctx.actor.subjectId, known)
}

/**
 * What is to be decided, or lacks cover, of people above whom nobody stands, where those who decide then are so. It is looked for from the
 * sessions to come, so that its cost follows what is open and not how many people there are.
 */
async function openWithoutHead(
  ctx: Ctx,
  among: (deciders: Deciders, person: number) => boolean,
  known?: StandIns,
): Promise<{ open: OpenWithoutHead[]; decidersFor?: DecidersOf }> {
  const { rows } = await sql<OpenWithoutHead>`with recursive ${unledOn(ctx.today)},
    open as materialized (select a.*, s.starts_on, s.ends_on, s.starts_at, s.ends_at
      from course_session s join application a on a.course_session_id = s.course_session_id
      where s.ends_on >= ${ctx.today}::date and s.cancelled_on is null and ${inState(...headsStates)}),
    without as materialized (select a.* from open a where ${mayBeUnled(sql`a.staff_member_id`, ctx.today)})
    select a.application_id as "applicationId", a.staff_member_id as "staffMemberId", a.state, a.starts_on as "startsOn"
    from without a cross join lateral (select a.starts_on, a.ends_on, a.starts_at, a.ends_at) s
    where ${inState('submitted')} and not ${isPastOn(ctx.today)} or ${lacksCover(ctx.today)}
    order by a.starts_on, a.application_id limit 2000`.execute(ctx.db)
  if (rows.length === 0) return { open: [] }
  const decidersFor = await decidersOf(ctx, [...new Set(rows.map(({ staffMemberId }) => staffMemberId))], known)
  return { open: rows.filter(({ staffMemberId: id }) => among(decidersFor(id), id)), decidersFor }
}

/**
 * Who decides for each of these people and why: a sentence for the applicant as for whoever decides. For lists that say it only where it is
 * not the usual head, the names of those are not looked up.
 */
export async function decidersInWords(
  ctx: Ctx,
  ids: readonly number[],
  { withUsual = true, known }: { withUsual?: boolean; known?: DecidersOf | undefined } = {},
): Promise<(id: number, what: 'approve' | 'cover') => { words: string; isUsual: boolean }> {
  const people = [...new Set(ids)]
  const decidersFor = known ?? (await decidersOf(ctx, people))
  const named = people.map(decidersFor).filter((deciders) => withUsual || !isUsual(deciders))
  const who = [...new Set(named.flatMap((deciders) => deciders.who.slice(0, MOST_NAMES)))]
  const names = who.length > 0 ? await namesOf(ctx, who) : new Map<number, { name: string }>()
  return (id, what) => {
    const deciders = decidersFor(id)
    return { words: inWords(ctx, deciders, what, namesIn(ctx, deciders.who, names)), isUsual: isUsual(deciders) }
  }
}

/** Why an application that waits cannot be approved, for whoever decides; null where it can. */
export function notThereInWords(ctx: Ctx, state: State, away: NotThere | undefined): string | null {
  return away && state === 'submitted' ? ctx.t(decidingMessages, `away.${away}`) : null
}

/** The head of the own section decides, or the one above a unit that never had a head. */
function isUsual({ as, because }: Deciders): boolean {
  return as === 'sectionHead' && because === null
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
  { as, because, section, postTitle }: Deciders,
  what: 'approve' | 'cover',
  names: string,
): string {
  if (as === null) return ctx.t(decidingMessages, 'decides.nobody')
  const isAbove = as === 'sectionHead' && because !== null
  const who = ctx.t(decidingMessages, isAbove ? 'who.above' : `who.${as}`, {
    section: section ?? '',
    post: postTitle ?? '',
    names,
  })
  const why = because === null ? '' : ctx.t(decidingMessages, `because.${because}`)
  return ctx.t(decidingMessages, `decides.${what}`, { why, who })
}
