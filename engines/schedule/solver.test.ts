/** Small problems against every possible schedule, counted from the raw problem by code that the engine does not know. */
import fc from 'fast-check'
import loadHighs from 'highs'
import { expect, test, vi } from 'vitest'
import type { Problem, Relief } from './contract.ts'
import { firstComeByNeed } from './first-come.ts'
import { linearOf, priced } from './linear.ts'
import { instanceOf } from './model.ts'
import { reliefOf } from './relief.ts'
import { reportOf } from './report.ts'
import { sessionsOf, wishesOf } from './seating.ts'
import { solve } from './solver.ts'
import { improveByBlocks } from './solver-blocks.ts'
import { type Known, knownOf, runOf } from './solver-state.ts'

vi.setConfig({ testTimeout: 60_000 })

const highs = await (loadHighs as unknown as typeof loadHighs.default)()

function solved(problem: Problem, seconds = 30): Known {
  const until = performance.now() + seconds * 1000
  const left = () => (until - performance.now()) / 1000
  return solve(instanceOf(problem), { highs, seed: 1, left, tell: () => undefined })
}

type Seat = { staff: string; session: string }

/** What is wrong with the seats by the rules of the format; empty when nothing is. */
function faults(
  { staff, sections, sessions, apart = [], keeps = [], slots }: Problem,
  seats: readonly Seat[],
): string[] {
  const found: string[] = []
  const session = (id: string) => sessions.find((one) => one.id === id)!
  const person = (id: string) => staff.find((one) => one.id === id)!
  for (const { id, capacity } of sessions) {
    if (seats.filter((seat) => seat.session === id).length > capacity) found.push(`capacity ${id}`)
  }
  for (const one of staff) {
    const own = seats.filter((seat) => seat.staff === one.id).map((seat) => session(seat.session))
    for (const { course } of own) {
      if (!one.needs.includes(course)) found.push(`no need ${one.id} ${course}`)
      if (own.filter((other) => other.course === course).length > 1) found.push(`twice ${one.id} ${course}`)
    }
    const held = own.flatMap((other) => other.slots)
    if (new Set(held).size < held.length) found.push(`clash ${one.id}`)
    if (held.some((slot) => one.away?.includes(slot) || one.cannot?.includes(slot))) found.push(`away ${one.id}`)
  }
  const isIn = (id: string, slot: string) =>
    seats.some((seat) => seat.staff === id && session(seat.session).slots.includes(slot))
  for (const { id: slot } of slots) {
    for (const { id, minimum = {} } of sections) {
      const members = staff.filter((one) => one.section === id)
      const present = members.filter((one) => !one.away?.includes(slot))
      const out = present.filter((one) => isIn(one.id, slot)).length
      if (out > 0 && present.length - out < (minimum[slot] ?? 0)) found.push(`minimum ${id} ${slot}`)
    }
    for (const keep of keeps.filter((one) => one.slot === slot)) {
      const present = staff.filter((one) => keep.staff.includes(one.id) && !one.away?.includes(slot))
      const out = present.filter((one) => isIn(one.id, slot)).length
      if (out > 0 && present.length - out < keep.minimum) found.push(`minimum keep ${slot}`)
    }
    for (const [one, other] of apart) if (isIn(one!, slot) && isIn(other!, slot)) found.push(`apart ${one} ${other}`)
  }
  for (const seat of seats) if (!person(seat.staff)) found.push('nobody')
  return found
}

/** The best of all schedules: every need tries every session of its course and none. Rules only forbid more as seats are added. */
function bestOfAll(problem: Problem): { seated: number; wishes: number } {
  const needs = problem.staff.flatMap((one) => one.needs.map((course) => ({ one, course })))
  let best = { seated: 0, wishes: 0 }
  const seats: Seat[] = []
  const go = (at: number, wishes: number) => {
    if (seats.length > best.seated || (seats.length === best.seated && wishes > best.wishes)) {
      best = { seated: seats.length, wishes }
    }
    if (at === needs.length || seats.length + needs.length - at < best.seated) return
    const { one, course } = needs[at]!
    for (const { id } of problem.sessions.filter((session) => session.course === course)) {
      seats.push({ staff: one.id, session: id })
      if (faults(problem, seats).length === 0) go(at + 1, wishes + (one.wishes?.[id] ?? 0))
      seats.pop()
    }
    go(at + 1, wishes)
  }
  go(0, 0)
  return best
}

