import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  visit,
  type YAMLError,
} from 'yaml'
import type { z } from 'zod'
import { type Language, translate } from '#platform/i18n/messages.ts'
import type { MeasureDescription } from '#platform/measure/measure.ts'
import { type PartName, type PolicyDocument, PolicyFile, policyJsonSchema, toDocument } from './document.rules.ts'
import { error, type Finding, type FindingKey, type Path, showPath } from './findings.rules.ts'
import { findMeasureFaults } from './measure-checks.rules.ts'
import { policyMessages } from './messages.ts'
import { findModelFaults } from './model-checks.rules.ts'
import { findPlanFaults } from './plan-checks.rules.ts'
import { findPyramidFaults } from './pyramid-checks.rules.ts'
import { type SchemaNode, wordIssues } from './wording.rules.ts'

/** Something to mend in a policy file. Lines and columns (in UTF-16 units) count from 1; the path is empty for the whole. */
export interface Problem {
  line: number
  column: number
  path: string
  /** A key of the room's messages, for programs. */
  code: FindingKey
  /** The reason in Japanese. */
  reason: string
  reasonEn: string
}

/** As it is told to a reader. */
export function toldIn(language: Language, problems: readonly Problem[]) {
  return problems.map(({ line, column, path, code, reason, reasonEn }) => ({
    ...{ line, column, path, code: code as string },
    message: language === 'ja' ? reason : reasonEn,
  }))
}

export type PolicyCheck = FileCheck<PolicyDocument>

/** What is said of a file of one format. */
export interface FileCheck<Held> {
  /** Present only when there is no problem. */
  document?: Held
  /** Any of these keeps the file from being loaded. */
  problems: Problem[]
  warnings: Problem[]
}

/** The largest file that is read, in bytes. */
export const largestFile = 2_000_000
/** So many problems are told at once; the rest is a number. */
const most = 100
/** So many are looked up in the file, which takes time in proportion to its length. */
const mostPlaced = 1000

/**
 * Reads a policy file and says everything that is wrong with it, in the order of its lines. The steps: bytes to text,
 * text to YAML, YAML to the shape of a policy, shape to meaning; each step is taken only when the one before found
 * nothing. Never throws, whatever the input.
 *
 * @param measures what the house can count; this room knows none by name
 */
export function checkPolicy(file: string | Uint8Array, measures: readonly MeasureDescription[]): PolicyCheck {
  return checkFile(file, policyFormat(measures))
}

/** As `checkPolicy`, and the document also where only its meaning is at fault, with the places of these faults. */
export function inspectPolicy(
  file: string | Uint8Array,
  measures: readonly MeasureDescription[],
): Inspected<PolicyDocument> {
  return inspect(file, policyFormat(measures))
}

/** As `checkPolicy`, of what a file holds: places without lines, for whoever edits values and sees no file. */
export function findPolicyFaults(data: unknown, measures: readonly MeasureDescription[]): Finding[] {
  return checkData(data, policyFormat(measures)).findings
}

function policyFormat(measures: readonly MeasureDescription[]): Format<PolicyDocument> {
  return {
    shape: policyShape,
    schema: policyJsonSchema,
    faultsIn: (document) => policyChecks.flatMap(({ find }) => find(document, measures)),
  }
}

/** What the shapes of a policy's parts cannot say: of which parts each check speaks, and what it finds. */
export const policyChecks: readonly {
  readonly of: readonly (PartName | 'policy')[]
  find(document: PolicyDocument, measures: readonly MeasureDescription[]): Finding[]
}[] = [
  { of: ['policy', 'plans', 'roles', 'paths', 'organisation', 'pyramid', 'model'], find: findPlanFaults },
  { of: ['organisation', 'pyramid', 'literacy', 'desiredStaffProfile'], find: findPyramidFaults },
  { of: ['policy', 'pillars', 'model', 'kpis', 'indicators'], find: findModelFaults },
  { of: ['kpis', 'indicators'], find: findMeasureFaults },
]

const policyShape = PolicyFile.transform(toDocument)

