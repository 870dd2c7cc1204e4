/**
 * From a file's bytes to a problem, or one fault with its place. Steps, each taken only when the one before found nothing: bytes to
 * text (UTF-8, a byte order mark is allowed), text to JSON, JSON to the shape of the contract row by row, shape to meaning.
 */
import type { z } from 'zod'
import { Apart, Keep, Person, type Problem, ProblemOutline, Section, Session, Slot } from './contract.ts'
import type { Fault } from './fault.ts'
import { faultOfJson, placeOf } from './reading-json.ts'
import { rowName, shortened } from './reading-places.ts'
import { faultOfMeaning } from './reading-references.ts'

export type Read = { readonly problem: Problem } | { readonly fault: Fault }

export function readProblem(bytes: Uint8Array): Read {
  const text = textOf(bytes)
  if (typeof text !== 'string') return { fault: text }
  if (text.trim() === '') return { fault: { key: 'file.empty', values: {} } }
  const json = faultOfJson(text)
  if (json) return { fault: jsonFault(text, json) }
  const value: unknown = JSON.parse(text)
  const shape = faultOfShape(value)
  if (shape) return { fault: shape }
  const problem = value as Problem
  const fault = faultOfMeaning(problem)
  return fault ? { fault } : { problem }
}

function textOf(bytes: Uint8Array): string | Fault {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    // The decoder does not say where: the longest readable beginning does.
    const lines = new TextDecoder('utf-8').decode(bytes).split('\uFFFD')[0]!.split('\n').length
    return { key: 'file.not_utf8', values: { line: lines } }
  }
}

function jsonFault(text: string, { key, at, name }: NonNullable<ReturnType<typeof faultOfJson>>): Fault {
  const place = placeOf(text, at)
  if (key !== 'file.not_json') return { key, values: { ...place, key: shortened(name) } }
  const found = shortened(
    [...text.slice(at, at + 40)]
      .slice(0, 20)
      .join('')
      .split(/[\r\n]/)[0] ?? '',
  )
  const isEnd = at >= text.length
  return { key, values: { ...place, text: found }, words: { found: isEnd ? 'found.end' : 'found.other' } }
}

const LISTS = { slots: Slot, sections: Section, staff: Person, sessions: Session, apart: Apart, keeps: Keep } as const

function faultOfShape(value: unknown): Fault | undefined {
  const outline = ProblemOutline.safeParse(value)
  if (!outline.success) return wordIssue(outline.error.issues[0]!, value, '')
  for (const [list, shape] of Object.entries(LISTS)) {
    for (const [index, row] of (outline.data[list as keyof typeof LISTS] ?? []).entries()) {
      const parsed = shape.safeParse(row)
      if (!parsed.success) {
        return wordIssue(parsed.error.issues[0]!, row, rowName(list, index, (row as { id?: unknown } | null)?.id))
      }
    }
  }
  return undefined
}

type Issue = z.core.$ZodIssue

function wordIssue(issue: Issue, root: unknown, row: string): Fault {
  const place = [row, ...issue.path.map((step) => shortened(String(step)))].filter((step) => step !== '').join(' . ')
  const values = { place: place === '' ? 'JSON' : place }
  if (issue.code === 'unrecognized_keys') {
    return { key: 'problem.unknown_key', values: { ...values, key: shortened(issue.keys[0] ?? '') } }
  }
  if (issue.code === 'invalid_key') return { key: 'problem.empty_text', values }
  if (issue.code === 'too_small') return { key: smallKey(issue, row), values }
  if (issue.code === 'too_big')
    return { key: issue.origin === 'array' ? 'problem.not_pair' : 'problem.too_large', values }
  if (issue.code !== 'invalid_type') return { key: 'problem.wrong', values }
  if (issue.expected === 'int' && typeof valueAt(root, issue.path) === 'number')
    return { key: 'problem.not_whole', values }
  const isMissing = valueAt(root, issue.path) === undefined
  const expected = `expected.${issue.expected}`
  return {
    key: isMissing ? 'problem.missing' : 'problem.wrong_type',
    values,
    words: { expected: isExpected(expected) ? expected : 'expected.other' },
  }
}

const EXPECTED = [
  'expected.string',
  'expected.number',
  'expected.int',
  'expected.array',
  'expected.object',
  'expected.record',
] as const

function isExpected(key: string): key is (typeof EXPECTED)[number] {
  return (EXPECTED as readonly string[]).includes(key)
}

function smallKey(issue: Issue & { code: 'too_small' }, row: string): Fault['key'] {
  if (issue.origin === 'string') return 'problem.empty_text'
  if (issue.origin !== 'array') return 'problem.negative'
  if (row === '') return 'problem.no_staff'
  return row.startsWith('apart') ? 'problem.not_pair' : 'problem.no_slots'
}

function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, step) => (value as Record<PropertyKey, unknown> | undefined)?.[step], root)
}
