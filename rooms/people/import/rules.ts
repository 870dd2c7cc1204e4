/**
 * What an import would make of the files, as pure arithmetic: facts that are stored, rows that are given, facts as they will
 * stand. Work is a generator that rests every 2,000 items (`inPieces`), and whoever drives it decides what a rest is.
 *
 *   sections → which people are concerned → staff → assignments → leave → changes
 */
import { type Assignment, assignmentFields, type Ground, planAssignments } from './assignments.rules.ts'
import type { FileName, Rows } from './columns.rules.ts'
import type { Findings } from './findings.rules.ts'
import { type Leave, leaveFields, planLeave } from './leave.rules.ts'
import { type SectionPeriod, type SectionPlan, sectionFields } from './sections.rules.ts'
import { type Entry, inPieces, type Span } from './spans.rules.ts'
import { type Names, type Person, planStaff, type Spell, type StaffPlan, spellFields } from './staff.rules.ts'

export interface Files {
  readonly sections: Rows<'sections'>
  readonly staff: Rows<'staff'>
  readonly assignments: Rows<'assignments'>
  readonly leave: Rows<'leave'>
}

/** What is stored of the people whom the files concern. */
export interface StoredPeople {
  readonly spells: readonly Spell[]
  readonly assignments: readonly Assignment[]
  readonly leave: readonly Leave[]
}

/** What the policy knows of organisations; what is undefined, or all of it before one is loaded, is compared with nothing. */
export interface Organisation {
  readonly sectionKinds?: readonly string[] | undefined
  readonly employmentCategories?: readonly string[] | undefined
  readonly grades: ReadonlySet<string>
}

/** Facts to write. */
interface Changes<Fact extends Span> {
  readonly added: Fact[]
  /** As they will be. */
  readonly changed: Fact[]
  /** As they were, in the order of `changed`. */
  readonly before: Fact[]
  /** Of a file's rows how many mean what, and how many stored facts without a row end because of it. */
  readonly counts: { rows: number; added: number; changed: number; unchanged: number; ended: number }
}

export interface Plan {
  readonly sections: Changes<SectionPeriod>
  readonly staff: Changes<Spell>
  readonly assignments: Changes<Assignment>
  readonly leave: Changes<Leave>
  readonly staffPlan: StaffPlan
}

/** The whole plan, once the sections' is made. Findings say what forbids it. */
export function* planImport(
  files: Files,
  sections: SectionPlan,
  stored: StoredPeople,
  { organisation, today }: { readonly organisation: Organisation | undefined; readonly today: string },
  findings: Findings,
): Generator<number, Plan> {
  const circumstances = { categories: organisation?.employmentCategories, today }
  const staffPlan = yield* planStaff(files.staff, stored.spells, circumstances, findings)
  const ground: Ground = {
    sections,
    staff: staffPlan,
    grades: organisation?.grades,
    sectionsAreWhole: files.sections.isWhole,
    staffAreWhole: files.staff.isWhole,
  }
  const assignments = yield* planAssignments(files.assignments, stored.assignments, ground, findings)
  const leave = yield* planLeave(files.leave, stored.leave, ground, findings)
  const renamed = new Set([...staffPlan.names.values(), ...staffPlan.coming].map(({ line }) => line))
  return {
    sections: yield* changesOf(sections.entries, sectionFields),
    staff: yield* changesOf(staffPlan.entries, spellFields, renamed),
    assignments: yield* changesOf(assignments, assignmentFields),
    leave: yield* changesOf(leave, leaveFields),
    staffPlan,
  }
}

/** Numbers of all people whom rows speak of. */
export function* numbersIn({ staff, assignments, leave }: Files): Generator<number, string[]> {
  const numbers = new Set<string>()
  yield* inPieces(staff.rows, ({ staffNumber, formerStaffNumber }) => {
    numbers.add(staffNumber)
    if (formerStaffNumber !== undefined) numbers.add(formerStaffNumber)
  })
  yield* inPieces(assignments.rows, ({ staffNumber }) => numbers.add(staffNumber))
  yield* inPieces(leave.rows, ({ staffNumber }) => numbers.add(staffNumber))
  return [...numbers]
}

/** Everybody whose names, spells, assignments or leave change. */
export function* concerned({ staff, assignments, leave, staffPlan }: Plan): Generator<number, Set<Person>> {
  const people = new Set<Person>([...staffPlan.names.keys(), ...staffPlan.coming.map(({ person }) => person)])
  const facts: readonly Changes<Span & { person: Person }>[] = [staff, assignments, leave]
  for (const { added, changed } of facts) {
    yield* inPieces(added, ({ person }) => people.add(person))
    yield* inPieces(changed, ({ person }) => people.add(person))
  }
  return people
}

