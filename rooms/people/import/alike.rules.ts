/**
 * Whom a row means who is nearly somebody else: a staff number that differs only in how it is written (13, １３ and 0013 for 00000013),
 * or a new number under a name and reading that somebody has already. Nobody is joined in silence: each pair is asked about,
 * and the answer holds for all files of the import.
 */
import { plainForm } from '#platform/search/fold.ts'
import { type AlikeRow, answerKey, type FileName, type Row } from './columns.rules.ts'
import type { Files } from './rules.ts'
import { inPieces } from './spans.rules.ts'

export interface KnownPerson {
  readonly staffMemberId: number
  /** Present and former ones, the present one first. */
  readonly names: readonly { readonly name: string; readonly nameKana: string }[]
  readonly staffNumbers: readonly string[]
}

export interface Alike extends Omit<AlikeRow, 'other' | 'isSame'> {
  readonly other: Other
  readonly answer: boolean | null
}

type Other = AlikeRow['other'] & { readonly staffMemberId: number | null }

/** A number without what is only a way of writing: width, case, noughts before, hyphens and spaces. */
export function foldedNumber(staffNumber: string): string {
  const plain = staffNumber
    .normalize('NFKC')
    .replace(/[\s\-‐‑–—−'’"=]/g, '')
    .toUpperCase()
  return plain.replace(/^0+(?=.)/, '')
}

const nameKey = (name: string, nameKana: string) => `${plainForm(name)} ${plainForm(nameKana)}`

/** Namesakes of whom one row is asked about. */
const MOST_OTHERS = 5

/**
 * Every pair. `known` is everybody stored, or nobody where all numbers of the files are stored; `answers` are those given now and before.
 *
 * @param mayGuess without an answer, a number that is only written otherwise is taken for the known one where no name speaks against it
 */
export function* findAlike(
  { staff, assignments, leave }: Files,
  known: readonly KnownPerson[],
  answers: ReadonlyMap<string, boolean>,
  mayGuess: boolean,
): Generator<number, Alike[]> {
  const index = yield* indexOf(known)
  const rowOf = new Map<string, Row<'staff'>>()
  const inFile = { numbers: new Map<string, Other>(), names: new Map<string, Other>() }
  const found: Alike[] = []
  const asked = new Set<string>()
  const ask = (kind: Alike['kind'], file: FileName, line: number, staffNumber: string, others: readonly Other[]) => {
    asked.add(staffNumber)
    const row = rowOf.get(staffNumber)
    const said = { name: row?.name ?? null, nameKana: row?.nameKana ?? null }
    for (const other of others) {
      const guess = mayGuess && kind === 'number' && (!row || isNamesake(row, other)) ? true : null
      const answer = answers.get(answerKey(staffNumber, other.staffNumber)) ?? guess
      found.push({ kind, file, line, staffNumber, ...said, other, answer })
    }
  }
  yield* inPieces(staff.rows, (row) => {
    const { staffNumber, name, nameKana, line } = row
    const isFirst = !rowOf.has(staffNumber)
    if (isFirst) rowOf.set(staffNumber, row)
    if (!isFirst || index.numbers.has(staffNumber)) return
    const [folded, key] = [foldedNumber(staffNumber), nameKey(name, nameKana)]
    const other: Other = { staffNumber, name, nameKana, line, staffMemberId: null }
    const sameNumber = [...(index.folded.get(folded) ?? []), inFile.numbers.get(folded)].find(
      (one) => one !== undefined,
    )
    const sameName = [...(index.names.get(key) ?? []), inFile.names.get(key)].filter((one) => one !== undefined)
    if (sameNumber) ask('number', 'staff', line, staffNumber, [sameNumber])
    else if (row.formerStaffNumber === undefined)
      ask('name', 'staff', line, staffNumber, sameName.slice(0, MOST_OTHERS))
    if (!inFile.numbers.has(folded)) inFile.numbers.set(folded, other)
    if (!inFile.names.has(key)) inFile.names.set(key, other)
  })
  const mention = (file: FileName, line: number, staffNumber: string) => {
    if (index.numbers.has(staffNumber) || rowOf.has(staffNumber) || asked.has(staffNumber)) return
    const folded = foldedNumber(staffNumber)
    const other = index.folded.get(folded)?.[0] ?? inFile.numbers.get(folded)
    if (other) ask('number', file, line, staffNumber, [other])
  }
  yield* inPieces(staff.rows, ({ line, formerStaffNumber }) => {
    if (formerStaffNumber !== undefined) mention('staff', line, formerStaffNumber)
  })
  yield* inPieces(assignments.rows, ({ line, staffNumber }) => mention('assignments', line, staffNumber))
  yield* inPieces(leave.rows, ({ line, staffNumber }) => mention('leave', line, staffNumber))
  return settled(found)
}

function isNamesake(row: Pick<Row<'staff'>, 'name' | 'nameKana'>, other: Pick<Other, 'name' | 'nameKana'>): boolean {
  return nameKey(row.name, row.nameKana) === nameKey(other.name, other.nameKana)
}

/** Whoever is one person is none of the others who are like them. */
function settled(found: readonly Alike[]): Alike[] {
  const joined = new Set(found.flatMap(({ staffNumber, answer }) => (answer ? [staffNumber] : [])))
  return found.filter(({ staffNumber, answer }) => answer || !joined.has(staffNumber))
}

interface Index {
  readonly numbers: ReadonlySet<string>
  readonly folded: ReadonlyMap<string, readonly Other[]>
  readonly names: ReadonlyMap<string, readonly Other[]>
}

function* indexOf(known: readonly KnownPerson[]): Generator<number, Index> {
  const numbers = new Set<string>()
  const folded = new Map<string, Other[]>()
  const names = new Map<string, Other[]>()
  const add = (map: Map<string, Other[]>, key: string, other: Other) => map.set(key, [...(map.get(key) ?? []), other])
  yield* inPieces(known, ({ staffMemberId, names: said, staffNumbers }) => {
    const [present, latest] = [said[0], staffNumbers.at(-1)]
    if (!present || latest === undefined) return
    for (const staffNumber of staffNumbers) {
      numbers.add(staffNumber)
      add(folded, foldedNumber(staffNumber), { staffNumber, ...present, line: null, staffMemberId })
    }
    for (const key of new Set(said.map(({ name, nameKana }) => nameKey(name, nameKana)))) {
      add(names, key, { staffNumber: latest, ...present, line: null, staffMemberId })
    }
  })
  return { numbers, folded, names }
}

/**
 * The files as they are meant: a number that is only written otherwise is the other one wherever it stands; whoever has a new number
 * has the other one as their former.
 */
export function* asMeant(files: Files, alike: readonly Alike[]): Generator<number, Files> {
  const written = new Map<string, string>()
  const former = new Map<string, string>()
  for (const { kind, staffNumber, other, answer } of alike) {
    if (answer) (kind === 'number' ? written : former).set(staffNumber, other.staffNumber)
  }
  return yield* renumbered(files, written, former)
}

export interface Halved {
  readonly line: number
  readonly staffNumber: string
  readonly as: string
}

/**
 * A number that stands in full width is taken in half width, as it is typed ever after: where it is new to the town, or is in half width
 * the number of whoever has that very name and reading, as when the list of last month comes again. Else, where somebody has a number that
 * is alike, it is asked about.
 */
export function* newInHalfWidth(
  files: Files,
  known: readonly KnownPerson[],
): Generator<number, { files: Files; halved: readonly Halved[] }> {
  const stored = new Set(known.flatMap(({ staffNumbers }) => staffNumbers.map(foldedNumber)))
  const namesOf = new Map(known.flatMap(({ names, staffNumbers }) => staffNumbers.map((number) => [number, names])))
  const inFile = new Map<string, string>()
  const alike = new Set<string>()
  yield* inPieces(files.staff.rows, ({ staffNumber }) => {
    const folded = foldedNumber(staffNumber)
    if ((inFile.get(folded) ?? staffNumber) !== staffNumber) alike.add(folded)
    inFile.set(folded, staffNumber)
  })
  const halved = new Map<string, Halved>()
  yield* inPieces(files.staff.rows, (row) => {
    const { line, staffNumber } = row
    const as = staffNumber.normalize('NFKC')
    const folded = foldedNumber(staffNumber)
    if (as === staffNumber || namesOf.has(staffNumber) || alike.has(folded)) return
    if (stored.has(folded) && !namesOf.get(as)?.some((said) => isNamesake(row, said))) return
    halved.set(staffNumber, { line, staffNumber, as })
  })
  const written = new Map([...halved].map(([staffNumber, { as }]) => [staffNumber, as]))
  return { files: yield* renumbered(files, written, new Map()), halved: [...halved.values()] }
}

/** By numbers as they are written → as they are meant, and by numbers → the one before. */
function* renumbered(
  files: Files,
  written: ReadonlyMap<string, string>,
  former: ReadonlyMap<string, string>,
): Generator<number, Files> {
  if (written.size + former.size === 0) return files
  const meant = (staffNumber: string): string => {
    const first = written.get(staffNumber)
    return first === undefined ? staffNumber : (written.get(first) ?? first)
  }
  function* mapped<R extends { readonly staffNumber: string }>(rows: readonly R[], map: (row: R) => R) {
    const result: R[] = []
    yield* inPieces(rows, (row) => result.push(map(row)))
    return result
  }
  const one = <R extends { readonly staffNumber: string }>(row: R): R =>
    written.has(row.staffNumber) ? { ...row, staffNumber: meant(row.staffNumber) } : row
  const staff = yield* mapped(files.staff.rows, (row) => {
    const before = row.formerStaffNumber ?? former.get(row.staffNumber)
    return before === undefined ? one(row) : { ...one(row), formerStaffNumber: meant(before) }
  })
  return {
    ...files,
    staff: { ...files.staff, rows: staff },
    assignments: { ...files.assignments, rows: yield* mapped(files.assignments.rows, one) },
    leave: { ...files.leave, rows: yield* mapped(files.leave.rows, one) },
  }
}
