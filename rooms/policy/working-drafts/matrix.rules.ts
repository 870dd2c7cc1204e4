/**
 * Expected levels as a table: skills down, grades across. What a spreadsheet gives is read whole or not at all: levels as digits or as
 * words, with the heads of rows and columns or without them. Nothing is guessed: an empty cell may be the rest of a merged one, so `-` says that
 * nothing is expected of its own.
 */
import { type Place, valueAt } from './change.rules.ts'

export interface MatrixGrade {
  readonly id: string
  readonly label: string
}

export interface MatrixSkill {
  readonly name: string
  readonly id: string
  readonly tier: string
  /** Of `expected`, or of what is expected of the occupation. */
  readonly path: Place
  /** By number; names may be absent in a draft. */
  readonly levels: readonly { readonly level: number; readonly name: string }[]
  /** As stated, by grade. */
  readonly expected: Readonly<Record<string, unknown>>
}

export interface Matrix {
  readonly grades: readonly MatrixGrade[]
  readonly skills: readonly MatrixSkill[]
  readonly highest: number
}

/** The occupations of which a draft expects something of their own. */
export function occupationsIn(data: unknown): string[] {
  const skills = entriesAt(data, ['pyramid', 'tiers']).flatMap(({ path }) => entriesAt(data, [...path, 'skills']))
  const named = skills.map(({ held }) => held.expectedByOccupation).filter(isRecord)
  return [...new Set(named.flatMap((one) => Object.keys(one)))]
}

/** Of a draft, which may be half-written: whatever has an id is in it. Of an occupation what is expected beside its grades. */
export function matrixOf(data: unknown, occupation?: string): Matrix {
  const grades = entriesAt(data, ['organisation', 'grades'])
    .toSorted((a, b) => Number(a.held.rank ?? 0) - Number(b.held.rank ?? 0))
    .map(({ held }) => ({ id: textOf(held.id), label: textOf(held.label) }))
    .filter(({ id }) => id !== '')
  const skills = entriesAt(data, ['pyramid', 'tiers']).flatMap(({ held: tier, path }) =>
    entriesAt(data, [...path, 'skills']).map(({ held, path: at }) => {
      const place = occupation === undefined ? ['expected'] : ['expectedByOccupation', occupation]
      const expected = valueAt(held, place)
      return {
        ...{ name: textOf(held.name) || textOf(held.id), id: textOf(held.id), tier: textOf(tier.name) },
        path: [...at, ...place],
        levels: entriesAt(data, [...at, 'levels']).map(({ held: one }) => ({
          level: Number(one.level),
          name: textOf(one.name),
        })),
        expected: isRecord(expected) ? expected : {},
      }
    }),
  )
  const highest = Number(valueAt(data, ['pyramid', 'highestLevel']))
  return { grades, skills, highest: Number.isInteger(highest) ? highest : 10 }
}

type Entry = { readonly held: Readonly<Record<string, unknown>>; readonly path: Place }

function entriesAt(data: unknown, path: Place): Entry[] {
  const list = valueAt(data, path)
  return Array.isArray(list) ? list.flatMap((held, i) => (isRecord(held) ? [{ held, path: [...path, i] }] : [])) : []
}

const isRecord = (held: unknown): held is Record<string, unknown> =>
  typeof held === 'object' && held !== null && !Array.isArray(held)
const textOf = (held: unknown) => (typeof held === 'string' || typeof held === 'number' ? String(held) : '')

/** What is wrong with a pasted table: which cell, as a spreadsheet counts, and why. */
export interface PasteFault {
  readonly key: 'too_wide' | 'too_long' | 'unknown_grade' | 'unknown_skill' | 'empty' | 'no_level' | 'too_high'
  readonly values: Readonly<Record<string, string | number>>
}

export interface PastedCell {
  readonly skill: number
  readonly grade: number
  /** Undefined: nothing of its own. */
  readonly level: number | undefined
}

