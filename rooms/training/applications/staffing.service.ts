import type { z } from 'zod'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { skillsOf } from '#rooms/policy/rules.ts'
import { policyOn } from '#rooms/policy/service.ts'
import { halvesOf, type SessionTimes } from '../sessions/rules.ts'
import { type CounterHalf, type PresenceFacts, presenceFrom, type Slot } from '../staffing/presence.rules.ts'
import { neighboursOf, presenceFacts, sectionsOfPeople } from '../staffing/presence.service.ts'
import { counterWithout, type StandIn, standInsFrom } from '../staffing/stand-ins.rules.ts'
import type { CounterHalf as CounterHalfShown } from './staffing.contract.ts'
import { type DayStaffing, shownDays, shownPeriod, staffingFrom } from './staffing.rules.ts'

export interface Asked {
  readonly staffMemberId: number
  readonly session: SessionTimes
  /** Asked to stand in, or agreed. */
  readonly substitute: number | null
}

export interface Stake {
  readonly staffing: DayStaffing[]
  /** Half-days for which a minimum was stated; empty where none was. */
  readonly counter: CounterHalf[]
  readonly standIns: StandIn[]
}

/**
 * What is at stake at the counters of the applicants' sections on the days of their sessions, and who could stand in. The facts are read once
 * for all applications together; those of neighbours only where a counter would be short.
 */
export async function stakesOf(
  ctx: Ctx,
  asked: readonly Asked[],
  { withStandIns = true } = {},
): Promise<(one: Asked) => Stake> {
  const period = shownPeriod([...new Set(asked.map(({ session }) => session))])
  if (!period) return () => ({ staffing: [], counter: [], standIns: [] })
  const applicants = [...new Set(asked.map(({ staffMemberId }) => staffMemberId))]
  const facts = await presenceFacts(ctx, (known) => sectionsOfPeople(applicants, known), period)
  const presence = presenceFrom(facts)
  const staffing = staffingFrom(factsOfDays(facts))
  const slotsOf = onceEach(slotsIn)
  const counters = new Map(asked.map((one) => [one, counterWithout(presence, { ...one, slots: slotsOf(one.session) })]))
  const short = asked.filter((one) => counters.get(one)!.some(({ isShort }) => isShort))
  const sections = new Set(
    short.map(({ staffMemberId, session }) => presence.sectionOf(staffMemberId, session.startsOn)),
  )
  const besideFacts =
    withStandIns && sections.size > 0
      ? await presenceFacts(
          ctx,
          ({ first }) =>
            neighboursOf(
              [...sections].filter((code) => code !== undefined),
              first,
            ),
          period,
        )
      : undefined
  const beside = besideFacts && {
    presence: presenceFrom(besideFacts),
    sections: [...new Set(besideFacts.posts.map(({ sectionCode }) => sectionCode))],
  }
  const standIns = standInsFrom(presence, beside)
  return (one) => {
    const slots = slotsOf(one.session)
    const counter = counters.get(one) ?? counterWithout(presence, { ...one, slots })
    return {
      staffing: staffing(one.staffMemberId, one.session),
      counter,
      standIns: withStandIns ? standIns({ ...one, slots }, counter) : [],
    }
  }
}

/** What a counter lacks as an answer shows it: with the names of the skills. */
export async function lacksInWords<Row extends Stake>(
  ctx: Ctx,
  rows: readonly Row[],
): Promise<(Omit<Row, 'counter'> & { counter: z.infer<typeof CounterHalfShown>[] })[]> {
  const lacksSome = rows.some(({ counter }) => counter.some(({ lacks }) => lacks.length > 0))
  const document = lacksSome ? await policyOn(ctx) : undefined
  const names = new Map(document ? skillsOf(document).map(({ id, name }) => [id, name]) : [])
  const named = ({ lacks, ...half }: CounterHalf) => ({
    ...half,
    lacks: lacks.map((need) => ({ ...need, skillName: names.get(need.skill) ?? need.skill })),
  })
  return rows.map((row) => ({ ...row, counter: row.counter.map(named) }))
}

/** Half-days of a session that staffing is shown for. */
function slotsIn(session: SessionTimes): Slot[] {
  const halves = halvesOf(session)
  return shownDays(session).flatMap((day) => halves.map((half) => ({ day, half })))
}

/** Whoever asks with the same session again gets the same slots. */
function onceEach<Key extends object, Result>(work: (key: Key) => Result): (key: Key) => Result {
  const known = new WeakMap<Key, Result & object>()
  return (key) => {
    const found = known.get(key) ?? (work(key) as Result & object)
    known.set(key, found)
    return found
  }
}

/** Of the same facts, what whole days are counted from. */
function factsOfDays({ posts, away }: PresenceFacts) {
  return {
    posts,
    leave: away.filter(({ what }) => what === 'leave'),
    seats: away
      .filter(({ what }) => what === 'seat')
      .map((seat) => ({ ...seat, startsAt: seat.startsAt!, endsAt: seat.endsAt! })),
  }
}
