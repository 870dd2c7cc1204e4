/**
 * What schedules cost and how near to the best they are proven to come: invented wards with the minimum at a half and at two thirds of
 * each section, with few and with many places, sizes doubled three times, then 28,000 people once.
 */

import type { Problem } from '#engines/schedule/contract.ts'
import { schedule } from '#engines/schedule/schedule.ts'
import type { Known } from '#engines/schedule/solver-state.ts'
import { randomFrom } from '#platform/random/random.ts'
import { type EngineTable, percentile, printEngine, round } from '../table.ts'

const ROUNDS = 3
const SECONDS = 60
const SECONDS_LARGE = 180
/** Where both objectives are this near to their bounds, in shares. */
const NEAR = 0.01

const shapes = [
  { name: 'minimum 1/2, few places', minimum: 1 / 2, capacity: [20, 40] },
  { name: 'minimum 1/2, many places', minimum: 1 / 2, capacity: [60, 100] },
  { name: 'minimum 2/3, few places', minimum: 2 / 3, capacity: [20, 40] },
  { name: 'minimum 2/3, many places', minimum: 2 / 3, capacity: [60, 100] },
] as const

const columns = [
  'people',
  'needs',
  'seats',
  'at most',
  'seats gap %',
  'wishes',
  'at most',
  'wishes gap %',
  's to 1 %',
  's in all',
]

export async function benchSchedule(say: (line: string) => void): Promise<EngineTable[]> {
  const tables: EngineTable[] = []
  for (const { name, ...shape } of shapes) {
    const rows: (string | number)[][] = []
    for (const staff of [2_800, 5_600, 11_200, 22_400]) {
      const rounds = staff === 2_800 ? ROUNDS : 1
      rows.push(await measured({ ...sized(staff), ...shape }, { rounds, seconds: SECONDS, say }))
    }
    tables.push({
      title: `schedule: ${name}, at most ${SECONDS} s (the first row: median of ${ROUNDS} wards)`,
      columns,
      rows,
    })
  }
  const large: (string | number)[][] = []
  for (const { name, ...shape } of shapes) {
    const row = await measured({ ...sized(28_000), ...shape }, { rounds: 1, seconds: SECONDS_LARGE, say })
    large.push([name, ...row.slice(1)])
  }
  const title = `schedule: 28,000 people, 1,200 sections, 700 sessions of 100 courses, at most ${SECONDS_LARGE} s`
  return [...tables, { title, columns: ['ward', ...columns.slice(1)], rows: large }]
}

/** Everything grows alike. */
function sized(staff: number): Partial<WardOptions> {
  const times = staff / usual.staff
  return { staff, sections: 120 * times, sessions: 70 * times, courses: 10 * times }
}

interface Measuring {
  readonly rounds: number
  readonly seconds: number
  say(line: string): void
}

async function measured(ward: Partial<WardOptions>, { rounds, seconds, say }: Measuring) {
  const runs: (readonly number[])[] = []
  for (let seed = 1; seed <= rounds; seed++) runs.push(await run(makeWard({ ...ward, seed }), seconds))
  const row = columns.map((_, column) => {
    const value = percentile(
      runs.map((one) => one[column]!),
      0.5,
    )
    return Number.isFinite(value) ? round(value, 3) : '-'
  })
  say(`schedule: ${row.join(' ')}`)
  return row
}

/** The figures of the columns. */
async function run(problem: Problem, seconds: number): Promise<number[]> {
  const begun = Date.now()
  const passed = () => (Date.now() - begun) / 1000
  let near = Number.POSITIVE_INFINITY
  const tell = (_: string, known: Known) => {
    if (near === Number.POSITIVE_INFINITY && isNear(known)) near = passed()
  }
  const { report } = await schedule({ problem, language: 'en', seed: 1, until: begun + seconds * 1000, tell })
  const { seated, seatedBound, wishes, wishesBound } = report
  const needs = problem.staff.reduce((sum, one) => sum + one.needs.length, 0)
  const gap = (reached: number, bound: number) => (bound === 0 ? 0 : (100 * (bound - reached)) / bound)
  const people = problem.staff.length
  const seats = [seated, seatedBound, gap(seated, seatedBound)]
  return [people, needs, ...seats, wishes, wishesBound, gap(wishes, wishesBound), near, passed()]
}