function firstCome(problem: Problem): { seated: number; wishes: number } {
  const seats: Seat[] = []
  let wishes = 0
  for (const { id, needs, wishes: own = {} } of problem.staff) {
    for (const course of needs) {
      const open = problem.sessions
        .filter((one) => one.course === course)
        .filter((one) => faults(problem, [...seats, { staff: id, session: one.id }]).length === 0)
      const first = open.reduce<string | undefined>(
        (best, one) => (best === undefined || (own[one.id] ?? 0) > (own[best] ?? 0) ? one.id : best),
        undefined,
      )
      if (first === undefined) continue
      seats.push({ staff: id, session: first })
      wishes += own[first] ?? 0
    }
  }
  return { seated: seats.length, wishes }
}

const SLOTS = ['t1', 't2', 't3', 't4']
const COURSES = ['a', 'b', 'c']

const smallProblem: fc.Arbitrary<Problem> = fc
  .record({
    slots: fc.integer({ min: 2, max: 4 }),
    sessions: fc.array(
      fc.record({
        course: fc.constantFrom(...COURSES.slice(0, 2)),
        at: fc.nat(),
        isLong: fc.boolean(),
        capacity: fc.integer({ min: 0, max: 3 }),
      }),
      { minLength: 1, maxLength: 5 },
    ),
    staff: fc.array(
      fc.record({
        section: fc.constantFrom('s1', 's2'),
        needs: fc.subarray(COURSES, { minLength: 0, maxLength: 3 }),
        away: fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
        cannot: fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
        wishes: fc.array(fc.constantFrom(0, 0, 1, 2, 3, 0.1, 0.7), { minLength: 5, maxLength: 5 }),
      }),
      { minLength: 1, maxLength: 5 },
    ),
    minimum: fc.array(fc.nat(2), { minLength: 8, maxLength: 8 }),
    apart: fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 2 }),
    keeps: fc.array(
      fc.record({
        at: fc.nat(),
        who: fc.subarray([0, 1, 2, 3, 4], { minLength: 1 }),
        minimum: fc.integer({ min: 1, max: 2 }),
      }),
      { maxLength: 2 },
    ),
    unit: fc.constantFrom(1, 1, 1, 1e-12, 1e6),
  })
  .map(({ slots: count, sessions, staff, minimum, apart, keeps, unit }) => {
    const slots = SLOTS.slice(0, count)
    const members = (section: string) => staff.filter((one) => one.section === section).length
    return {
      slots: slots.map((id) => ({ id })),
      sections: ['s1', 's2'].map((id, i) => ({
        id,
        minimum: Object.fromEntries(slots.map((slot, j) => [slot, Math.min(members(id), minimum[4 * i + j]!)])),
      })),
      staff: staff.map((one, i) => ({
        id: `p${i}`,
        section: one.section,
        needs: one.needs,
        away: slots.filter((_, j) => one.away[j] && one.away[(j + 1) % 4]),
        cannot: slots.filter((_, j) => one.cannot[j] && one.cannot[(j + 1) % 4]),
        wishes: Object.fromEntries(sessions.map((_, j) => [`e${j}`, unit * one.wishes[j]!])),
      })),
      sessions: sessions.map(({ course, at, isLong, capacity }, j) => ({
        id: `e${j}`,
        course,
        slots: isLong ? [slots[at % count]!, slots[(at + 1) % count]!] : [slots[at % count]!],
        capacity,
      })),
      apart: apart
        .map(([one, other]) => [`p${one % staff.length}`, `p${other % staff.length}`])
        .filter(([one, other]) => one !== other),
      keeps: keeps.map(({ at, who, minimum: least }) => ({
        slot: slots[at % count]!,
        staff: [...new Set(who.map((one) => `p${one % staff.length}`))],
        minimum: least,
      })),
    }
  })

function changed(problem: Problem, relief: Relief): Problem {
  if (relief.kind === 'capacity') {
    const sessions = problem.sessions.map((one) =>
      one.id === relief.session ? { ...one, capacity: one.capacity + relief.add } : one,
    )
    return { ...problem, sessions }
  }
  if (relief.kind === 'session') {
    const { course, slots, capacity } = relief
    return { ...problem, sessions: [...problem.sessions, { id: 'relief', course, slots, capacity }] }
  }
  const sections = problem.sections.map((one) => {
    if (one.id !== relief.section) return one
    const before = one.minimum?.[relief.slot] ?? 0
    expect(before).toBeGreaterThanOrEqual(relief.add)
    return { ...one, minimum: { ...one.minimum, [relief.slot]: before - relief.add } }
  })
  return { ...problem, sections }
}

