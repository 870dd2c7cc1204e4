import type { Persona, Role, Seat } from './generate-posts.ts'
import type { Random } from './generate-random.ts'
import type { Place, Tree } from './generate-tree.ts'

const SHARE_OF_SPECIALISTS = 0.07
const SHARE_OF_CHARGES = 0.006
const VACANT_UNITS = 0.02
const VACANT_DIVISIONS = 0.03

/** So many seats that `staff` people are in office when the falling seats are empty. */
export function makeSeats({ places, dissolved }: Tree, staff: number, random: Random): Seat[] {
  const open = places.filter(({ to }) => to === '')
  const falling = fallingPlaces(open, random)
  const heads = open.map((place) => headSeat(place, falling.has(place), random))
  const charges = chargeSeats(open, dissolved, staff, random)
  const rest = staff + falling.size - heads.length - charges.length
  return [...heads, ...charges, ...memberSeats(open, rest, random)]
}

function headSeat(place: Place, falls: boolean, random: Random): Seat {
  const role: Role = place.kind === '部' ? '部長' : place.kind === '課' ? '課長' : '係長'
  const occupation = place.occupations.length > 0 ? random.weighted(place.occupations) : '事務'
  const persona = place.name === '区民生活部' ? 'executive' : place.name === '戸籍住民課' ? 'sectionHead' : undefined
  const first = persona && place.code.startsWith('001') ? { persona: persona as Persona } : {}
  return { role, place, occupation, falls, person: null, ...first, ...earlier(place, role) }
}

/** 担当課長 belong to the department itself. A division head whose division was dissolved became one. */
function chargeSeats(open: readonly Place[], dissolved: readonly Place[], staff: number, random: Random): Seat[] {
  const departments = open.filter(({ kind }) => kind === '部')
  const count = staff >= 200 ? Math.max(Math.round(staff * SHARE_OF_CHARGES), dissolved.length) : 0
  return Array.from({ length: count }, (_, index): Seat => {
    const lost = dissolved[index]
    const place = lost?.parent ?? random.pick(departments)
    const seat = { role: '担当課長' as const, place, occupation: '事務', falls: false, person: null }
    return lost ? { ...seat, before: { role: '課長', place: lost } } : seat
  })
}

function memberSeats(open: readonly Place[], count: number, random: Random): Seat[] {
  const homes = open.filter(({ people }) => people > 0)
  const shares = apportioned(homes, count)
  const held = new Map<string, Persona>([
    ['戸籍住民課', 'staff'],
    ['人材育成係', 'hr'],
    [open.find(({ parent }) => parent?.name === '情報推進課')!.name, 'it'],
  ])
  return homes.flatMap((place, index) =>
    Array.from({ length: shares[index]! }, (): Seat => {
      const persona = held.get(place.name)
      held.delete(place.name)
      const role: Role = !persona && random.chance(SHARE_OF_SPECIALISTS) ? '主査' : '担当'
      const occupation = persona ? '事務' : random.weighted(place.occupations)
      return {
        role,
        place,
        occupation,
        falls: false,
        person: null,
        ...(persona ? { persona } : {}),
        ...earlier(place, role),
      }
    }),
  )
}

/** Largest remainders; every home has at least one. */
function apportioned(homes: readonly Place[], count: number): number[] {
  if (count < homes.length) throw new RangeError('Too few people for the smallest ward')
  const total = homes.reduce((sum, { people }) => sum + people, 0)
  const exact = homes.map(({ people }) => (people / total) * (count - homes.length))
  const whole = exact.map((share) => 1 + Math.floor(share))
  const left = count - whole.reduce((sum, n) => sum + n, 0)
  const byRemainder = exact
    .map((share, index) => ({ index, part: share % 1 }))
    .sort((a, b) => b.part - a.part || a.index - b.index)
  for (const { index } of byRemainder.slice(0, left)) whole[index]! += 1
  return whole
}

/** Units and divisions without a head: never two in one division, so that there is always somebody above to act. */
function fallingPlaces(open: readonly Place[], random: Random): Set<Place> {
  const kept = ['戸籍住民課', '人事課', '情報推進課']
  const divisions = open.filter(({ kind, parent, name }) => kind === '課' && parent && !kept.includes(name))
  const units = open.filter(({ kind, parent }) => kind === '係' && parent && !kept.includes(parent.name))
  const falling = new Set<Place>()
  if (open.length < 40) return falling
  for (const place of random.shuffle([...divisions]).slice(0, Math.round(divisions.length * VACANT_DIVISIONS)))
    falling.add(place)
  const closed = new Set(falling)
  const own = open.find(({ kind, parent }) => kind === '係' && parent?.name === '戸籍住民課')
  if (own) falling.add(own)
  for (const unit of random.shuffle([...units]).slice(0, Math.round(units.length * VACANT_UNITS))) {
    if (closed.has(unit.parent!)) continue
    closed.add(unit.parent!)
    falling.add(unit)
  }
  return falling
}

function earlier(place: Place, role: Role) {
  return place.before ? { before: { role, place: place.before } } : {}
}
