import type { Person, Post, Role, Seat } from './generate-posts.ts'
import type { Random } from './generate-random.ts'
import type { Place } from './generate-tree.ts'

export interface Leave {
  readonly person: Person
  readonly kind: string
  readonly from: string
  /** First day back; '' while open. */
  readonly to: string
}

const CONCURRENT = 0.03
const CONCURRENT_LAST_YEAR = 0.005
const ON_LEAVE = 0.02

/** Where a head is missing the head above acts (事務取扱), from this April or the day on which that head came. */
export function addActing(seats: readonly Seat[], april: string): Set<Person> {
  const heads = new Map(
    seats.filter(({ role }) => role !== '担当課長').map((seat) => [headKey(seat.place, seat.role), seat]),
  )
  const actors = new Set<Person>()
  for (const { place, role } of seats.filter(({ falls }) => falls)) {
    const above = place.parent!
    const actor = heads.get(headKey(above, above.kind === '部' ? '部長' : '課長'))!.person!
    const primary = actor.posts.at(-1)!
    const from = later(april, later(primary.from, place.from))
    actors.add(actor)
    actor.posts.push({ place, role, grade: actor.grade, kind: '事務取扱', from, to: '' })
  }
  return actors
}

/** 兼務 beside the primary post, some of them over already. */
export function addConcurrent(
  people: readonly Person[],
  places: readonly Place[],
  fiscalYear: number,
  random: Random,
): void {
  const open = places.filter(({ to, before }) => to === '' && !before)
  const homes = {
    units: open.filter(({ kind }) => kind === '係'),
    departments: open.filter(({ kind }) => kind === '部'),
  }
  const [lastApril, april] = [`${fiscalYear - 1}-04-01`, `${fiscalYear}-04-01`]
  for (const person of people) {
    const primary = person.posts.at(-1)!
    if (person.category !== '常勤' || primary.kind !== '主務' || primary.to !== '') continue
    const { place, role } = second(primary, homes, random)
    if (place === primary.place) continue
    const post = { place, role, grade: primary.grade, kind: '兼務' as const }
    if (random.chance(CONCURRENT)) {
      person.posts.push({ ...post, from: later(primary.from, random.chance(0.5) ? lastApril : april), to: '' })
    } else if (primary.from <= lastApril && random.chance(CONCURRENT_LAST_YEAR)) {
      person.posts.push({ ...post, from: lastApril, to: april })
    }
  }
}

/**
 * Leave by date: of those in office `ON_LEAVE` are away on the reference day, some were before, a few will be. One leave a person,
 * within the employment. Kinds say nothing of anybody's health (INV-S3).
 */
export function makeLeave(
  people: readonly Person[],
  asOf: string,
  shift: (date: string, days: number) => string,
  random: Random,
): Leave[] {
  const candidates = random.shuffle(people.filter(({ persona, category }) => !persona && category !== '再任用'))
  const today = Math.round(people.length * ON_LEAVE)
  const past = Math.round(people.length * 0.03)
  const coming = Math.round(people.length * 0.004)
  return candidates.slice(0, today + past + coming).flatMap((person, index): Leave[] => {
    const length = random.between(60, 540)
    const start =
      index < today
        ? -random.between(0, length)
        : index < today + past
          ? -length - random.between(1, 400)
          : random.between(1, 120)
    const from = later(shift(asOf, start), person.joined)
    const end = index < today && random.chance(0.15) ? '' : shift(asOf, start + length)
    const to = person.left && (end === '' || end > person.left) ? person.left : end
    return to === '' || from < to ? [{ person, kind: random.weighted(kinds), from, to }] : []
  })
}

const kinds = [
  ['育児休業', 60],
  ['休職', 22],
  ['派遣', 10],
  ['自己啓発等休業', 4],
  ['配偶者同行休業', 4],
] as const

function second(
  primary: Post,
  homes: { units: Place[]; departments: Place[] },
  random: Random,
): { place: Place; role: Role } {
  if (primary.grade >= 5) return { place: random.pick(homes.departments), role: '担当課長' }
  return { place: random.pick(homes.units), role: primary.grade >= 3 ? '主査' : '担当' }
}

const headKey = (place: Place, role: Role) => `${place.code} ${role}`
const later = (a: string, b: string) => (a > b ? a : b)
