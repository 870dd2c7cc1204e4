/**
 * Who is in a round (回) on a day, in which wave and until when.
 *
 * Data: of each person spells, half-open: `owes` (the floor is ahead), `paused` (on leave; no deadline runs). At most one is open. From the
 * last spell and from how the person stands today follows what ends and what begins; the answers of today follow from that at once, and the
 * job keeps it as history. Who has begun to owe stays until they reach the floor, leave service or leave the population: a transfer or
 * another grade asks nobody out, and moves no deadline.
 */
import { addDays, daysBetween } from '#platform/time/dates.ts'

/** A wave whose deadline is nearer than so many days is not given to whoever enters. */
export const LEAST_DAYS = 30
/** Whoever enters when every wave is nearer has so many days of their own. */
export const OWN_DAYS = 60

export const spellKinds = ['owes', 'paused'] as const
export type SpellKind = (typeof spellKinds)[number]
export const enteredReasons = ['begun', 'entered', 'again', 'returned', 'on_leave'] as const
export type EnteredBecause = (typeof enteredReasons)[number]
export const leftReasons = ['reached', 'left_service', 'left_population', 'on_leave', 'returned'] as const
export type LeftBecause = (typeof leftReasons)[number]

/** What somebody in a round has come to; each is in one of these. `nothing`: owes, and has applied for nothing. */
export const memberStates = ['reached', 'attended', 'seated', 'applied', 'nothing', 'paused', 'left'] as const
export type MemberState = (typeof memberStates)[number]
/** What of a round is still to be done by whoever owes; `nothing`: all of it was done, and the floor is not reached. */
export const lacks = ['course', 'test', 'both', 'nothing'] as const
export type Lack = (typeof lacks)[number]
/** How far the courses of the round have led whoever owes. */
export type Way = Extract<MemberState, 'nothing' | 'applied' | 'seated' | 'attended'>
/** Those who are in the round and have not reached the floor. */
export const owingStates = ['nothing', 'applied', 'seated', 'attended'] as const satisfies readonly MemberState[]

export interface Wave {
  /** From 1. */
  readonly wave: number
  readonly dueOn: string
  /** With all below them; empty: whoever is in no other wave. */
  readonly sections: readonly string[]
  /** Of those whom no section places, so many parts. */
  readonly share: number
}

/** Whom the round is for; empty lists leave nobody out. */
export interface Who {
  readonly sections: readonly string[]
  readonly grades: readonly string[]
  readonly employmentCategories: readonly string[]
  readonly standings: readonly ('unassessed' | 'below')[]
}

export interface Spell {
  readonly kind: SpellKind
  readonly wave: number
  /** Their own deadline; null: that of the wave. */
  readonly ownDueOn: string | null
  readonly enteredOn: string
  readonly enteredBecause: EnteredBecause
}

export interface LastSpell extends Spell {
  readonly leftOn: string | null
  readonly leftBecause: LeftBecause | null
}

/** How somebody in service stands on a day. */
export interface StandingThen {
  readonly standing: 'unassessed' | 'below' | 'reached'
  readonly inPopulation: boolean
  readonly isAway: boolean
  readonly sectionCode: string | null
  readonly grade: string | null
  readonly employmentCategory: string
}

export interface Followed {
  readonly ends: LeftBecause | null
  readonly begins: Spell | null
}

/** Sections of a day by their code, with the one above. */
export type Tree = ReadonlyMap<string, string | null>

export function isFor(who: Who, then: StandingThen, tree: Tree): boolean {
  const fits = (list: readonly string[], value: string | null) =>
    list.length === 0 || (value !== null && list.includes(value))
  return (
    then.inPopulation &&
    then.standing !== 'reached' &&
    (who.standings.length === 0 || who.standings.includes(then.standing)) &&
    (who.sections.length === 0 || upwards(then.sectionCode, tree).some((code) => who.sections.includes(code))) &&
    fits(who.grades, then.grade) &&
    fits(who.employmentCategories, then.employmentCategory)
  )
}

/** The wave of the nearest section from a person's own upwards; undefined where none places them. */
export function placedIn(waves: readonly Wave[], sectionCode: string | null, tree: Tree): Wave | undefined {
  for (const code of upwards(sectionCode, tree)) {
    const wave = waves.find(({ sections }) => sections.includes(code))
    if (wave) return wave
  }
  return undefined
}

/**
 * The waves of people in their order, by parts: whoever comes next goes where most is lacking, so that neighbours in the order, and so people
 * of one section, are spread. Without a wave that is open to all, the last takes them.
 */
export function spread(waves: readonly Wave[], people: number): number[] {
  const open = waves.filter(({ sections, share }) => sections.length === 0 && share > 0)
  if (open.length === 0) return Array(people).fill(lastOf(waves).wave)
  const all = open.reduce((sum, { share }) => sum + share, 0)
  const given = open.map(() => 0)
  return Array.from({ length: people }, (_, n) => {
    const lacking = open.map(({ share }, at) => (share * (n + 1)) / all - given[at]!)
    const at = lacking.indexOf(Math.max(...lacking))
    given[at]! += 1
    return open[at]!.wave
  })
}

