import type { Recruiter } from './generate-people.ts'
import type { Person, Role, Seat } from './generate-posts.ts'
import type { Random } from './generate-random.ts'

/*
 * Three years of a ward, from 1 April to 1 April and 1 October: people leave, those below are promoted into the empty seats from
 * the top down, the re-employed and the newly hired fill what is left, others change seats with each other. After each day the
 * posts are written down: a post that changed ends, the new one begins.
 */

export interface Day {
  readonly date: string
  readonly april: boolean
  /** The last April before the reference day: falling seats fall, the merger takes place. */
  readonly last: boolean
}

export class Careers {
  readonly people: Person[] = []
  readonly #seats: readonly Seat[]
  readonly #pools = new Map<string, Seat[]>()
  readonly #random: Random
  readonly #recruiter: Recruiter
  #returning: Person[] = []

  constructor(seats: readonly Seat[], random: Random, recruiter: Recruiter) {
    this.#seats = seats
    this.#random = random
    this.#recruiter = recruiter
    for (const seat of seats) {
      const key = poolOf(seat.role, seat.occupation)
      const pool = this.#pools.get(key)
      if (pool) pool.push(seat)
      else this.#pools.set(key, [seat])
    }
  }

  /** Everybody sits; posts began on an April within the three years before, or on joining. */
  begin(year: number, fiscalYear: number): void {
    for (const seat of this.#seats) {
      const person = this.#recruiter.occupant(seat, year, fiscalYear)
      this.people.push(person)
      seat.person = person
      const april = `${year - this.#random.between(0, 4)}-04-01`
      const from = person.joined > april ? person.joined : april
      const { role, place } = seat.before ?? seat
      person.posts.push({ place, role, grade: person.grade, kind: '主務', from, to: '' })
    }
  }

  step(day: Day): void {
    const empty = this.#leave(day)
    for (const role of topDown) this.#fill(empty, role, day)
    if (day.april) this.#promoteInPlace(day)
    this.#rotate(day.april ? aprilRates : { 担当: 0.012 })
    this.#record(day.date)
    this.#returning = []
  }

  /** Orders for next April that are already known: a few change seats, some retirements are announced. */
  announce(date: string): void {
    for (const seat of this.#seats) {
      const { person } = seat
      if (!person || person.persona || person.lastApril > Number(date.slice(0, 4))) continue
      if (seat.role === '担当' && this.#random.chance(0.3)) this.#end(seat, date)
    }
    this.#rotate({ 担当: 0.006 })
    this.#record(date)
  }

  #leave({ date, april, last }: Day): Seat[] {
    const year = Number(date.slice(0, 4))
    const empty: Seat[] = []
    for (const seat of this.#seats) {
      const { person } = seat
      if (!person || person.persona) continue
      const falls = last && april && seat.falls
      const due = april && year >= person.lastApril
      if (!falls && !due && !this.#random.chance(april ? aprilLoss(person) : 0.004)) continue
      this.#end(seat, date)
      if (due && person.category === '常勤' && this.#random.chance(0.55)) this.#returning.push(person)
      if (falls) continue
      const temporary = person.category === '会計年度任用' || person.category === '任期付'
      if (temporary) this.#sit(seat, this.#recruiter.temporary(person.category, seat.occupation, year, date))
      else empty.push(seat)
    }
    return empty
  }

  #end(seat: Seat, date: string): void {
    const person = seat.person!
    person.left = date
    person.posts.at(-1)!.to = date
    seat.person = null
  }

  #sit(seat: Seat, person: Person): void {
    this.people.push(person)
    seat.person = person
  }