/** A table from a spreadsheet, put in at a cell; or, where it has heads, by them. */
export function pasted(
  text: string,
  matrix: Matrix,
  at: { readonly skill: number; readonly grade: number },
): { readonly cells: readonly PastedCell[] } | { readonly faults: readonly PasteFault[] } {
  const rows = cellsOf(text)
  const gradeOf = finder(matrix.grades.map(({ id, label }) => [id, label, `${id}${label}`, `${label}${id}`]))
  const skillOf = finder(matrix.skills.map(({ id, name }) => [id, name]))
  const hasHead = rows[0]!.some((cell) => gradeOf(cell) >= 0)
  const body = hasHead ? rows.slice(1) : rows
  const hasNames = body.some(([first = '']) => skillOf(first) >= 0) || (hasHead && gradeOf(rows[0]![0]!) < 0)
  // Before the names of skills a list may have others, such as the tiers, in merged cells.
  const firstGrade = rows[0]!.findIndex((cell) => gradeOf(cell) >= 0)
  const before = Array.from({ length: Math.max(0, firstGrade) }, (_, column) => column)
  const names = before.find((column) => body.some((row) => skillOf(row[column] ?? '') >= 0)) ?? 0
  const from = hasNames ? names + 1 : 0
  const faults: PasteFault[] = []
  const columns = (hasHead ? rows[0]! : body[0]!).slice(from).map((cell, i) => {
    if (!hasHead) return at.grade + i
    const grade = gradeOf(cell)
    if (grade < 0) faults.push({ key: 'unknown_grade', values: { column: i + from + 1, shown: cell } })
    return grade
  })
  const widest = Math.max(...body.map((row) => row.length - from))
  const room = hasHead ? columns.length : matrix.grades.length - at.grade
  if (widest > room) faults.push({ key: 'too_wide', values: { columns: widest, room } })
  if (!hasNames && body.length > matrix.skills.length - at.skill)
    faults.push({ key: 'too_long', values: { rows: body.length, room: matrix.skills.length - at.skill } })
  if (faults.length > 0) return { faults }
  const cells: PastedCell[] = []
  for (const [i, row] of body.entries()) {
    const line = i + (hasHead ? 2 : 1)
    const skill = hasNames ? skillOf(row[names] ?? '') : at.skill + i
    if (skill < 0) {
      faults.push({ key: 'unknown_skill', values: { row: line, shown: row[names] ?? '' } })
      continue
    }
    for (let j = 0; j < (hasHead ? columns.length : widest); j++) {
      const shown = row[from + j] ?? ''
      const column = from + j + 1
      const level = levelIn(shown, matrix.skills[skill]!)
      if (shown === '') faults.push({ key: 'empty', values: { row: line, column } })
      else if (level === 'none') cells.push({ skill, grade: hasHead ? columns[j]! : at.grade + j, level: undefined })
      else if (level === undefined) faults.push({ key: 'no_level', values: { row: line, column, shown } })
      else if (level > matrix.highest)
        faults.push({ key: 'too_high', values: { row: line, column, shown, highest: matrix.highest } })
      else cells.push({ skill, grade: hasHead ? columns[j]! : at.grade + j, level })
    }
  }
  return faults.length > 0 ? { faults } : { cells }
}

/** Rows of cells as spreadsheets copy them: a cell with a tab, a line break or a quote in it stands in quotes. */
function cellsOf(text: string): string[][] {
  const cell = /(?:"((?:[^"]|"")*)"(?=[\t\n]|$)|([^\t\n]*))([\t\n]|$)/uy
  const plain = text.replace(/\r\n?/gu, '\n').replace(/\n+$/u, '')
  const rows: string[][] = [[]]
  for (;;) {
    const [, quoted, bare = '', end] = cell.exec(plain)!
    rows.at(-1)!.push((quoted?.replaceAll('""', '"') ?? bare).replace(/\s+/gu, ' ').trim())
    if (end === '') return rows
    if (end === '\n') rows.push([])
  }
}

/** Which entry a head means: by one of its names, whatever their width, with line breaks, blanks or brackets in them; -1 where it is none, or two. */
function finder(named: readonly (readonly string[])[]): (head: string) => number {
  const folded = (words: string) => words.normalize('NFKC').replace(/[\s()・]/gu, '')
  const at = new Map<string, number>()
  for (const [index, names] of named.entries())
    for (const name of new Set(names.map(folded))) at.set(name, at.has(name) ? -1 : index)
  return (head) => {
    const exact = named.findIndex(([id]) => id !== '' && id === head)
    return exact >= 0 || head === '' ? exact : (at.get(folded(head)) ?? -1)
  }
}

/** `2`, `２`, `レベル2`, `2 自立`, `自立`; `-` for nothing. */
function levelIn(shown: string, { levels }: MatrixSkill): number | 'none' | undefined {
  const plain = shown.normalize('NFKC').trim()
  if (/^[-‐–—―ー−]$/u.test(plain)) return 'none'
  const named = levels.find(({ name }) => name !== '' && name === shown.trim())
  if (named) return named.level
  const [, digits, word = ''] = /^(?:レベル|水準|lv\.?)?\s*(\d{1,2})\s*(.*)$/iu.exec(plain) ?? []
  if (digits === undefined) return undefined
  const level = Number(digits)
  return word === '' || levels.some((one) => one.level === level && one.name === word) ? level : undefined
}
