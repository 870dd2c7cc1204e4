import { randomFrom } from '#platform/random/random.ts'
import type { Problem } from '#rooms/training/schedule/contract.ts'

export interface WardOptions {
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
export function makeWard(options: Partial<WardOptions> = {}): Problem {
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
