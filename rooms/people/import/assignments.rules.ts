import type { PostKind } from '../rules.ts'
import { NO_GRADE, type Row, type Rows } from './columns.rules.ts'
import type { Findings } from './findings.rules.ts'
import { lineOf, type SectionPlan, spansOf } from './sections.rules.ts'
import { chain, type Entry, endOn, firstGap, grouped, inPieces, lastDay, type Span } from './spans.rules.ts'
import { type Person, type StaffPlan, spellOn } from './staff.rules.ts'

/** 発令. */
export interface Assignment extends Span {
  readonly assignmentId: number | null
  readonly person: Person
  readonly staffNumber: string
  readonly sectionCode: string
  readonly grade: string
  readonly postTitle: string
  readonly kind: PostKind
  readonly isHead: boolean
}

export const assignmentFields = [
  'staffNumber',
  'sectionCode',
  'grade',
  'postTitle',
  'kind',
  'isHead',
  'validFrom',
  'validTo',
] as const

/** What the assignments of a file are checked against. */
export interface Ground {
  readonly sections: SectionPlan
  readonly staff: StaffPlan
  /** Grades of the policy, former ones too; undefined before a policy is loaded. */
  readonly grades: ReadonlySet<string> | undefined
  /** False where rows of that file could not be read: what then seems to be missing may stand in them. */
  readonly sectionsAreWhole: boolean
  readonly staffAreWhole: boolean
}

/**
 * Assignments as they will stand. A primary one is known by person and first day (its section may be corrected), another by
 * person, section, kind and first day. An open one ends with the employment, an open primary one with the next (INV-O1).
 */
export function* planAssignments(
  { rows, present }: Rows<'assignments'>,
  stored: readonly Assignment[],
  ground: Ground,
  findings: Findings,
): Generator<number, readonly Entry<Assignment>[]> {
  const keyOf = keys()
  const entries = new Map<string, Entry<Assignment>>()
  yield* inPieces(stored, (fact) => entries.set(keyOf(fact), { fact, stored: fact }))
  const gradeOf = gradesAsTyped(ground)
  yield* inPieces(rows, (written) => {
    const row = { ...written, grade: written.grade === undefined ? undefined : gradeOf(written.grade) }
    checkGrade(row, ground, findings)
    const person = ground.staff.ownerOf.get(row.staffNumber)
    if (!person) {
      if (ground.staffAreWhole) unknownStaff('assignments', row, findings)
      return
    }
    const key = keyOf({ ...row, kind: row.kind as Assignment['kind'], person })
    const known = entries.get(key)
    const fact = factOf(row, present, person, known?.stored)
    if (known?.line !== undefined) {
      findings.add('assignments', row.line, 'validFrom', row.validFrom, 'twice', { line: known.line })
    } else if (findings.isOrderly('assignments', row.line, 'validTo', fact)) {
      entries.set(key, { fact, stored: known?.stored, line: row.line })
    }
  })
  const all = [...entries.values()]
  const open = yield* openOnes(all, ground.staff)
  const postsOf = yield* grouped(all, ({ fact }) => fact.person)
  yield* inPieces(postsOf.values(), (posts) =>
    chain(
      posts.filter(({ fact }) => fact.kind === 'primary'),
      (earlier, later) => findings.overlap('assignments', 'validFrom', earlier, later),
    ),
  )
  yield* inPieces(all, (entry) => endWithEmployment('assignments', entry, open, ground, findings))
  if (ground.sectionsAreWhole) yield* inPieces(all, (entry) => checkSection(entry, ground, findings))
  return all
}

type OfPerson = Span & { person: Person; staffNumber?: string }

/**
 * Those that have no end of their own. What is stored and ends with the employment was open too: a transfer ends it, as it ends
 * others. So it is opened here, until it is known what comes after it.
 */
export function* openOnes<Fact extends OfPerson>(
  entries: readonly Entry<Fact>[],
  staff: StaffPlan,
): Generator<number, ReadonlySet<Entry<Fact>>> {
  const open = new Set<Entry<Fact>>()
  yield* inPieces(entries, (entry) => {
    const { fact, line } = entry
    const isToLeaving =
      line === undefined && fact.validTo !== null && fact.validTo === spellAround(staff, fact)?.fact.validTo
    if (isToLeaving) entry.fact = { ...fact, validTo: null }
    if (entry.fact.validTo === null) open.add(entry)
  })
  return open
}

function spellAround(staff: StaffPlan, { person, staffNumber, validFrom }: OfPerson) {
  return spellOn(staff, person, staffNumber ?? null, validFrom)
}

