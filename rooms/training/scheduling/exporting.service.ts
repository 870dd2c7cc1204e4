/** The problem of a course, for whoever searches for a schedule: every rule of the counters comes with it. */
import { sql } from 'kysely'
import type { Input, Output } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { levelsAtFloor } from '#rooms/literacy/floor.service.ts'
import { floorOf } from '#rooms/policy/rules.ts'
import { requirePolicy } from '#rooms/policy/service.ts'
import { populationOn } from '#rooms/skills/population.service.ts'
import type { Eligibility } from '../catalogue/rules.ts'
import { eligibleAmong } from '../catalogue/service.ts'
import { tables } from '../shape.service.ts'
import type { Slot } from '../staffing/presence.rules.ts'
import type { scheduling } from './contract.ts'
import { heldBy, notThereIn, presenceFor, sessionsThen, staffToday } from './records.service.ts'
import { slotId, slotsOf } from './rules.ts'

type Problem = Output<typeof scheduling.exportSchedule>

export async function exportSchedule(
  ctx: Ctx<typeof scheduling.exportSchedule>,
  { courseCode, from, to }: Input<typeof scheduling.exportSchedule>,
): Promise<Problem> {
  ctx.must(from <= to, 'ends_before_start')
  const course = await tables(ctx)
    .selectFrom('course')
    .select(['title', 'skills', 'eligibility'])
    .where('course_code', '=', courseCode)
    .executeTakeFirst()
  ctx.must(course, 'no_such_course')
  const wanted = await wantedFor(ctx, course)
  ctx.must(wanted.length > 0, 'nobody_to_seat', { course: course.title })
  const sessions = (await sessionsThen(ctx, { courseCode, from, to })).filter(
    ({ isOpen, seatsLeft }) => isOpen && seatsLeft > 0,
  )
  ctx.must(sessions.length > 0, 'no_open_session')
  const [{ facts, presence }, held] = await Promise.all([presenceFor(ctx, wanted, sessions), heldBy(ctx, wanted)])
  const everybody = [...new Set(facts.posts.map(({ staffMemberId }) => staffMemberId))]
  const [numbers, notThere] = await Promise.all([
    staffToday(ctx, { ids: everybody }),
    notThereIn(ctx, wanted, sessions),
  ])
  const slots = [...new Map(sessions.flatMap(slotsOf).map((slot) => [slotId(slot), slot])).values()]
  const needing = new Set(
    wanted.filter((id) => !(held.get(id) ?? []).some((session) => session.courseCode === courseCode)),
  )
  const firstDay = sessions[0]!.startsOn
  const staff = numbers.flatMap(({ id, number }) => {
    const section = presence.sectionOf(id, firstDay) ?? presence.sectionOf(id, ctx.today)
    if (section === undefined) return []
    const isElsewhere = (slot: Slot) => {
      const then = presence.sectionOf(id, slot.day)
      return then !== section || presence.half(then, slot).away.has(id)
    }
    // Leave on any day of a session keeps somebody from all of it.
    const missed = new Set(
      sessions
        .filter(({ courseSessionId }) => notThere.has(`${id} ${courseSessionId}`))
        .flatMap((session) => slotsOf(session).map(slotId)),
    )
    const away = slots
      .map((slot) => ({ slot: slotId(slot), is: isElsewhere(slot) }))
      .filter(({ slot, is }) => is || missed.has(slot))
    return [{ id: number, section, needs: needing.has(id) ? [courseCode] : [], away: away.map(({ slot }) => slot) }]
  })
  const members = Map.groupBy(staff, ({ section }) => section)
  const answer = {
    slots: slots.map((slot) => ({ id: slotId(slot) })),
    sections: [...members].map(([id, people]) => ({
      id,
      minimum: minimumOf(slots, (slot) => {
        const { needed, joined } = presence.half(id, slot)
        return Math.min(people.length, Math.max(0, needed - joined.length))
      }),
    })),
    staff,
    sessions: sessions.map((session) => ({
      id: String(session.courseSessionId),
      course: courseCode,
      slots: slotsOf(session).map(slotId),
      capacity: session.seatsLeft,
    })),
  }
  ctx.exports([...needing], 'training.schedule')
  return answer
}

/** Half-days in which nobody is needed are not written. */
function minimumOf(slots: readonly Slot[], needed: (slot: Slot) => number): Record<string, number> {
  return Object.fromEntries(
    slots.map((slot) => [slotId(slot), needed(slot)] as const).filter(([, people]) => people > 0),
  )
}

/** Those of the policy's population who are below the floor in a skill that the course serves; without any evidence too (INV-P5, P7); and for whom
 * the course is (INV-T4). */
async function wantedFor(
  ctx: Ctx<'no_policy' | 'course_without_floor'>,
  course: { readonly title: string; readonly skills: readonly string[]; readonly eligibility: Eligibility },
): Promise<number[]> {
  const { literacy, ...document } = await requirePolicy(ctx)
  const floor = floorOf({ literacy, ...document }).filter(({ id }) => course.skills.includes(id))
  ctx.must(floor.length > 0, 'course_without_floor', { course: course.title })
  const { rows } = await sql<{ id: number }>`select p.staff as id
    from (${populationOn(ctx.today, literacy.population)}) p where p.outside is null order by 1`.execute(ctx.db)
  const people = await eligibleAmong(
    ctx,
    course.eligibility,
    rows.map(({ id }) => id),
  )
  const levels = await levelsAtFloor(ctx, ctx.today, floor, people)
  return people.filter((id) => floor.some(({ floorLevel }, place) => (levels.get(id)?.[place] ?? 0) < floorLevel))
}
