import type { Category, Person, Persona, Role, Seat } from './generate-posts.ts'
import type { Random } from './generate-random.ts'
import { femaleNames, maleNames, rareSurnames, surnames } from './names-data.ts'

const personas: Record<Persona, { name: string; kana: string; staffNumber: string; grade: number; served: number }> = {
  staff: { name: '佐藤 はるか', kana: 'サトウ ハルカ', staffNumber: '00000101', grade: 1, served: 8 },
  sectionHead: { name: '田中 直樹', kana: 'タナカ ナオキ', staffNumber: '00000102', grade: 5, served: 25 },
  hr: { name: '髙橋 美穂', kana: 'タカハシ ミホ', staffNumber: '00000103', grade: 2, served: 13 },
  executive: { name: '石川 和彦', kana: 'イシカワ カズヒコ', staffNumber: '00000104', grade: 6, served: 31 },
  it: { name: '小川 拓也', kana: 'オガワ タクヤ', staffNumber: '00000105', grade: 2, served: 10 },
}

/** The people whom the sign-in page of a sample ward offers, in every generated ward. */
export const personaNumbers = (Object.keys(personas) as Persona[]).map((persona) => ({
  persona,
  staffNumber: personas[persona].staffNumber,
}))

export class Recruiter {
  readonly #random: Random
  readonly #plain: boolean

  /** `plain` keeps to letters that CP932 has. */
  constructor(random: Random, plain: boolean) {
    this.#random = random
    this.#plain = plain
  }

  /** Somebody who sits there on the first day of the records, with a career behind. */
  occupant(seat: Seat, year: number, fiscalYear: number): Person {
    if (seat.persona) return this.#persona(seat, fiscalYear)
    const category = seat.role === '担当' ? this.#random.weighted(categories) : '常勤'
    if (category !== '常勤') return this.temporary(category, seat.occupation, year - this.#random.between(0, 4))
    const [youngest, oldest] = ages[seat.role]
    const age = youngest + Math.floor((oldest - youngest) * this.#random.next() ** (seat.role === '担当' ? 1.4 : 1))
    const joined = Math.max(year - age + this.#random.between(22, 30), year - 35)
    return this.#regular(
      seat.occupation,
      Math.min(joined, year),
      this.#gradeAt(seat.role, age),
      retirement(year, age, this.#random),
    )
  }

  /** Somebody new, mostly young; into a leading seat somebody with years elsewhere. */
  hired(seat: Seat, date: string): Person {
    const year = Number(date.slice(0, 4))
    const [youngest] = ages[seat.role]
    const age = seat.role === '担当' ? 22 + Math.floor(13 * this.#random.next() ** 2) : youngest + 5
    const person = this.#regular(seat.occupation, year, this.#gradeAt(seat.role, age), year + 61 - age)
    return { ...person, joined: date }
  }

  temporary(category: Category, occupation: string, year: number, date = `${year}-04-01`): Person {
    const years = category === '会計年度任用' ? this.#random.between(1, 9) : this.#random.between(3, 6)
    const grade = category === '会計年度任用' || this.#random.chance(0.4) ? 1 : 2
    return this.#person({ category, occupation, joined: date, grade, lastApril: year + Math.max(years, 5) })
  }

  /** The same person under a new number on the day after retirement. */
  reemployed(former: Person): Person {
    const year = Number(former.left.slice(0, 4))
    const { name, kana, occupation, left } = former
    const grade = former.grade >= 3 && this.#random.chance(0.2) ? 3 : 2
    return {
      ...this.#person({ category: '再任用', occupation, joined: left, grade, lastApril: year + 5 }),
      name,
      kana,
      former,
    }
  }

  #persona({ persona, occupation }: Seat, fiscalYear: number): Person {
    const { served, ...facts } = personas[persona!]
    const joined = `${fiscalYear - served}-04-01`
    return {
      ...this.#person({ category: '常勤', occupation, joined, grade: facts.grade, lastApril: 9999 }),
      ...facts,
      persona,
    }
  }

  #regular(occupation: string, year: number, grade: number, lastApril: number): Person {
    const joined = this.#random.chance(0.04) ? `${year - 1}-10-01` : `${year}-04-01`
    return this.#person({ category: '常勤', occupation, joined, grade, lastApril })
  }

  #gradeAt(role: Role, age: number): number {
    if (role === '部長') return 6
    if (role === '課長' || role === '担当課長') return 5
    if (role === '係長') return this.#random.chance(0.35) ? 4 : 3
    if (role === '主査') return 3
    return this.#random.chance(Math.min(0.8, (age - 28) * 0.08)) ? 2 : 1
  }

  #person(facts: Pick<Person, 'category' | 'occupation' | 'joined' | 'grade' | 'lastApril'>): Person {
    const [family, familyKana] = this.#surname()
    const [given, givenKana] = this.#random.pick(this.#random.chance(0.5) ? femaleNames : maleNames)
    const name = `${family} ${given}`
    return { name, kana: `${familyKana} ${givenKana}`, former: null, staffNumber: '', left: '', posts: [], ...facts }
  }

  /** Early ones of the list more often; one in 25 is rare. */
  #surname(): readonly [string, string] {
    if (!this.#random.chance(0.04)) return surnames[Math.floor(surnames.length * this.#random.next() ** 2)]!
    const [name, kana, plain] = this.#random.pick(rareSurnames)
    return [this.#plain ? (plain ?? name) : name, kana]
  }
}

const categories = [
  ['常勤', 78],
  ['会計年度任用', 15],
  ['再任用', 5],
  ['任期付', 2],
] as const

const ages: Readonly<Record<Role, readonly [from: number, to: number]>> = {
  部長: [54, 60],
  課長: [46, 60],
  担当課長: [45, 59],
  係長: [38, 60],
  主査: [36, 60],
  担当: [22, 60],
}

/** 定年 rises from 60 (定年引上げ): many stay a year or two. */
function retirement(year: number, age: number, random: Random): number {
  return year + Math.max(1, 61 - age + random.pick([0, 0, 1, 2]))
}