/** What a file may hold: its shape, the schema that names its items, and what is wrong with what they mean. */
interface Format<Held> {
  readonly shape: z.ZodType<Held>
  schema(): SchemaNode
  faultsIn(document: Held): Finding[]
}

interface Inspected<Held> extends FileCheck<Held> {
  /** What is wrong with what the document means. */
  readonly faults: readonly Finding[]
}

/** As `checkPolicy`, for a file of any format. */
export function checkFile<Held>(file: string | Uint8Array, format: Format<Held>): FileCheck<Held> {
  const { document, problems, warnings } = inspect(file, format)
  return { ...(document !== undefined && problems.length === 0 && { document }), problems, warnings }
}

function inspect<Held>(file: string | Uint8Array, format: Format<Held>): Inspected<Held> {
  const text = readText(file)
  if (typeof text !== 'string') return refuse([atLine(text.finding, text.line)])
  const lines = new LineCounter()
  const yaml = parse(text, lines)
  if (!yaml) return unreadablePolicy()
  const place = (findings: Finding[]) => {
    const placed = findings.slice(0, mostPlaced).map((finding) => located(finding, locate(yaml, finding), lines))
    return inOrder(placed, findings.length)
  }
  const syntax = findSyntaxErrors(yaml, text, lines)
  if (syntax.length > 0) return refuse(syntax)
  if (isScalar(yaml.contents) ? yaml.contents.value === null : yaml.contents === null) {
    return refuse([atLine(error([], 'empty_file'))])
  }
  const faults = findNodeFaults(yaml.contents, [], new Set())
  if (faults.length > 0) return refuse(faults.map(({ finding, offset }) => located(finding, offset, lines)))
  const data = toData(yaml)
  if (!data) return unreadablePolicy()
  const { document, findings } = checkData(data.value, format)
  const told = (severity: Finding['severity']) => place(findings.filter((one) => one.severity === severity))
  const said = { problems: told('error'), warnings: told('warning') }
  if (document === undefined) return { ...said, faults: [] }
  return { document, ...said, faults: findings.filter(({ severity }) => severity === 'error') }
}

/** Its shape first; what it means where that is right. */
function checkData<Held>(data: unknown, format: Format<Held>): { document?: Held; findings: Finding[] } {
  const shape = format.shape.safeParse(data)
  if (!shape.success) return { findings: wordIssues(shape.error.issues, data, format.schema()) }
  return { document: shape.data, findings: format.faultsIn(shape.data) }
}

/** What is said of a file on which the reader gives up. */
export function unreadablePolicy(): Inspected<never> {
  return refuse([atLine(error([], 'unreadable'))])
}

/** The text of the file without byte order mark, or why it is none. */
function readText(file: string | Uint8Array): string | { finding: Finding; line?: number } {
  const size =
    typeof file === 'string' && file.length <= largestFile ? new TextEncoder().encode(file).length : file.length
  if (size > largestFile) return { finding: error([], 'too_large', { size }) }
  const text = typeof file === 'string' ? file : new TextDecoder().decode(file)
  if (NO_TEXT.test(text) || strangeIn(text) >= STRANGE) return { finding: error([], 'no_text') }
  // U+FFFD stands where bytes were not UTF-8; NUL where the file was UTF-16 or no text at all.
  const wrong = text.search(/[\uFFFD\0]/u)
  if (wrong >= 0) return { finding: error([], 'not_utf8'), line: text.slice(0, wrong).split('\n').length }
  return text.replace(/^\uFEFF/u, '')
}

/** A workbook or another zip, and a PDF, by how they begin. */
const NO_TEXT = /^(?:PK\p{Cc}{2}|%PDF-)/u
/** Of the first letters, how many no text would have. */
const STRANGE = 8

function strangeIn(text: string): number {
  return text.slice(0, 256).match(/(?![\t\n\r])\p{Cc}/gu)?.length ?? 0
}