/**
 * What a person's last spell becomes on a day, by how they stand; both null: nothing does. `then` is undefined for whoever is not in service,
 * `last` for whoever was never in the round.
 */
export function follow(
  last: LastSpell | undefined,
  then: StandingThen | undefined,
  round: { readonly who: Who; readonly waves: readonly Wave[] },
  tree: Tree,
  day: string,
): Followed {
  const isOpen = last !== undefined && last.leftOn === null
  if (!isOpen) {
    if (!then || !isFor(round.who, then, tree)) return { ends: null, begins: null }
    return { ends: null, begins: entering(last, then, round.waves, tree, day) }
  }
  const ends = endOf(last.kind, then)
  if (ends === 'on_leave') return { ends, begins: { ...spellOf(last), ...begun('paused', 'on_leave', day) } }
  if (ends === 'returned') {
    const due = deadlineFrom(round.waves, last.wave, day, last.ownDueOn)
    return { ends, begins: { ...due, ...begun('owes', 'returned', day) } }
  }
  return { ends, begins: null }
}

function endOf(kind: SpellKind, then: StandingThen | undefined): LeftBecause | null {
  if (!then) return 'left_service'
  if (!then.inPopulation) return 'left_population'
  if (then.standing === 'reached') return 'reached'
  if (kind === 'owes') return then.isAway ? 'on_leave' : null
  return then.isAway ? null : 'returned'
}

function entering(
  last: LastSpell | undefined,
  then: StandingThen,
  waves: readonly Wave[],
  tree: Tree,
  day: string,
): Spell {
  const wave = last?.wave ?? (placedIn(waves, then.sectionCode, tree) ?? lastOf(waves)).wave
  const kind = then.isAway ? 'paused' : 'owes'
  return { ...deadlineFrom(waves, wave, day, null), ...begun(kind, last ? 'again' : 'entered', day) }
}

/**
 * Wave and deadline of whoever enters on a day: their wave if it is at least LEAST_DAYS away, else the last wave that is, else OWN_DAYS of
 * their own in the last wave. An own deadline that is still so far away stays.
 */
function deadlineFrom(waves: readonly Wave[], wave: number, day: string, own: string | null) {
  const isFar = (dueOn: string) => daysBetween(day, dueOn) >= LEAST_DAYS
  if (own !== null && isFar(own)) return { wave, ownDueOn: own }
  const theirs = waves.find((one) => one.wave === wave)
  if (own === null && theirs && isFar(theirs.dueOn)) return { wave, ownDueOn: null }
  const last = lastOf(waves)
  return { wave: last.wave, ownDueOn: isFar(last.dueOn) ? null : addDays(day, OWN_DAYS) }
}

export function dueOn({ wave, ownDueOn }: Pick<Spell, 'wave' | 'ownDueOn'>, waves: readonly Wave[]): string {
  return ownDueOn ?? waves.find((one) => one.wave === wave)!.dueOn
}

/** What is to be said of whoever stands so: those who owe by how far they are. */
export function stateOf(last: Pick<LastSpell, 'kind' | 'leftOn' | 'leftBecause'>, way: Way): MemberState {
  if (last.leftOn !== null) return last.leftBecause === 'reached' ? 'reached' : 'left'
  return last.kind === 'paused' ? 'paused' : way
}

/**
 * Courses are done by whoever attended one of them and has no other ahead; tests by whoever took each of them. Null: nothing is owed.
 *
 * @param has courses at all, and how many tests have not been taken
 */
export function lackOf(state: MemberState, has: { readonly courses: number; readonly testsLeft: number }): Lack | null {
  if (!(owingStates as readonly MemberState[]).includes(state)) return null
  const lacksCourse = has.courses > 0 && state !== 'attended'
  if (has.testsLeft > 0) return lacksCourse ? 'both' : 'test'
  return lacksCourse ? 'course' : 'nothing'
}

/**
 * Hours of work that what is lacking takes. Of tests all count as long as one is lacking: a head is not told which were taken (INV-S1).
 *
 * @param lengths hours of the course that counts, and of all tests together
 */
export function hoursFor(lack: Lack | null, lengths: { readonly course: number; readonly tests: number }): number {
  const course = lack === 'course' || lack === 'both' ? lengths.course : 0
  return course + (lack === 'test' || lack === 'both' ? lengths.tests : 0)
}

/** Who owes, and whose deadline has passed on a day. */
export function isOverdueOn(
  day: string,
  { state, dueOn }: { readonly state: MemberState; readonly dueOn: string },
): boolean {
  return (owingStates as readonly MemberState[]).includes(state) && dueOn < day
}

/** The wave with the latest deadline; of two the one that is written last. */
function lastOf(waves: readonly Wave[]): Wave {
  return waves.reduce((last, one) => (one.dueOn >= last.dueOn ? one : last))
}

function upwards(sectionCode: string | null, tree: Tree): string[] {
  const codes: string[] = []
  for (let code = sectionCode; code !== null && !codes.includes(code); code = tree.get(code) ?? null) codes.push(code)
  return codes
}

function begun(kind: SpellKind, enteredBecause: EnteredBecause, enteredOn: string) {
  return { kind, enteredBecause, enteredOn }
}

function spellOf({ wave, ownDueOn }: Spell) {
  return { wave, ownDueOn }
}
