/** Which notices stand about granted roles, and what a receiver may know of each. The kinds: notices.ts. */
import { sql } from 'kysely'
import { grantsToTell, holdersOf } from '#platform/auth/service.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import type { NoticeSource, Said, Standing } from '#platform/notices/notices.ts'
import { addDays, formatDate } from '#platform/time/dates.ts'
import { namesOf } from './directory.service.ts'
import { peopleMessages } from './messages.ts'
import { headsOn } from './relations.service.ts'
import { movedSince } from './roles.service.ts'

/** Days for which a new role is news. */
const NEWS = 30

/** The holder hears of a role that holds or is to come; whoever may, of one that waits for a second person, and of one to look at after a transfer. */
export async function standingOfGrants(
  ctx: Ctx,
  _days: Readonly<Record<string, number>>,
  things?: readonly number[],
): Promise<Standing[]> {
  const grants = await grantsToTell(ctx, things)
  if (grants.length === 0) return []
  const [it, heads, moved] = await Promise.all([holdersOf(ctx, 'it'), headsOfHr(ctx), movedSince(ctx, grants)])
  return grants.flatMap((grant) => {
    const { role_grant_id: thing, subject_id: holder, state, since, askers } = grant
    const tell = (kind: string, receivers: readonly number[], fact: string) =>
      receivers
        .filter((id) => kind === 'roleGranted' || id !== holder)
        .map((receiver): Standing => {
          return { kind, receiver, thing, fact, dueOn: null }
        })
    if (state === 'waiting') {
      const may = [...new Set([...it, ...heads])].filter((id) => !askers.includes(id))
      return tell('roleToAgree', may, `grant ${thing}`)
    }
    const isNews = holder !== null && since > addDays(ctx.today, -NEWS)
    const movedOn = moved.get(thing)
    return [
      ...(isNews ? tell('roleGranted', [holder], `grant ${thing}`) : []),
      ...(movedOn ? tell('roleToConfirm', lookers(grant.recorded_by, it), `moved ${thing} ${movedOn}`) : []),
    ]
  })
}

/** Whoever gave it is asked, as long as they hold the role by which they did. */
function lookers(gaveIt: number | null, it: readonly number[]): readonly number[] {
  return gaveIt !== null && it.includes(gaveIt) ? [gaveIt] : it
}

async function headsOfHr(ctx: Ctx): Promise<number[]> {
  const hr = await holdersOf(ctx, 'hr')
  const { rows } = await sql<{ id: number }>`select distinct h.staff_member_id as id from ${headsOn(ctx.today)} h
    where h.staff_member_id = any(${hr}::bigint[])`.execute(ctx.db)
  return rows.map(({ id }) => id)
}

export async function wordsOfGrants(
  ctx: Ctx,
  receiver: number,
  asked: Parameters<NoticeSource['words']>[2],
): Promise<(Said | undefined)[]> {
  const grants = await grantsToTell(
    ctx,
    asked.map(({ thing }) => thing),
  )
  const found = new Map(grants.map((grant) => [grant.role_grant_id, grant]))
  const [it, heads, names] = await Promise.all([
    holdersOf(ctx, 'it'),
    headsOfHr(ctx),
    namesOf(
      ctx,
      grants.flatMap(({ subject_id }) => subject_id ?? []),
    ),
  ])
  return asked.map(({ kind, thing }) => {
    const grant = found.get(thing)
    if (!grant) return undefined
    const mayKnow = kind === 'roleGranted' ? grant.subject_id === receiver : [...it, ...heads].includes(receiver)
    if (!mayKnow) return undefined
    const values = {
      person: names.get(grant.subject_id ?? -1)?.name ?? grant.login_name,
      role: ctx.t(peopleMessages, `role.${grant.role}`),
      from: formatDate(grant.valid_from, ctx.language),
    }
    return { values, to: kind !== 'roleGranted' ? '/admin/roles' : grant.role === 'executive' ? '/model' : '/admin' }
  })
}