/** Of everybody concerned, the day on which the first of their changes takes effect, where that is to come. */
export function* takingEffectLater(
  { staff, assignments, leave, staffPlan }: Plan,
  today: string,
): Generator<number, Map<Person, string>> {
  const first = new Map<Person, string>()
  const note = (person: Person, day: string) => {
    const known = first.get(person)
    if (known === undefined || day < known) first.set(person, day)
  }
  for (const person of staffPlan.names.keys()) note(person, today)
  for (const { person, from } of staffPlan.coming) note(person, from)
  const facts: readonly Changes<Span & { person: Person }>[] = [staff, assignments, leave]
  for (const { added, changed, before } of facts) {
    yield* inPieces(added, ({ person, validFrom }) => note(person, validFrom))
    yield* inPieces(changed.keys(), (at) => {
      const [is, was] = [changed[at]!, before[at]!]
      note(is.person, effectOf(is, was, today))
    })
  }
  return new Map([...first].filter(([, day]) => day > today))
}

/** Where nothing but the end changes, the earlier of both ends; else the first day. */
function effectOf<Fact extends Span>(is: Fact, was: Fact, today: string): string {
  const { validTo: _, ...rest } = is as Fact & Record<string, unknown>
  const isEndAlone = Object.entries(rest).every(([field, value]) => (was as Record<string, unknown>)[field] === value)
  const ends = [is.validTo, was.validTo].filter((day) => day !== null).sort()
  if (isEndAlone) return ends[0] ?? today
  return is.validFrom < was.validFrom ? is.validFrom : was.validFrom
}

export interface AccountPlan {
  readonly person: Person
  /** In each spell, under its number. */
  readonly openings: readonly { loginName: string; validFrom: string; validTo: string | null }[]
}

/** Whose account is opened, ended or named anew. */
export function* accountsOf({ staff, staffPlan }: Plan): Generator<number, AccountPlan[]> {
  const accounts = new Map<Person, AccountPlan>()
  const plan = ({ person }: Spell) => {
    if (accounts.has(person)) return
    const spells = staffPlan.spellsOf.get(person)!
    const openings = spells.map(({ fact: { staffNumber, validFrom, validTo } }) => ({
      loginName: staffNumber,
      validFrom,
      validTo,
    }))
    accounts.set(person, { person, openings })
  }
  yield* inPieces(staff.added, plan)
  yield* inPieces(staff.changed, plan)
  return [...accounts.values()]
}

/** New people, and known ones with new names. */
export function* namesOf({ staff, staffPlan }: Plan): Generator<number, { added: Named[]; changed: Named[] }> {
  const added = new Map<Person, Names>()
  yield* inPieces(staff.added, ({ person }) => {
    if (person.staffMemberId === null) added.set(person, staffPlan.names.get(person)?.names ?? person.names)
  })
  const changed: Named[] = []
  for (const [person, { names }] of staffPlan.names) if (!added.has(person)) changed.push([person, names])
  return { added: [...added], changed }
}

export type Named = readonly [person: Person, names: Names]

/** Findings in the order of files and lines. */
export function inOrder<F extends { file: FileName; line: number }>(
  found: readonly F[],
  files: readonly FileName[],
): F[] {
  return found.toSorted((a, b) => files.indexOf(a.file) - files.indexOf(b.file) || a.line - b.line)
}

function* changesOf<Fact extends Span>(
  entries: readonly Entry<Fact>[],
  fields: readonly (keyof Fact)[],
  renamed: ReadonlySet<number> = new Set(),
): Generator<number, Changes<Fact>> {
  const changes: Changes<Fact> = {
    added: [],
    changed: [],
    before: [],
    counts: { rows: 0, added: 0, changed: 0, unchanged: 0, ended: 0 },
  }
  yield* inPieces(entries, ({ fact, stored, line }) => {
    const isChanged = stored !== undefined && fact !== stored && fields.some((field) => fact[field] !== stored[field])
    if (stored === undefined) changes.added.push(fact)
    else if (isChanged) {
      changes.changed.push(fact)
      changes.before.push(stored)
    }
    if (line === undefined) changes.counts.ended += isChanged ? 1 : 0
    else {
      changes.counts.rows += 1
      const kind = stored === undefined ? 'added' : isChanged || renamed.has(line) ? 'changed' : 'unchanged'
      changes.counts[kind] += 1
    }
  })
  return changes
}