test('a small problem gets as many seats, and of those as many wishes, as the best of all possible schedules', () => {
  fc.assert(
    fc.property(smallProblem, (problem) => {
      const best = bestOfAll(problem)
      const { status, seats, seated, seatedBound, wishes, wishesBound } = reportOf(problem, solved(problem), 'ja')
      expect(faults(problem, seats)).toEqual([])
      expect({ seated, status }).toEqual({ seated: best.seated, status: 'optimal' })
      expect(wishes).toBeCloseTo(best.wishes, 9)
      expect(seats).toHaveLength(seated)
      expect({ seatedBound, wishesBound }).toEqual({ seatedBound: seated, wishesBound: wishes })
    }),
    { numRuns: 3000, seed: 20261126 },
  )
})

test('with no time for a proof the bounds still hold, and the schedule is no worse than first come, first served', () => {
  fc.assert(
    fc.property(smallProblem, (problem) => {
      const best = bestOfAll(problem)
      const first = firstCome(problem)
      const known = solved(problem, 0)
      const { seats } = reportOf(problem, known, 'ja')
      expect(faults(problem, seats)).toEqual([])
      expect(known.seatedBound).toBeGreaterThanOrEqual(best.seated)
      if (known.seated === best.seated) expect(known.wishesBound).toBeGreaterThanOrEqual(best.wishes - 1e-9)
      expect(known.seated).toBeGreaterThanOrEqual(first.seated)
      if (known.seated === first.seated) expect(known.wishes).toBeGreaterThanOrEqual(first.wishes - 1e-9)
    }),
    { numRuns: 1000, seed: 20261127 },
  )
})

test('every relief gives at least the seats that it says', () => {
  fc.assert(
    fc.property(smallProblem, (problem) => {
      const known = solved(problem)
      const reliefs = reliefOf(problem, known.sessions)
      for (const relief of reliefs) {
        expect(bestOfAll(changed(problem, relief)).seated).toBeGreaterThanOrEqual(known.seated + relief.gain)
      }
      if (reportOf(problem, known, 'ja').unseated.length === 0) expect(reliefs).toEqual([])
    }),
    { numRuns: 500, seed: 20261128 },
  )
})

test('everybody without a seat is told a reason that holds', () => {
  fc.assert(
    fc.property(smallProblem, (problem) => {
      const { seats, unseated } = reportOf(problem, solved(problem), 'ja')
      for (const { staff, course, reason, sentence } of unseated) {
        const sessions = problem.sessions.filter((one) => one.course === course)
        const broken = sessions.map(({ id }) =>
          faults(problem, [...seats, { staff, session: id }]).map((f) => f.split(' ')[0]),
        )
        expect(broken.every((kinds) => kinds.length > 0)).toBe(true)
        expect(reason === 'no-session').toBe(sessions.length === 0)
        const isAway = sessions.length > 0 && broken.every((kinds) => kinds.includes('away'))
        expect(reason === 'away').toBe(isAway)
        if (reason !== 'no-session') expect(broken.some((kinds) => kinds.includes(reason))).toBe(true)
        expect(sentence.length).toBeGreaterThan(5)
      }
    }),
    { numRuns: 500, seed: 20261129 },
  )
})

test('blocks beside the others come to the best, and break no rule on the way', () => {
  const work = { highs, seed: 1, left: () => 30, tell: () => undefined }
  fc.assert(
    fc.property(smallProblem, (problem) => {
      const run = runOf(instanceOf(problem), work)
      const start = firstComeByNeed(run.instance)
      const linear = linearOf(run.instance)
      const unpriced = priced(linear, run.instance.optionWish, new Float64Array(linear.rows))
      const heard = [start]
      improveByBlocks(run, start, {
        priced: unpriced,
        isOver: () => false,
        hear: (seating) => void heard.push(seating),
      })
      for (const seating of heard) {
        const { seats } = reportOf(problem, { ...knownOf(run), sessions: sessionsOf(seating) }, 'ja')
        expect(seats).toHaveLength(seating.seated)
        expect(faults(problem, seats)).toEqual([])
      }
      const best = bestOfAll(problem)
      expect(heard.at(-1)!.seated).toBe(best.seated)
      expect(wishesOf(heard.at(-1)!)).toBeCloseTo(best.wishes, 6)
    }),
    { numRuns: 300, seed: 20261201 },
  )
})

test('the same problem gives the same seats', () => {
  fc.assert(
    fc.property(smallProblem, (problem) => {
      expect(solved(problem)).toEqual(solved(problem))
    }),
    { numRuns: 200, seed: 20261130 },
  )
})
