import type { z } from 'zod'
import { error, type Finding, type FindingKey, nearest, type Path } from './findings.rules.ts'

/** Turns what Zod found wrong with the shape of `data` into findings in our own words; the first for each place. `schema` names the items. */
export function wordIssues(issues: readonly z.core.$ZodIssue[], data: unknown, schema: SchemaNode): Finding[] {
  const seen = new Set<string>()
  // A file of a format that we cannot read: what else is strange about it follows from that.
  const isGiven = stepInto(data, 'formatVersion') !== undefined
  const other = issues.filter(({ message }) => isGiven && message === 'unknown_version')
  return (other.length > 0 ? other : issues)
    .flatMap((issue) => wordIssue(issue, data, schema))
    .filter(({ path }) => {
      const place = JSON.stringify(path)
      const known = seen.has(place)
      seen.add(place)
      return !known
    })
}

function wordIssue(issue: z.core.$ZodIssue, data: unknown, schema: SchemaNode): Finding[] {
  const path = issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step))
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => {
      const at = [...path, key]
      return wordUnknownKey(at, key, schema, at.reduce<unknown>(stepInto, data))
    })
  }
  if (issue.code === 'invalid_key') return [{ ...error(path, 'bad_id', { shown: String(path.at(-1)) }), atKey: true }]
  const value = path.reduce<unknown>(stepInto, data)
  const key = String(path.findLast((step) => typeof step === 'string') ?? '')
  if (path.length === 0) return [error(path, 'not_a_policy')]
  if (value === undefined) return [key === 'isSample' ? error(path, 'missing_sample') : error(path, 'missing', { key })]
  if (value === null) return [error(path, 'empty_value', { key })]
  const plain = plainIn(issue, value)
  if (plain !== undefined) return [error(path, 'as_text', { key, plain })]
  const { word, values } = wordValue(issue, value)
  // A list from which nothing was chosen yet.
  if (word === 'bad_id' && value === '') return [error(path, 'empty_value', { key })]
  return [error(path, word, { key, shown: show(value), ...values })]
}

/** A number, a yes or a version that stands as text, in quotes or in full width: what it would be without. */
function plainIn(issue: z.core.$ZodIssue, value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined
  const plain = value.normalize('NFKC').trim()
  const isNumber = /^-?\d+(\.\d+)?$/u.test(plain)
  if (issue.code === 'invalid_value')
    return issue.message === 'unknown_version' && issue.values.map(String).includes(plain) ? plain : undefined
  if (issue.code !== 'invalid_type') return undefined
  if (issue.expected === 'boolean') return plain === 'true' || plain === 'false' ? plain : undefined
  return isNumber && issue.expected === 'number' ? plain : undefined
}

type Wording = { word: FindingKey; values?: Record<string, string | number> }

function wordValue(issue: z.core.$ZodIssue, value: unknown): Wording {
  switch (issue.code) {
    case 'invalid_type':
      return { word: wantedTypes[issue.expected] ?? 'bad_value' }
    case 'invalid_value': {
      if (issue.message === 'unknown_version') return { word: 'unknown_version' }
      const allowed = issue.values.map(String)
      if (allowed.length === 1) return { word: 'want_exactly', values: { allowed: allowed[0]! } }
      const near = typeof value === 'string' ? nearest(value, allowed) : undefined
      const values = { allowed: allowed.join(' / ') }
      return near ? { word: 'want_one_of_near', values: { ...values, near } } : { word: 'want_one_of', values }
    }
    case 'too_small':
      if (issue.origin === 'array') return { word: 'too_few', values: { limit: Number(issue.minimum) } }
      return { word: issue.inclusive ? 'at_least' : 'more_than', values: { limit: Number(issue.minimum) } }
    case 'too_big': {
      const values = { limit: Number(issue.maximum) }
      if (issue.origin === 'array') return { word: 'too_many', values }
      if (issue.origin === 'string') return { word: 'too_long', values }
      return { word: issue.inclusive ? 'at_most' : 'less_than', values }
    }
    case 'invalid_format': {
      if (issue.format === 'date') return { word: 'bad_date' }
      if (issue.format === 'url') return { word: 'bad_url' }
      return { word: patternWords.find((word) => word === issue.message) ?? 'bad_value' }
    }
    default:
      return { word: 'bad_value' }
  }
}

/** What `shape` and `model` give their patterns as the word for a mismatch. */
const patternWords = ['bad_id', 'bad_line', 'blank_text', 'bad_town_code', 'bad_date'] as const

const wantedTypes: Record<string, FindingKey> = {
  string: 'want_text',
  number: 'want_number',
  int: 'want_whole',
  boolean: 'want_boolean',
  array: 'want_list',
  object: 'want_map',
  record: 'want_map',
}

/** Marks that people write in Japanese where YAML wants plain ones; what follows them reads as the name of an item. */
const slips: readonly (readonly [RegExp, FindingKey])[] = [
  [/：/u, 'yaml_fullwidth'],
  [/^\u3000|\u3000$/u, 'yaml_wide_space'],
]

/** Of an item without a value whose name is no name: it stands after a comma that was meant as part of a text. */
const looksLikeText = /[^A-Za-z0-9_-]/u

function wordUnknownKey(path: Path, key: string, schema: SchemaNode, value: unknown): Finding {
  const [, slip] = slips.find(([mark]) => mark.test(key)) ?? []
  if (slip) return { ...error(path, slip, {}), atKey: true }
  if (value === null && looksLikeText.test(key))
    return { ...error(path, 'yaml_comma', { key: show(key) }), atKey: true }
  const near = nearest(key, knownKeys(path.slice(0, -1), schema))
  const shown = show(key)
  const finding = near
    ? error(path, 'unknown_key_near', { key: shown, near })
    : error(path, 'unknown_key', { key: shown })
  return { ...finding, atKey: true }
}

export interface SchemaNode {
  $ref?: string
  properties?: Record<string, SchemaNode>
  items?: SchemaNode
  $defs?: Record<string, SchemaNode>
}

/** The item names that the published schema knows at a place. */
function knownKeys(path: Path, root: SchemaNode): string[] {
  const resolve = (node: SchemaNode | undefined) =>
    node?.$ref ? root.$defs?.[node.$ref.replace('#/$defs/', '')] : node
  let node: SchemaNode | undefined = root
  for (const step of path) node = resolve(typeof step === 'number' ? node?.items : node?.properties?.[step])
  return Object.keys(node?.properties ?? {})
}

function stepInto(value: unknown, step: string | number): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined
  return (value as Record<string | number, unknown>)[step]
}

/** A value in few characters. */
function show(value: unknown): string {
  if (Array.isArray(value)) return '[…]'
  if (typeof value === 'object' && value !== null) return '{…}'
  const text = String(value)
  if (text.trim() === '') return `"${text.slice(0, 40)}"`
  return text.length > 40 ? `${text.slice(0, 40)}…` : text
}
