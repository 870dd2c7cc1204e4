/**
 * Who decides for a person on a day (INV-O4). Data: the sections from their own upwards, each with the heads who can decide then and
 * with everybody who holds a head's post there. Steps, in this order:
 *
 *   1. the head of the own section, and while somebody was named to decide in their place, that deputy (deputies/, decisions/0063);
 *   2. the head of the nearest section above, where the person is head themselves, where the head is away, or where there is none;
 *   3. whoever holds the post that HR named for that part of the town, else for the whole town;
 *   4. HR development;
 *   5. heads elsewhere, those of the highest sections first: where the only one of HR is the person.
 *
 * Nobody ever decides for themselves, and whoever is on leave or has left decides for nobody.
 *
 * What nobody has decided for days may be decided as well by the next of steps 2 to 4 who is somebody else (`aboveOf`). An acting head leads beside
 * the regular one and decides with them, so that a deputy always comes before whoever is above.
 */
const steps = ['sectionHead', 'namedPost', 'hr', 'otherHead'] as const
type Step = (typeof steps)[number]
/** `deputy`: in the place of a head. */
export const decidingAs = [...steps, 'deputy'] as const
export type DecidesAs = (typeof decidingAs)[number]

/** Somebody who decides today in the place of a head, who may be there or not. */
interface Deputy {
  readonly head: number
  readonly deputy: number
}

/** Why the head of the own section does not decide. `noHead`: no section up to the highest was ever led by another. */
const becauses = ['isHead', 'away', 'vacant', 'noHead', 'noPost'] as const
type Because = (typeof becauses)[number]

export interface Level {
  readonly sectionCode: string
  readonly name: string | null
  /** Heads who are in service and not on leave. */
  readonly heads: readonly number[]
  /** Everybody who holds a head's post, whether or not they are there. */
  readonly holders: readonly number[]
  /** The section has, or had, a head: a unit that is led from above never did. */
  readonly isLed: boolean
  readonly deputies: readonly Deputy[]
}

export interface Deciders {
  /** Null: nobody in the whole town can; it has no one of HR besides the person, and no head. */
  readonly as: Step | null
  /** Deputies first; the heads for whom they decide may decide as well. */
  readonly who: readonly number[]
  /** Of heads: in whose place some of them decide. */
  readonly deputies: readonly Deputy[]
  /** The section whose head, or in which the post, it is. */
  readonly section: string | null
  readonly postTitle: string | null
  /** Null: it is the head who leads the person day by day. */
  readonly because: Because | null
}

/** The nearest head above a person, from the own section upwards, who leads them whoever decides; none: why not. */
export function headAbove(person: number, levels: readonly Level[]): Deciders {
  return nearest(person, levels, ({ heads }) => ({ heads, deputies: [] }))
}

/** The same of those who decide, so with deputies. */
export function decidingAbove(person: number, levels: readonly Level[]): Deciders {
  return nearest(person, levels, (level) => level)
}

function nearest(
  person: number,
  levels: readonly Level[],
  offered: (level: Level) => Pick<Level, 'heads' | 'deputies'>,
): Deciders {
  let because: Because | null = null
  for (const level of levels) {
    const { name, holders, isLed } = level
    const found = besides([person], offered(level))
    if (found.who.length > 0) return { ...nobody, ...found, as: 'sectionHead', section: name, because }
    if (holders.includes(person)) because ??= 'isHead'
    else if (holders.length > 0) because ??= 'away'
    else if (isLed) because ??= 'vacant'
  }
  const reason = because ?? (levels.length === 0 ? 'noPost' : 'noHead')
  return { ...nobody, because: reason }
}

/** Those of a section who decide, without some; nobody stands for one of these, and a head of the section decides as such. */
function besides(some: readonly number[], { heads, deputies }: Pick<Level, 'heads' | 'deputies'>) {
  const standing = deputies.filter(
    ({ head, deputy }) => !some.includes(head) && !some.includes(deputy) && !heads.includes(deputy),
  )
  const who = [...new Set([...standing.map(({ deputy }) => deputy), ...without(some, heads)])]
  return { who, deputies: standing }
}

/** Who is asked and reminded: not a head while a deputy decides in their place. */
export function askedOf({ who, deputies }: Deciders): readonly number[] {
  const standing = deputies.map(({ deputy }) => deputy)
  return who.filter((id) => standing.includes(id) || !deputies.some(({ head }) => head === id))
}