  #fill(empty: Seat[], role: Role, { date }: Day): void {
    for (const seat of empty.filter((one) => one.role === role)) {
      const source = this.#successor(seat)
      if (source) {
        seat.person = source.person
        seat.person!.grade = Math.max(seat.person!.grade, gradeOf[role])
        source.person = null
        empty.push(source)
      } else this.#sit(seat, this.#newcomer(seat, date))
    }
  }

  #newcomer(seat: Seat, date: string): Person {
    if (seat.role !== '担当') return this.#recruiter.hired(seat, date)
    const index = this.#returning.findIndex(({ occupation }) => occupation === seat.occupation)
    const [former] = index >= 0 ? this.#returning.splice(index, 1) : []
    return former ? this.#recruiter.reemployed(former) : this.#recruiter.hired(seat, date)
  }

  /** Somebody from one of the roles below who may rise; undefined where a few dozen looks find nobody. */
  #successor(seat: Seat): Seat | undefined {
    const keys = below[seat.role].flatMap((role) => [poolOf(role, seat.occupation), poolOf(role, '事務')])
    for (const key of keys) {
      const pool = this.#pools.get(key) ?? []
      for (let look = 0; look < Math.min(40, pool.length * 2); look += 1) {
        const other = this.#random.pick(pool)
        const { person } = other
        if (other.falls || !person || person.persona || person.category !== '常勤') continue
        if (person.grade >= leastGrade[seat.role]) return other
      }
    }
    return undefined
  }

  #promoteInPlace({ date }: Day): void {
    const year = Number(date.slice(0, 4))
    for (const { person, role } of this.#seats) {
      if (person?.category !== '常勤') continue
      const served = year - Number(person.joined.slice(0, 4))
      if (person.persona === 'staff' && served === 7) person.grade = 2
      if (person.persona) continue
      if (role === '担当' && person.grade === 1 && served >= 6 && this.#random.chance(0.18)) person.grade = 2
      if (role === '係長' && person.grade === 3 && this.#random.chance(0.1)) person.grade = 4
    }
  }

  /** In each pool those whose turn it is take each other's seats, in a circle. */
  #rotate(rates: Partial<Record<Role, number>>): void {
    for (const pool of this.#pools.values()) {
      const moving = pool.filter(({ person, falls, role }) => {
        if (!person || falls || person.persona || person.category === '会計年度任用') return false
        return this.#random.chance(rates[role] ?? 0)
      })
      if (moving.length < 2) continue
      this.#random.shuffle(moving)
      const people = moving.map(({ person }) => person)
      moving.forEach((seat, index) => {
        seat.person = people[(index + 1) % people.length]!
      })
    }
  }

  #record(date: string): void {
    for (const seat of this.#seats) {
      const { person } = seat
      if (!person) continue
      const { role, place } = seat.before && date < seat.before.place.to ? seat.before : seat
      const post = person.posts.at(-1)
      if (post?.place === place && post.role === role && post.grade === person.grade) continue
      if (post) post.to = date
      person.posts.push({ place, role, grade: person.grade, kind: '主務', from: date, to: '' })
    }
  }
}

const topDown: readonly Role[] = ['部長', '課長', '担当課長', '係長', '主査', '担当']
const below: Readonly<Record<Role, readonly Role[]>> = {
  部長: ['課長'],
  課長: ['係長'],
  担当課長: ['係長'],
  係長: ['主査', '担当'],
  主査: ['担当'],
  担当: [],
}
const gradeOf: Readonly<Record<Role, number>> = { 部長: 6, 課長: 5, 担当課長: 5, 係長: 3, 主査: 3, 担当: 1 }
const leastGrade: Readonly<Record<Role, number>> = { 部長: 5, 課長: 3, 担当課長: 3, 係長: 2, 主査: 2, 担当: 1 }
const aprilRates: Readonly<Record<Role, number>> = {
  部長: 0.25,
  課長: 0.3,
  担当課長: 0.3,
  係長: 0.25,
  主査: 0.22,
  担当: 0.2,
}

/** 課長 and 担当課長 change with each other; below them people keep to their occupation. */
function poolOf(role: Role, occupation: string): string {
  if (role === '部長') return '部長'
  return role === '課長' || role === '担当課長' ? '課長' : `${role} ${occupation}`
}

function aprilLoss({ category, grade }: Person): number {
  if (category === '会計年度任用') return 0.12
  return category === '常勤' && grade <= 2 ? 0.02 : 0.006
}