/** Undefined when the parser gives up: it throws instead of reporting on some hostile input. */
function parse(text: string, lineCounter: LineCounter): Document.Parsed | undefined {
  try {
    // Doubled keys are found below: the parser's own search takes quadratic time.
    return parseDocument(text, { lineCounter, strict: true, uniqueKeys: false, prettyErrors: false })
  } catch {
    return undefined
  }
}

/** Undefined for references that multiply beyond 1000 or that contain themselves. */
function toData(yaml: Document.Parsed): { value: unknown } | undefined {
  try {
    return { value: yaml.toJS({ maxAliasCount: 1000 }) }
  } catch {
    return undefined
  }
}

const syntaxWords: Partial<Record<YAMLError['code'], FindingKey>> = {
  TAB_AS_INDENT: 'yaml_tab',
  BAD_INDENT: 'yaml_indent',
  MISSING_CHAR: 'yaml_missing_char',
  MULTIPLE_DOCS: 'yaml_many_documents',
  BAD_ALIAS: 'yaml_alias',
  TAG_RESOLVE_FAILED: 'yaml_tag',
  BAD_DQ_ESCAPE: 'yaml_escape',
  BAD_SCALAR_START: 'yaml_scalar_start',
  BLOCK_AS_IMPLICIT_KEY: 'yaml_colon',
  BLOCK_IN_FLOW: 'yaml_colon',
  MULTILINE_IMPLICIT_KEY: 'yaml_no_colon',
  RESOURCE_EXHAUSTION: 'unreadable',
}

/** Full-width marks where YAML wants plain ones. */
const slips: readonly (readonly [RegExp, FindingKey])[] = [
  [/^\s*(- )?[A-Za-z]+：/u, 'yaml_fullwidth'],
  [/^ *\u3000/u, 'yaml_wide_space'],
  [/^\s*[‐‑‒–—―−－・●○]/u, 'yaml_list_mark'],
]

/** One sentence a line: what follows on the same line is mostly a consequence. */
function findSyntaxErrors(yaml: Document.Parsed, text: string, lines: LineCounter): Problem[] {
  const rows = text.split('\n')
  const open = quotesOverLines(yaml, lines)
  const problems = [...yaml.errors, ...yaml.warnings].slice(0, mostPlaced).map(({ code, pos }) => {
    const problem = stumbled(code, text, pos[0], lines)
    // What the parser stumbles over may stand on the line before.
    const [here = '', above = ''] = [rows[problem.line - 1], rows[problem.line - 2]]
    const [, slip] = slips.find(([mark]) => mark.test(here) || mark.test(above)) ?? []
    if (slip) return { ...problem, ...say(error([], slip)) }
    if (isShallowText(here, above)) return { ...problem, ...say(error([], 'yaml_block_text')) }
    // A quote that was forgotten takes in what follows, up to the next one: what is wrong stands where it opens.
    const opened = open.find(({ to }) => to === problem.line || (to === problem.line - 1 && here.trim() === ''))
    return opened ? located(error([], 'yaml_quote_open'), opened.offset, lines) : problem
  })
  const told = new Set<number>()
  return problems.filter(({ line }) => told.size < told.add(line).size)
}

/** Under `text: |` a line that stands no deeper than its item. */
function isShallowText(here: string, above: string): boolean {
  const [, item] = /^(\s*(?:- )*)\S+:\s+[|>][-+\d]*\s*$/u.exec(above) ?? []
  return item !== undefined && here.trim() !== '' && here.search(/\S/u) <= item.length
}

/** Texts in quotes that go over lines: where each opens, and on which line it ends. */
function quotesOverLines(yaml: Document.Parsed, lines: LineCounter): { offset: number; to: number }[] {
  const found: { offset: number; to: number }[] = []
  visit(yaml, {
    Scalar: (_, { type, range }) => {
      if (!range || (type !== 'QUOTE_DOUBLE' && type !== 'QUOTE_SINGLE')) return
      const [from, to] = [lines.linePos(range[0]).line, lines.linePos(range[1]).line]
      if (from < to) found.push({ offset: range[0], to })
    },
  })
  return found
}

