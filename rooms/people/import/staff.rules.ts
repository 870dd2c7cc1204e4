import type { Row, Rows } from './columns.rules.ts'
import type { Findings } from './findings.rules.ts'
import { chain, type Entry, grouped, inPieces, overlaps, type Span } from './spans.rules.ts'

/** One human being, whatever their numbers, names and spells (INV-O6). */
export interface Person {
  /** Null until the person is written. */
  staffMemberId: number | null
  readonly names: Names
  /** Names that begin on days to come, in order. */
  readonly coming?: readonly ComingName[]
}

export interface ComingName {
  readonly from: string
  readonly names: Names
}

export interface Names {
  readonly name: string
  readonly nameKana: string
  readonly email: string | null
}

/** One spell of employment: `validFrom` is the day of joining, `validTo` the first day after leaving. */
export interface Spell extends Span {
  readonly employmentId: number | null
  readonly person: Person
  readonly staffNumber: string
  readonly employmentCategory: string
  readonly occupation: string
}

export const spellFields = ['employmentCategory', 'occupation', 'validFrom', 'validTo'] as const

export interface StaffPlan {
  readonly entries: readonly Entry<Spell>[]
  /** In order. */
  readonly spellsOf: ReadonlyMap<Person, readonly Entry<Spell>[]>
  readonly ownerOf: ReadonlyMap<string, Person>
  /** New names of people, and the line that gives them. */
  readonly names: ReadonlyMap<Person, { readonly names: Names; readonly line: number }>
  /** Names that will begin on a day, or will not after all (null), and the line that says so. */
  readonly coming: readonly {
    readonly person: Person
    readonly from: string
    readonly names: Names | null
    readonly line: number
  }[]
}

/**
 * People and spells as they will stand. A row is the spell with its number and first day; else the one of that number which
 * it overlaps (its day of joining is corrected); else a further spell. The person is whoever bears the number, else
 * whoever bore the former one, else somebody new. The latest spell that has begun gives the name of today; the row of a spell to come, or with a
 * day of its own for the name, gives the name from that day on.
 */
export function* planStaff(
  { rows, present, isWhole }: Rows<'staff'>,
  stored: readonly Spell[],
  { categories, today }: { readonly categories: readonly string[] | undefined; readonly today: string },
  findings: Findings,
): Generator<number, StaffPlan> {
  const ownerOf = yield* ownersOf(rows, stored, findings, isWhole)
  const spellOf = yield* matching(rows, stored)
  const entries = new Map<Spell | Row<'staff'>, Entry<Spell>>(stored.map((fact) => [fact, { fact, stored: fact }]))
  const namesIn = new Map<number, ComingName>()
  const seen = new Map<string, Row<'staff'>>()
  yield* inPieces(rows, (row) => {
    const person = ownerOf.get(row.staffNumber)!
    const known = spellOf.get(row)
    const fact = factOf(row, present, person, known)
    const twin = seen.get(row.staffNumber)
    seen.set(row.staffNumber, row)
    checkRow(row, categories, findings)
    if (twin && overlaps(spanOf(twin), spanOf(row))) {
      findings.add('staff', row.line, 'staffNumber', row.staffNumber, 'twice', { line: twin.line })
    } else if (findings.isOrderly('staff', row.line, 'leftOn', fact)) {
      entries.set(known ?? row, { fact, stored: known, line: row.line })
      namesIn.set(row.line, { names: namesOf(row, present, person), from: row.nameFrom ?? fact.validFrom })
    }
  })
  const all = [...entries.values()]
  const spellsOf = yield* grouped(all, ({ fact }) => fact.person)
  const names: Map<Person, { names: Names; line: number }> = new Map()
  const coming: StaffPlan['coming'][number][] = []
  yield* inPieces(spellsOf, ([person, spells]) => {
    chain(spells, (earlier, later) => findings.overlap('staff', 'joinedOn', earlier, later))
    const said = spells.flatMap(({ line }) => {
      const name = line === undefined ? undefined : namesIn.get(line)
      return name ? [{ ...name, line: line! }] : []
    })
    const isNew = person.staffMemberId === null
    const latest = spells.findLast(({ fact }) => fact.validFrom <= today)
    const now = said.find(({ line, from }) => line === latest?.line && from <= today) ?? (isNew ? said[0] : undefined)
    if (now && differ(now.names, person.names)) names.set(person, now)
    const later = said.filter((one) => one !== now && one.from > today)
    coming.push(...comingOf(person, now?.names ?? person.names, later))
  })
  return { entries: all, spellsOf, ownerOf, names, coming }
}

/** What changes of the names to come: one that is the same as the name before it is none. */
function comingOf(
  person: Person,
  now: Names,
  said: readonly (ComingName & { readonly line: number })[],
): StaffPlan['coming'][number][] {
  const stored = new Map((person.coming ?? []).map(({ from, names }) => [from, names]))
  const days = new Map([...stored].map(([from, names]) => [from, { names, line: undefined as number | undefined }]))
  for (const { from, names, line } of said) days.set(from, { names, line })
  let before = now
  const inOrder = [...days].sort(([a], [b]) => (a < b ? -1 : 1))
  return inOrder.flatMap(([from, { names, line }]): StaffPlan['coming'][number][] => {
    const isName = differ(names, before)
    const was = stored.get(from)
    if (isName) before = names
    if (line === undefined) return []
    if (!isName) return was ? [{ person, from, names: null, line }] : []
    return was && !differ(was, names) ? [] : [{ person, from, names, line }]
  })
}

/** The spell under a number on a day. */
export function spellOn({ spellsOf }: StaffPlan, person: Person, staffNumber: string | null, day: string) {
  return spellsOf
    .get(person)
    ?.find(
      ({ fact }) =>
        (staffNumber === null || fact.staffNumber === staffNumber) &&
        fact.validFrom <= day &&
        (fact.validTo === null || fact.validTo > day),
    )
}

