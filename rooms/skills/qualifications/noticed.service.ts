/** Which notices stand about what people hand in and about what ends, and what a receiver may know of each. The kinds: notices.ts. */
import { sql } from 'kysely'
import { holdersOf } from '#platform/auth/service.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import type { NoticeSource, Said, Standing } from '#platform/notices/notices.ts'
import { addDays, formatDate } from '#platform/time/dates.ts'
import { inServiceOn } from '#rooms/people/relations.service.ts'
import { namesOf } from '#rooms/people/service.ts'
import { holdsOn, standingOn } from '../standing.service.ts'
import type { ClaimState } from './rules.ts'

type Days = Readonly<Record<string, number>>
type Told = Parameters<NoticeSource['words']>[2]

/** What waits is HR's, one's own excepted; what was decided is the person's for so many days. */
const TOLD_DAYS = 30

export async function standingOfClaims(ctx: Ctx, _days: Days, things?: readonly number[]): Promise<Standing[]> {
  const among = things ? sql`c.qualification_claim_id = any(${things}::bigint[])` : sql`true`
  const since = addDays(ctx.today, -TOLD_DAYS)
  const { rows } = await sql<{ thing: number; staff: number; state: ClaimState }>`select
      c.qualification_claim_id as thing, c.staff_member_id as staff, c.state from qualification_claim c
    where ${among} and (c.state = 'waiting' or (c.state in ('confirmed', 'returned')
        and (c.decided_at at time zone 'Asia/Tokyo')::date > ${since}::date
        and not exists (select from qualification_claim n where n.staff_member_id = c.staff_member_id
          and n.qualification_id = c.qualification_id and n.qualification_claim_id > c.qualification_claim_id)))
      and exists (select from ${inServiceOn(ctx.today)} e where e.staff_member_id = c.staff_member_id)`.execute(ctx.db)
  const hr = rows.some(({ state }) => state === 'waiting') ? await holdersOf(ctx, 'hr') : []
  return rows.flatMap(({ thing, staff, state }): Standing[] => {
    const fact = `claim ${thing}`
    if (state === 'waiting')
      return hr
        .filter((one) => one !== staff)
        .map((receiver) => ({ kind: 'claimWaits', receiver, thing, fact, dueOn: null }))
    const kind = state === 'confirmed' ? 'claimConfirmed' : 'claimReturned'
    return [{ kind, receiver: staff, thing, fact, dueOn: null }]
  })
}

export async function wordsOfClaims(ctx: Ctx, receiver: number, asked: Told): Promise<(Said | undefined)[]> {
  const [{ rows }, hr] = await Promise.all([
    sql<{ thing: number; staff: number; name: string }>`select c.qualification_claim_id as thing,
        c.staff_member_id as staff, q.name from qualification_claim c join qualification q using (qualification_id)
      where c.qualification_claim_id = any(${asked.map(({ thing }) => thing)}::bigint[])`.execute(ctx.db),
    holdersOf(ctx, 'hr'),
  ])
  const found = new Map(rows.map((row) => [row.thing, row]))
  const names = await namesOf(
    ctx,
    rows.map(({ staff }) => staff),
  )
  return asked.map(({ kind, thing }): Said | undefined => {
    const row = found.get(thing)
    if (!row) return undefined
    if (kind !== 'claimWaits')
      return row.staff === receiver ? { values: { name: row.name }, to: '/skills/qualifications' } : undefined
    if (!hr.includes(receiver)) return undefined
    return {
      values: { name: row.name, person: names.get(row.staff)?.name ?? '' },
      to: '/admin/qualifications',
    }
  })
}

/** What stands today and ends soon, where nothing as high of the same kind stands from then on. */
export async function standingOfEnds(ctx: Ctx, days: Days, things?: readonly number[]): Promise<Standing[]> {
  const among = things ? sql`s.skill_evidence_id = any(${things}::bigint[])` : sql`true`
  const { rows } = await sql<{ thing: number; receiver: number; validTo: string }>`select s.skill_evidence_id as thing,
      s.staff_member_id as receiver, s.valid_to as "validTo"
    from ${standingOn(ctx.today)} s
    where s.valid_to > ${ctx.today}::date and s.valid_to <= ${addDays(ctx.today, days.evidenceEnds!)}::date and ${among}
      and exists (select from ${inServiceOn(ctx.today)} e where e.staff_member_id = s.staff_member_id)
      and coalesce((select e.level from skill_evidence e
        where (e.staff_member_id, e.skill, e.kind) = (s.staff_member_id, s.skill, s.kind) and ${holdsOn('e', sql`s.valid_to`)}
        order by e.as_of desc, e.skill_evidence_id desc limit 1), -1) < s.level`.execute(ctx.db)
  return rows.map(({ thing, receiver, validTo }) => ({
    ...{ kind: 'evidenceEnds', receiver, thing },
    ...{ fact: `ends ${validTo}`, dueOn: addDays(validTo, -1) },
  }))
}

export async function wordsOfEnds(ctx: Ctx, receiver: number, asked: Told): Promise<(Said | undefined)[]> {
  const { rows } = await sql<{ thing: number; source: string | null; validTo: string }>`select
      skill_evidence_id as thing, source, valid_to as "validTo" from skill_evidence
    where skill_evidence_id = any(${asked.map(({ thing }) => thing)}::bigint[]) and staff_member_id = ${receiver}
      and valid_to is not null`.execute(ctx.db)
  const found = new Map(rows.map((row) => [row.thing, row]))
  return asked.map(({ thing }) => {
    const row = found.get(thing)
    if (!row) return undefined
    const last = formatDate(addDays(row.validTo, -1), ctx.language)
    return { values: { name: row.source ?? '', last }, to: '/skills/qualifications' }
  })
}
