/**
 * Cover that a draft rests on: in a half-day it takes so many more from a counter than its minimum allows, because somebody is to stand in. When the
 * draft is published, those who could come are asked, one for each whom the counter lacks; they agree or decline as ever (INV-T6). For whom nobody is
 * found the section's head has the task that everybody without cover is.
 */
import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { postsOn, sectionsOn } from '#rooms/people/relations.service.ts'
import { askIfThere } from '../cover/service.ts'
import type { HalfDay } from '../sessions/rules.ts'
import { type Presence, presenceFrom, type Slot } from '../staffing/presence.rules.ts'
import { neighboursOf, presenceFacts } from '../staffing/presence.service.ts'
import { type SessionThen, slotId, slotsOf } from '../staffing/records.rules.ts'
import { presenceFor } from '../staffing/records.service.ts'
import { comersFrom } from '../staffing/stand-ins.rules.ts'
import type { Application } from '../steps.service.ts'
import { coverKey, type DraftCover } from './rules.ts'

export async function coversOfDraft(ctx: Ctx, scheduleDraftId: number): Promise<DraftCover[]> {
  const { rows } = await sql<DraftCover>`select v.section_code as section, v.slot, v.people
    from schedule_cover v where v.schedule_draft_id = ${scheduleDraftId} order by v.slot, v.section_code`.execute(
    ctx.db,
  )
  return rows
}

/** The same of several drafts in words; with `people` only of the sections in which those are. */
export async function coversShown(ctx: Ctx, drafts: readonly number[], people?: readonly number[]) {
  const theirs = people
    ? sql`and v.section_code in (select q.section_code from ${postsOn(ctx.today)} q where q.staff_member_id = any(${people}))`
    : sql``
  const { rows } = await sql<{ id: number; sectionName: string; slot: string; people: number }>`select
      v.schedule_draft_id as id, coalesce(n.name, v.section_code) as "sectionName", v.slot, v.people
    from schedule_cover v left join ${sectionsOn(ctx.today)} n on n.section_code = v.section_code
    where v.schedule_draft_id = any(${drafts}::bigint[]) ${theirs} order by v.slot, v.section_code`.execute(ctx.db)
  const byDraft = Map.groupBy(rows, ({ id }) => id)
  return (id: number) =>
    (byDraft.get(id) ?? []).map(({ sectionName, slot, people: wanted }) => ({
      ...{ sectionName, day: slot.slice(0, 10), half: halfOf(slot), people: wanted },
    }))
}

const halfOf = (slot: string): HalfDay => (slot.endsWith('am') ? 'am' : 'pm')

/** Cover for one half-day of one counter that is named twice is wanted of as many more. */
export async function keepCovers(ctx: Ctx, scheduleDraftId: number, covers: readonly DraftCover[]): Promise<void> {
  if (covers.length === 0) return
  await sql`insert into schedule_cover (schedule_draft_id, section_code, slot, people)
    select ${scheduleDraftId}, w.section, w.slot, sum(w.people)
    from jsonb_to_recordset(${JSON.stringify(covers)}::jsonb) as w(section text, slot text, people integer)
    group by w.section, w.slot`.execute(ctx.db)
}

interface Came {
  readonly id: number
  readonly from: string | undefined
  readonly to: string
  readonly slots: readonly Slot[]
}

/** After the seats were given: asks whoever could come to the counters that are short now. `open`: those for whom nobody was found. */
export async function askCovers(
  ctx: Ctx,
  covers: readonly DraftCover[],
  { given, sessions }: { given: readonly Application[]; sessions: readonly SessionThen[] },
): Promise<{ asked: number; open: number }> {
  if (covers.length === 0 || given.length === 0) return { asked: 0, open: 0 }
  const sessionOf = new Map(sessions.map((one) => [one.courseSessionId, { ...one, slots: slotsOf(one) }]))
  const people = given.map(({ staffMemberId }) => staffMemberId)
  const { presence } = await presenceFor(ctx, people, sessions)
  const beside = await besideOf(ctx, covers, sessions)
  const comers = comersFrom(presence, beside)
  const came: Came[] = []
  const covered = new Set<number>()
  let open = 0
  for (const { section, slot, people: most } of covers) {
    const seated = given
      .filter(({ staffMemberId, courseSessionId, applicationId }) => {
        const session = sessionOf.get(courseSessionId)
        const isThen = session?.slots.some((one) => slotId(one) === slot)
        return isThen && !covered.has(applicationId) && presence.sectionOf(staffMemberId, slot.slice(0, 10)) === section
      })
      .toReversed()
    const { needed, there } = presence.half(section, { day: slot.slice(0, 10), half: halfOf(slot) })
    const already = came.filter(({ to, slots }) => to === section && slots.some((one) => slotId(one) === slot)).length
    let missing = Math.min(most, needed - there) - already
    for (const application of seated) {
      if (missing <= 0) break
      const { slots } = sessionOf.get(application.courseSessionId)!
      const next = await firstWhoCan(comers(section, slots), { section, slots, application })
      if (!next) continue
      came.push(next)
      covered.add(application.applicationId)
      missing--
    }
    open += Math.max(0, missing)
  }
  return { asked: came.length, open }

  async function firstWhoCan(
    ids: readonly number[],
    { section, slots, application }: { section: string; slots: readonly Slot[]; application: Application },
  ): Promise<Came | undefined> {
    for (const id of ids) {
      const from = beside?.presence.sectionOf(id, slots[0]!.day)
      const isTaken = came.some((one) => one.id === id && sharesOne(one.slots, slots))
      if (isTaken || (from !== undefined && !isSpared(from, slots))) continue
      if (await askIfThere(ctx, application, id)) return { id, from, to: section, slots }
    }
    return undefined
  }

  /** Of a counter beside that lends somebody already, whether it does without one more. */
  function isSpared(from: string, slots: readonly Slot[]): boolean {
    return slots.every((slot) => {
      const { needed, there } = beside!.presence.half(from, slot)
      return there - came.filter((one) => one.from === from && sharesOne(one.slots, [slot])).length > needed
    })
  }
}

/** People of the sections beside those that want cover, as they are with the seats that were given. */
async function besideOf(
  ctx: Ctx,
  covers: readonly DraftCover[],
  sessions: readonly SessionThen[],
): Promise<{ presence: Presence; sections: string[] } | undefined> {
  const days = sessions.flatMap(({ startsOn, endsOn }) => [startsOn, endsOn]).sort()
  const codes = [...new Set(covers.map(({ section }) => section))]
  const period = { first: days[0]!, last: days.at(-1)! }
  const facts = await presenceFacts(ctx, ({ first }) => neighboursOf(codes, first), period)
  return { presence: presenceFrom(facts), sections: [...new Set(facts.posts.map(({ sectionCode }) => sectionCode))] }
}

function sharesOne(some: readonly Slot[], others: readonly Slot[]): boolean {
  const taken = new Set(some.map(slotId))
  return others.some((slot) => taken.has(slotId(slot)))
}

/** How many more each counter spares in a half-day, by what a draft wants covered. */
export function sparedBy(covers: readonly DraftCover[]): ReadonlyMap<string, number> {
  return new Map(covers.map((one) => [coverKey(one.section, one.slot), one.people]))
}
