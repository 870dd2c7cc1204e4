/** Drafts of one course side by side, all counted from the same records. */
import type { Answer, Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { sectionNames } from '#rooms/people/service.ts'
import { personsOf, sessionsOf, tables } from '../shape.service.ts'
import type { Presence } from '../staffing/presence.rules.ts'
import { type SessionThen, slotId, slotsOf } from '../staffing/records.rules.ts'
import { heldBy, sessionsThen } from '../staffing/records.service.ts'
import { sparedBy } from './covering.service.ts'
import type { drafting } from './drafting.contract.ts'
import { type Draft, draftOf, seatsFor } from './drafting.service.ts'
import { wantedFor } from './exporting.service.ts'
import { lookedAt } from './moving.service.ts'
import { withMore } from './opening.service.ts'
import { brokenPlaces } from './rules.ts'
import { whoInWords } from './who.service.ts'

type Shown = Answer<typeof drafting.compareSchedules>

const MOST_PEOPLE = 200
const MOST_SECTIONS = 8

export async function compareSchedules(
  ctx: Ctx<typeof drafting.compareSchedules>,
  { scheduleDraftIds }: Input<typeof drafting.compareSchedules>,
): Promise<Shown> {
  const drafts: Draft[] = []
  for (const id of new Set(scheduleDraftIds)) drafts.push(await draftOf(ctx, id))
  const sessionIds = [...new Set(drafts.flatMap(({ seats }) => seats.map(({ session }) => session)))]
  const about = await sessionsOf(ctx, sessionIds)
  const courses = new Set(sessionIds.map((id) => about(id).course.courseId))
  const [courseId] = courses
  ctx.must(courses.size === 1 && courseId !== undefined, 'not_one_matter')
  const course = await tables(ctx)
    .selectFrom('course')
    .select(['course_id as courseId', 'course_code as courseCode', 'title', 'skills', 'eligibility'])
    .where('course_id', '=', courseId)
    .executeTakeFirstOrThrow()
  const wantedIn = await Promise.all(drafts.map(({ who }) => wantedFor(ctx, course, who)))
  const wanted = [...new Set(wantedIn.flat())]
  const seated = [...new Set(drafts.flatMap(({ seats }) => seats.map(({ person }) => person)))]
  const [held, ahead, looked, names] = await Promise.all([
    heldBy(ctx, wanted),
    sessionsThen(ctx, { courseCode: course.courseCode, from: ctx.today, to: '9999-12-31' }),
    lookedAt(ctx, { people: [...new Set([...wanted, ...seated])], held: [], sessionIds }),
    sectionNames(ctx),
  ])
  const forWhom = await whoInWords(
    ctx,
    drafts.map(({ who }) => who),
  )
  const holds = (id: number) => (held.get(id) ?? []).some((one) => one.courseCode === course.courseCode)
  const nameOf = new Map(names.map(({ sectionCode, name }) => [sectionCode, name]))
  const sessions = new Map([...ahead, ...looked.list].map((one) => [one.courseSessionId, one]))
  const placeIn = drafts.map(({ seats }) => new Map(seats.map(({ person, session }) => [person, session])))
  const differs = (person: number, at: number) => placeIn[at]!.get(person) !== placeIn[0]!.get(person)
  const differing = seated.filter((person) => drafts.some((_, at) => differs(person, at)))
  const person = await personsOf(ctx, differing.slice(0, MOST_PEOPLE))
  return {
    course: about(sessionIds[0]!).course,
    drafts: drafts.map((draft, at) => {
      const taken = takenIn(draft, sessions, looked.counted.presence)
      // Of those for whom the draft was searched.
      const without = wantedIn[at]!.filter((id) => !holds(id) && !placeIn[at]!.has(id))
      return {
        ...{ scheduleDraftId: draft.scheduleDraftId, madeOn: draft.madeOn, seats: draft.seats.length },
        forWhom: forWhom[at]!,
        sessions: new Set(draft.seats.map(({ session }) => session)).size,
        unseated: without.length,
        broken: new Set(
          brokenPlaces(seatsFor(draft.seats), {
            ...looked.records,
            sessions: new Map([...looked.records.sessions].map(([id, one]) => [id, withMore(one, draft.more)])),
            covers: sparedBy(draft.covers),
          }).map(({ place }) => place),
        ).size,
        atMinimum: [...taken.values()].filter(({ spare }) => spare <= 0).length,
        differing: differing.filter((id) => differs(id, at)).length,
        binding: bindingIn(without, { taken, sessions: [...sessions.values()], presence: looked.counted.presence })
          .slice(0, MOST_SECTIONS)
          .map(({ section, ...counts }) => ({ sectionName: nameOf.get(section) ?? section, ...counts })),
      }
    }),
    differing: differing.length,
    differences: differing.slice(0, MOST_PEOPLE).map((id) => ({
      person: person(id),
      sessions: placeIn.map((places) => {
        const session = places.get(id)
        return session === undefined ? null : about(session).session
      }),
    })),
  }
}

type Taken = ReadonlyMap<string, { readonly taken: number; readonly spare: number }>

/** Of each counter and half-day from which a draft takes somebody: how many, and how many more could go; only where a minimum is stated. */
function takenIn({ seats }: Draft, sessions: ReadonlyMap<number, SessionThen>, presence: Presence): Taken {
  const found = new Map<string, { taken: number; spare: number }>()
  for (const { person, session } of seats) {
    for (const slot of slotsOf(sessions.get(session)!)) {
      const section = presence.sectionOf(person, slot.day)
      if (section === undefined) continue
      const half = presence.half(section, slot)
      if (half.needed === 0) continue
      const key = `${section} ${slotId(slot)}`
      const taken = (found.get(key)?.taken ?? 0) + 1
      found.set(key, { taken, spare: half.there - half.needed - taken })
    }
  }
  return found
}

/** Sections of people without a seat in whose half-days nobody more can be spared. */
function bindingIn(
  without: readonly number[],
  { taken, sessions, presence }: { taken: Taken; sessions: readonly SessionThen[]; presence: Presence },
) {
  const slots = new Map(
    sessions
      .filter(({ isOpen }) => isOpen)
      .flatMap(slotsOf)
      .map((slot) => [slotId(slot), slot]),
  )
  const [first] = slots.values()
  if (!first) return []
  return [...Map.groupBy(without, (id) => presence.sectionOf(id, first.day))]
    .flatMap(([section, people]) => {
      if (section === undefined) return []
      const halfDays = [...slots].filter(([key, slot]) => {
        const { needed, there } = presence.half(section, slot)
        return needed > 0 && (taken.get(`${section} ${key}`)?.spare ?? there - needed) <= 0
      }).length
      return halfDays > 0 ? [{ section, people: people.length, halfDays }] : []
    })
    .toSorted((a, b) => b.people - a.people)
}