function* ownersOf(
  rows: readonly Row<'staff'>[],
  stored: readonly Spell[],
  findings: Findings,
  isWhole: boolean,
): Generator<number, Map<string, Person>> {
  const ownerOf = new Map<string, Person>()
  const former = new Map<string, string>()
  const inFile = new Set<string>()
  yield* inPieces(stored, ({ staffNumber, person }) => ownerOf.set(staffNumber, person))
  yield* inPieces(rows, ({ staffNumber, formerStaffNumber: before }) => {
    inFile.add(staffNumber)
    if (before !== undefined && before !== staffNumber) former.set(staffNumber, before)
  })
  yield* inPieces(rows, (row) => own(row, ownerOf, former, inFile))
  yield* inPieces(rows, (row) => {
    const before = former.get(row.staffNumber)
    if (before !== undefined) checkFormer(row, before, ownerOf, findings, isWhole)
  })
  return ownerOf
}

/** Goes back from number to former number until somebody is known; all numbers on the way are theirs. */
function own(
  row: Row<'staff'>,
  ownerOf: Map<string, Person>,
  former: ReadonlyMap<string, string>,
  inFile: ReadonlySet<string>,
): void {
  const numbers = new Set([row.staffNumber])
  let person = ownerOf.get(row.staffNumber)
  let before = former.get(row.staffNumber)
  while (!person && before !== undefined && !numbers.has(before)) {
    person = ownerOf.get(before)
    if (!person && !inFile.has(before)) break
    numbers.add(before)
    before = former.get(before)
  }
  person ??= { staffMemberId: null, names: { name: row.name, nameKana: row.nameKana, email: row.email ?? null } }
  for (const number of numbers) if (!ownerOf.has(number)) ownerOf.set(number, person)
}

function checkFormer(
  row: Row<'staff'>,
  before: string,
  ownerOf: ReadonlyMap<string, Person>,
  findings: Findings,
  isWhole: boolean,
): void {
  const owner = ownerOf.get(before)
  const values = { number: row.staffNumber, former: before }
  if (owner === ownerOf.get(row.staffNumber)) return
  if (owner) findings.add('staff', row.line, 'formerStaffNumber', before, 'former_is_other_person', values)
  else if (isWhole) findings.add('staff', row.line, 'formerStaffNumber', before, 'former_unknown', values)
}

/** Which stored spell each row means. Two rows may mean the same one; the second is told as a double. */
function* matching(
  rows: readonly Row<'staff'>[],
  stored: readonly Spell[],
): Generator<number, Map<Row<'staff'>, Spell>> {
  const storedOf = yield* grouped(stored, ({ staffNumber }) => staffNumber)
  const meant = new Map<Row<'staff'>, Spell>()
  const taken = new Set<Spell>()
  const take = (row: Row<'staff'>, isMeant: (spell: Spell) => boolean) => {
    const spell = storedOf.get(row.staffNumber)?.find(isMeant)
    if (!spell) return
    meant.set(row, spell)
    taken.add(spell)
  }
  yield* inPieces(rows, (row) => take(row, ({ validFrom }) => validFrom === row.joinedOn))
  yield* inPieces(rows, (row) => {
    if (!meant.has(row)) take(row, (spell) => !taken.has(spell) && overlaps(spell, spanOf(row)))
  })
  return meant
}

function spanOf(row: Row<'staff'>): Span {
  return { validFrom: row.joinedOn, validTo: row.leftOn ?? null }
}

function factOf(row: Row<'staff'>, present: ReadonlySet<string>, person: Person, known: Spell | undefined): Spell {
  return {
    employmentId: known?.employmentId ?? null,
    person,
    staffNumber: row.staffNumber,
    employmentCategory: row.employmentCategory,
    occupation: row.occupation,
    validFrom: row.joinedOn,
    validTo: present.has('leftOn') ? (row.leftOn ?? null) : (known?.validTo ?? null),
  }
}

function namesOf(row: Row<'staff'>, present: ReadonlySet<string>, { names }: Person): Names {
  const email = present.has('email') ? (row.email ?? null) : names.email
  return { name: row.name, nameKana: row.nameKana, email }
}

/** How marks of kana are stored, in one piece or in two, is no difference of names. */
function differ(a: Names, b: Names): boolean {
  return composed(a.name) !== composed(b.name) || composed(a.nameKana) !== composed(b.nameKana) || a.email !== b.email
}

/** カ and its mark as ガ; nothing else, because other characters that are joined so are different ones to whoever bears them (INV-D4). */
const composed = (text: string) => text.replace(/[\u3040-\u30ff][\u3099\u309a]/g, (kana) => kana.normalize('NFC'))

function checkRow(row: Row<'staff'>, categories: readonly string[] | undefined, findings: Findings): void {
  const { line, nameKana, employmentCategory, email } = row
  if (categories && !categories.includes(employmentCategory)) {
    const choices = categories.join('、')
    findings.add('staff', line, 'employmentCategory', employmentCategory, 'unknown_category', { choices })
  }
  if (!KANA.test(composed(nameKana))) findings.add('staff', line, 'nameKana', nameKana, 'not_kana')
  if (email !== undefined && !EMAIL.test(email)) findings.add('staff', line, 'email', email, 'not_email')
}

/** Katakana or hiragana, also half width, with the signs that stand in readings of foreign names. */
const KANA = /^[\p{Script=Katakana}\p{Script=Hiragana}ー゛゜ｰﾞﾟ・･=＝\-－‐.．'’,，\s]+$/u
const EMAIL = /^[^\s@]+@[^\s@]+$/
