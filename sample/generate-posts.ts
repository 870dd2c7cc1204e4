import type { Place } from './generate-tree.ts'

/* What a ward is made of: seats that stay, people who pass through them, and the posts that come of it. */

/** What somebody does at a place. 担当課長 and 主査 lead nobody. */
export type Role = '部長' | '課長' | '担当課長' | '係長' | '主査' | '担当'
export type Persona = 'staff' | 'sectionHead' | 'hr' | 'executive' | 'it'

/** A post with one occupant; people move between seats, seats stay. */
export interface Seat {
  readonly role: Role
  readonly place: Place
  /** Post until the merger of this April. */
  readonly before?: { readonly role: Role; readonly place: Place }
  readonly occupation: string
  readonly persona?: Persona
  /** Nobody follows whoever leaves it this April; the head above acts. */
  readonly falls: boolean
  person: Person | null
}

export type Category = '常勤' | '任期付' | '再任用' | '会計年度任用'

/** One posting, valid in [from, to); '' while open. */
export interface Post {
  readonly place: Place
  readonly role: Role
  readonly grade: number
  readonly kind: '主務' | '兼務' | '事務取扱'
  readonly from: string
  to: string
}

/** One employment spell; whoever comes back after retirement is a second one with `former`. */
export interface Person {
  readonly name: string
  readonly kana: string
  readonly category: Category
  readonly occupation: string
  readonly joined: string
  /** April in which the spell ends at the latest. */
  readonly lastApril: number
  readonly former: Person | null
  readonly persona?: Persona
  staffNumber: string
  /** First day out of office; '' while in. */
  left: string
  grade: number
  /** Primary posts by date, then what is held besides. */
  readonly posts: Post[]
}