/** A text that goes on in a line that was indented too far, and an item inside braces without a comma before it, look like a colon in a value. */
function stumbled(code: YAMLError['code'], text: string, offset: number, lines: LineCounter): Problem {
  const word = syntaxWords[code] ?? 'yaml_syntax'
  const before = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset)
  const isValue = (word === 'yaml_colon' || word === 'yaml_no_colon') && /:\s+$/u.test(before)
  const deeper = isValue && /^[^\n:]*\n[ \t]+(?=[^\n:]+:(?:\s|$))/u.exec(text.slice(offset, offset + 2000))
  if (deeper) return located(error([], 'yaml_indent'), offset + deeper[0].length, lines)
  return located(error([], word === 'yaml_colon' && /\{[^}]*$/u.test(before) ? 'yaml_no_comma' : word), offset, lines)
}

interface NodeFault {
  finding: Finding
  offset: number
}

/** Keys written twice in one place, and references to an anchor that does not stand before them. */
function findNodeFaults(node: unknown, path: Path, anchors: Set<string>): NodeFault[] {
  if (isAlias(node)) {
    return anchors.has(node.source) ? [] : [{ finding: error(path, 'yaml_alias'), offset: node.range?.[0] ?? 0 }]
  }
  if (isNode(node) && node.anchor) anchors.add(node.anchor)
  if (isSeq(node)) return node.items.flatMap((item, i) => findNodeFaults(item, [...path, i], anchors))
  if (!isMap(node)) return []
  const seen = new Set<string>()
  return node.items.flatMap(({ key, value }) => {
    const name = isScalar(key) ? String(key.value) : ''
    const here = [...path, name]
    const offset = isNode(key) ? (key.range?.[0] ?? 0) : 0
    const twice = seen.has(name) ? [{ finding: error(here, 'key_twice', { key: name }), offset }] : []
    seen.add(name)
    return [...twice, ...findNodeFaults(value, here, anchors)]
  })
}

/** The offset of a finding's place: of a written value, of the key of a group or an empty value, or of the nearest parent. */
function locate(yaml: Document.Parsed, { path, atKey }: Finding): number {
  let node: unknown = yaml.contents
  let offset = yaml.contents?.range?.[0] ?? 0
  for (const [i, step] of path.entries()) {
    if (isAlias(node)) node = node.resolve(yaml)
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step))
      if (!pair) return offset
      node = pair.value
      const written =
        isScalar(node) && node.value !== null && !(atKey && i === path.length - 1) ? node : (pair.key as Node)
      offset = written.range?.[0] ?? offset
    } else if (isSeq(node) && typeof step === 'number') {
      node = node.items[step]
      offset = (node as Node | undefined)?.range?.[0] ?? offset
    } else return offset
  }
  return offset
}

function located(finding: Finding, offset: number, lines: LineCounter): Problem {
  const { line, col } = lines.linePos(offset)
  return { line: Math.max(1, line), column: Math.max(1, col), path: showPath(finding.path), ...say(finding) }
}

function atLine(finding: Finding, line = 1): Problem {
  return { line, column: 1, path: showPath(finding.path), ...say(finding) }
}

function say({ key, values }: Finding): Pick<Problem, 'code' | 'reason' | 'reasonEn'> {
  return {
    code: key,
    reason: translate(policyMessages, 'ja', key, values),
    reasonEn: translate(policyMessages, 'en', key, values),
  }
}

function refuse(problems: Problem[]): Inspected<never> {
  return { problems: inOrder(problems), warnings: [], faults: [] }
}

/** By line; beyond the most that are told, the last entry gives the number of the rest out of `total`. */
function inOrder(problems: Problem[], total = problems.length): Problem[] {
  const sorted = problems.toSorted((a, b) => a.line - b.line || a.column - b.column)
  if (total <= most) return sorted
  const shown = sorted.slice(0, most)
  return [...shown, { ...shown.at(-1)!, path: '', ...say(error([], 'and_more', { count: total - most })) }]
}