/** The head in whose place somebody decides who is no head there by themselves. */
export function headFor(me: number, { deputies }: Deciders): number | null {
  return deputies.find(({ deputy }) => deputy === me)?.head ?? null
}

interface NamedPost {
  /** Null: for the whole town. */
  readonly forSection: string | null
  readonly section: string | null
  readonly postTitle: string
  /** Those who hold it, are in service and not on leave. */
  readonly holders: readonly number[]
}

/** What a town has where nobody stands above somebody. */
export interface StandIns {
  readonly posts: readonly NamedPost[]
  /** People of HR who are there. */
  readonly hr: readonly number[]
  /** Of the highest sections, else of all; known where HR has one person at the most, as nobody else asks them. */
  readonly heads: readonly number[]
  /** From the section of HR's only person upwards; known where there is one alone. */
  readonly levelsOfOnly: readonly Level[]
}

/** Who decides for a person, by whatever step. */
export function deciderOf(person: number, levels: readonly Level[], standIns: StandIns): Deciders {
  const head = decidingAbove(person, levels)
  return head.as === null ? standInFor(person, levels, head, standIns) : head
}

/** Who may decide as well for a person where those who decide have not: nobody, where that is HR already or HR is nobody else. */
export function aboveOf(person: number, levels: readonly Level[], standIns: StandIns): Deciders {
  const { as, who } = deciderOf(person, levels, standIns)
  const done = [person, ...who]
  if (as === 'sectionHead') {
    const at = levels.findIndex((level) => besides([person], level).who.length > 0)
    for (const level of levels.slice(at + 1)) {
      const found = besides(done, level)
      if (found.who.length > 0) return { ...nobody, ...found, as: 'sectionHead', section: level.name }
    }
  }
  return as === 'sectionHead' || as === 'namedPost' ? (namedOrHr(done, levels, standIns) ?? nobody) : nobody
}

const nobody: Deciders = { as: null, who: [], deputies: [], section: null, postTitle: null, because: null }

function without(some: readonly number[], all: readonly number[]): number[] {
  return all.filter((id) => !some.includes(id))
}

/**
 * Whether somebody may decide for a person whose head they are not: they hold a named post today, or they lead one of the highest sections
 * and the only one of HR, if there is one, has nobody else.
 */
export function standsInFor(me: number, standIns: StandIns): boolean {
  const { posts, hr, heads, levelsOfOnly } = standIns
  if (posts.some(({ holders }) => holders.includes(me))) return true
  const [only, second] = hr
  if (second !== undefined || only === me) return false
  return (only === undefined ? heads : deciderOf(only, levelsOfOnly, standIns).who).includes(me)
}

/** Whether only step 5 is left for a person, so that it has to be known who leads elsewhere. */
export function needsOthers(
  person: number,
  levels: readonly Level[],
  standIns: Pick<StandIns, 'posts' | 'hr'>,
): boolean {
  return decidingAbove(person, levels).as === null && namedOrHr([person], levels, standIns) === undefined
}

/** Steps 3 to 5 for a person above whom nobody stands. */
function standInFor(person: number, levels: readonly Level[], { because }: Deciders, standIns: StandIns): Deciders {
  const found = namedOrHr([person], levels, standIns)
  if (found) return { ...found, because }
  const others = without([person], standIns.heads)
  return { ...nobody, as: others.length > 0 ? 'otherHead' : null, who: others, because }
}

/** Steps 3 and 4, leaving out some. */
function namedOrHr(
  some: readonly number[],
  levels: readonly Level[],
  { posts, hr }: Pick<StandIns, 'posts' | 'hr'>,
): Deciders | undefined {
  const scopes = [...levels.map(({ sectionCode }) => sectionCode), null]
  const named = scopes
    .flatMap((scope) => posts.filter(({ forSection }) => forSection === scope))
    .find(({ holders }) => without(some, holders).length > 0)
  if (named) {
    const { section, postTitle, holders } = named
    return { ...nobody, as: 'namedPost', who: without(some, holders), section, postTitle }
  }
  const others = without(some, hr)
  return others.length > 0 ? { ...nobody, as: 'hr', who: others } : undefined
}