function isNear({ seated, seatedBound, wishes, wishesBound }: Known): boolean {
  return seated >= (1 - NEAR) * seatedBound && wishes >= (1 - NEAR) * wishesBound
}

interface WardOptions {
  readonly seed: number
  readonly staff: number
  readonly sections: number
  readonly sessions: number
  readonly courses: number
  readonly halfDays: number
  /** Share of a section that stays. */
  readonly minimum: number
  /** Share of half-days away. */
  readonly away: number
  readonly capacity: readonly [least: number, most: number]
  readonly wishes: 'whole' | 'real'
  /** Share of people's options that carry a wish. */
  readonly wished: number
  readonly twoSlots: number
  readonly apart: number
}

const usual: WardOptions = {
  seed: 1,
  staff: 2800,
  sections: 120,
  sessions: 70,
  courses: 10,
  halfDays: 60,
  minimum: 1 / 2,
  away: 1 / 4,
  capacity: [20, 40],
  wishes: 'whole',
  wished: 1,
  twoSlots: 0.3,
  apart: 20,
}

/** A ward that nobody has seen before, the same for the same options. */
function makeWard(options: Partial<WardOptions> = {}): Problem {
  const ward = { ...usual, ...options }
  const random = randomFrom(ward.seed)
  const below = (end: number) => Math.floor(random() * end)
  const slots = Array.from({ length: ward.halfDays }, (_, i) => ({
    id: `d${1 + (i >> 1)}${i % 2 === 0 ? 'am' : 'pm'}`,
  }))
  const sessions = Array.from({ length: ward.sessions }, (_, i) => {
    const begin = below(ward.halfDays)
    const isLong = random() < ward.twoSlots && begin + 1 < ward.halfDays
    const [least, most] = ward.capacity
    return {
      id: `c${i % ward.courses}-${1 + Math.floor(i / ward.courses)}`,
      course: `c${i % ward.courses}`,
      slots: (isLong ? [begin, begin + 1] : [begin]).map((slot) => slots[slot]!.id),
      capacity: least + below(most - least + 1),
    }
  })
  const members = new Array<number>(ward.sections).fill(0)
  const staff = Array.from({ length: ward.staff }, (_, i) => {
    const section = i < ward.sections ? i : below(ward.sections)
    members[section]!++
    const needs = shuffled(ward.courses, random)
      .slice(0, 1 + below(3))
      .map((course) => `c${course}`)
    const wishes = Object.fromEntries(
      sessions
        .filter(({ course }) => needs.includes(course) && random() < ward.wished)
        .map(({ id }) => [id, ward.wishes === 'whole' ? below(4) : Math.round(random() * 1e6) / 1e6]),
    )
    const away = slots.filter(() => random() < ward.away).map(({ id }) => id)
    return { id: `p${i + 1}`, section: `s${section + 1}`, needs, away, wishes }
  })
  const sections = members.map((count, i) => ({
    id: `s${i + 1}`,
    minimum: Object.fromEntries(slots.map(({ id }) => [id, Math.ceil(count * ward.minimum)])),
  }))
  const apart = Array.from({ length: ward.apart }, () => {
    const one = below(ward.staff)
    return [`p${one + 1}`, `p${1 + ((one + 1 + below(ward.staff - 1)) % ward.staff)}`]
  })
  return { slots, sections, staff, sessions, apart }
}

function shuffled(length: number, random: () => number): number[] {
  const all = Array.from({ length }, (_, i) => i)
  for (let i = length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    ;[all[i], all[j]] = [all[j]!, all[i]!]
  }
  return all
}

if (import.meta.main) printEngine(await benchSchedule((line) => void process.stderr.write(`${line}\n`)))