/** An open fact ends with the employment in which it begins, if nothing ends it before; one that lies outside of it cannot be. */
export function endWithEmployment<Fact extends OfPerson>(
  file: 'assignments' | 'leave',
  entry: Entry<Fact>,
  open: ReadonlySet<Entry<Fact>>,
  { staff, staffAreWhole }: Pick<Ground, 'staff' | 'staffAreWhole'>,
  findings: Findings,
): void {
  const spell = spellAround(staff, entry.fact)
  const left = spell?.fact.validTo ?? null
  if (left !== null && open.has(entry) && (entry.fact.validTo ?? left) >= left) endOn(entry, left)
  const { fact, line } = entry
  const fits = spell && (left === null || fact.validTo! <= left)
  if (fits || !staffAreWhole) return
  const spells = staff.spellsOf.get(fact.person) ?? []
  if (line === undefined) {
    const cause = spells.findLast((other) => other.line !== undefined)
    const values = { from: fact.validFrom, to: lastDay(fact) }
    if (cause) findings.add('staff', cause.line!, 'joinedOn', cause.fact.validFrom, 'stored_outside_employment', values)
  } else if (spell) {
    findings.add(file, line, endColumn[file], lastDay(fact), 'after_leaving', { day: lastDay(spell.fact) })
  } else {
    findings.add(file, line, startColumn[file], fact.validFrom, 'not_employed', { day: fact.validFrom })
  }
}

export function unknownStaff(
  file: 'assignments' | 'leave',
  { line, staffNumber }: { line: number; staffNumber: string },
  findings: Findings,
): void {
  findings.add(file, line, 'staffNumber', staffNumber, 'unknown_staff', { number: staffNumber })
}

const startColumn = { assignments: 'validFrom', leave: 'from' }
const endColumn = { assignments: 'validTo', leave: 'to' }

/** People are numbered as they come, so that a key is a short text. */
function keys() {
  const numbers = new Map<Person, number>()
  return ({
    person,
    kind,
    sectionCode,
    validFrom,
  }: Pick<Assignment, 'person' | 'kind' | 'sectionCode' | 'validFrom'>) => {
    const number = numbers.get(person) ?? numbers.size
    numbers.set(person, number)
    return kind === 'primary' ? `${number} ${validFrom}` : `${number} ${validFrom} ${kind} ${sectionCode}`
  }
}

function factOf(
  row: Row<'assignments'>,
  present: ReadonlySet<string>,
  person: Person,
  known: Assignment | undefined,
): Assignment {
  return {
    assignmentId: known?.assignmentId ?? null,
    person,
    staffNumber: row.staffNumber,
    sectionCode: row.sectionCode,
    grade: (present.has('grade') ? row.grade : known?.grade) ?? NO_GRADE,
    postTitle: present.has('postTitle') ? (row.postTitle ?? '') : (known?.postTitle ?? ''),
    kind: row.kind as Assignment['kind'],
    isHead: present.has('isHead') ? (row.isHead ?? false) : (known?.isHead ?? false),
    validFrom: row.validFrom,
    validTo: present.has('validTo') ? (row.validTo ?? null) : (known?.validTo ?? null),
  }
}

/** A grade as the policy writes it: Ｇ１ and G1 are one. Without a policy what is typed in full width is read in half width. */
function gradesAsTyped({ grades }: Ground): (grade: string) => string {
  const halfWidth = (grade: string) => grade.normalize('NFKC')
  const known = new Map([...(grades ?? [])].map((grade) => [halfWidth(grade), grade]))
  return (grade) => (grades?.has(grade) ? grade : (known.get(halfWidth(grade)) ?? (grades ? grade : halfWidth(grade))))
}

function checkGrade({ line, grade }: Row<'assignments'>, { grades }: Ground, findings: Findings): void {
  if (!grades || grade === undefined || grades.has(grade)) return
  findings.add('assignments', line, 'grade', grade, 'unknown_grade', { choices: [...grades].join('、') })
}

/** The section exists on every day of the assignment. */
function checkSection({ fact, line }: Entry<Assignment>, { sections }: Ground, findings: Findings): void {
  const { sectionCode, staffNumber, validFrom } = fact
  const day = firstGap(spansOf(sections, sectionCode), fact)
  if (day === undefined) return
  const values = { code: sectionCode, day }
  if (line !== undefined) {
    const key = day === validFrom ? 'section_missing' : 'section_ends'
    findings.add('assignments', line, 'sectionCode', sectionCode, key, values)
    return
  }
  const cause = lineOf(sections, sectionCode)
  if (cause === undefined) return
  findings.add('sections', cause, 'validTo', day, 'section_still_used', { ...values, number: staffNumber })
}
