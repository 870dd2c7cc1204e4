/**
 * Small wrong changes of a source file, of the kinds by which rules break: a negated condition, an edge off by one, a dropped condition of a query, a
 * swapped role, a call left out. Each change stands alone. They are found in the syntax tree; inside of `sql` templates in the text (sql-mutants.ts).
 */
import { parseSync } from 'vite'
import { sqlMutants } from './sql-mutants.ts'

export interface Mutant {
  readonly path: string
  /** Place in the text, in UTF-16 units. */
  readonly start: number
  readonly end: number
  readonly replacement: string
  /** What was done, e.g. `edge`, `negated`, `sql: condition dropped`. */
  readonly kind: string
}

export interface Node {
  readonly type: string
  readonly start: number
  readonly end: number
  readonly [key: string]: unknown
}

type Found = Omit<Mutant, 'path'>

export function mutantsIn(path: string, text: string): Mutant[] {
  const { program } = parseSync(path, text)
  const found: Found[] = []
  walk(program as unknown as Node, [], (node, above) => void found.push(...ofNode(node, above, text)))
  if (isAccess(path)) found.push(...ofAccess(program as unknown as Node, text))
  return found.map((mutant) => ({ path, ...mutant }))
}

/** 1 for the first line. */
export function lineOf(text: string, { start }: Pick<Mutant, 'start'>): number {
  return text.slice(0, start).split('\n').length
}

export function mutated(text: string, { start, end, replacement }: Pick<Mutant, 'start' | 'end' | 'replacement'>) {
  return text.slice(0, start) + replacement + text.slice(end)
}

export const isAccess = (path: string) => /[/.]access\.ts$/.test(path)

export function walk(node: Node, above: readonly Node[], visit: (node: Node, above: readonly Node[]) => void): void {
  if (
    node.type.startsWith('TS') &&
    !['TSAsExpression', 'TSNonNullExpression', 'TSSatisfiesExpression'].includes(node.type)
  )
    return
  if (node.type === 'ImportDeclaration') return
  visit(node, above)
  const path = [...above, node]
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (typeof child === 'object' && child !== null && typeof (child as Node).type === 'string') {
        walk(child as Node, path, visit)
      }
    }
  }
}

const edges = new Map(Object.entries({ '<': '<=', '<=': '<', '>': '>=', '>=': '>' }))
const turned = new Map(Object.entries({ '===': '!==', '!==': '===', '&&': '||', '||': '&&', '+': '-', '-': '+' }))
const methods = new Map(Object.entries({ some: 'every', every: 'some', min: 'max', max: 'min', find: 'findLast' }))

function ofNode(node: Node, above: readonly Node[], text: string): Found[] {
  const parent = above.at(-1)
  switch (node.type) {
    case 'BinaryExpression':
    case 'LogicalExpression':
      return ofOperator(node, text)
    case 'IfStatement':
    case 'ConditionalExpression':
      return [negated(node.test as Node, text)]
    case 'UnaryExpression':
      if (node.operator !== '!') return []
      return [{ ...span(node), replacement: textOf(node.argument as Node, text), kind: 'negated' }]
    case 'CallExpression':
      return ofCall(node, text)
    case 'ExpressionStatement':
      // What hangs on a condition without braces is nothing then, and not what follows it.
      return isQuiet(node, text) ? [] : [{ ...span(node), replacement: ';', kind: 'call left out' }]
    case 'Literal':
      return ofLiteral(node, parent)
    case 'ArrayExpression':
      return ofList(node, text)
    case 'TaggedTemplateExpression':
      return textOf(node.tag as Node, text) === 'sql' ? sqlMutants(text, node.quasi as Node & { quasis: Node[] }) : []
    default:
      return []
  }
}

function ofOperator(node: Node, text: string): Found[] {
  const [left, right] = [node.left as Node, node.right as Node]
  const operator = String(node.operator)
  const other = edges.get(operator) ?? turned.get(operator)
  if (!other || isText(left) || isText(right)) return []
  const at = text.indexOf(operator, left.end)
  if (at < 0 || at >= right.start) return []
  return [{ start: at, end: at + operator.length, replacement: other, kind: edges.has(operator) ? 'edge' : 'turned' }]
}

/** Texts that are put together, and typeof. */
const isText = (node: Node) => node.type === 'TemplateLiteral' || node.operator === 'typeof'

function negated(test: Node, text: string): Found {
  return { ...span(test), replacement: `!(${textOf(test, text)})`, kind: 'negated' }
}

function ofCall(node: Node, text: string): Found[] {
  const [callee, given] = [node.callee as Node, node.arguments as Node[]]
  const [first] = given
  if (callee.type === 'Identifier' && callee.name === 'must' && first) return [negated(first, text)]
  if (callee.type !== 'MemberExpression') return []
  const property = callee.property as Node
  const name = String(property.name)
  if (name === 'filter' && first) return [{ ...span(first), replacement: '() => true', kind: 'filter dropped' }]
  if (['where', 'orderBy', 'forUpdate', 'onRef'].includes(name)) {
    const object = callee.object as Node
    return [{ start: object.end, end: node.end, replacement: '', kind: `sql: ${name} dropped` }]
  }
  const other = methods.get(name)
  return other ? [{ ...span(property), replacement: other, kind: 'turned' }] : []
}

function ofLiteral(node: Node, parent: Node | undefined): Found[] {
  if (typeof node.value === 'boolean') return [{ ...span(node), replacement: String(!node.value), kind: 'flag' }]
  const isEdge = parent?.type === 'BinaryExpression' && typeof node.value === 'number' && node.value <= 31
  return isEdge ? [{ ...span(node), replacement: String(Number(node.value) + 1), kind: 'number' }] : []
}

/** A list of words (states, kinds, roles) without one of them. */
function ofList(node: Node, text: string): Found[] {
  const elements = node.elements as (Node | null)[]
  if (elements.length < 2 || !elements.every((one) => typeof one?.value === 'string')) return []
  return elements.map((one, index) => {
    const next = elements[index + 1]
    const end = next ? next.start : one!.end
    const start = next ? one!.start : elements[index - 1]!.end
    return { start, end, replacement: text.slice(start, end).includes('\n') ? '\n' : '', kind: 'word dropped' }
  })
}

/** What nobody can see: progress that is told, and promises that only wait. */
function isQuiet(node: Node, text: string): boolean {
  const said = textOf(node, text)
  return (
    !/[(]/.test(said) ||
    /^(await )?(ctx\.progress|onProgress|breathe|rest|setImmediate)\b/.test(said) ||
    /^super\(/.test(said)
  )
}

/** Each line of an access file for nobody and for everybody, and each role another one. */
function ofAccess(program: Node, text: string): Found[] {
  const found: Found[] = []
  walk(program, [], (node, above) => {
    const inObject = above.at(-1)?.type === 'Property' && above.at(-2)?.type === 'ObjectExpression'
    if (node.type === 'ArrowFunctionExpression' && inObject) {
      const body = node.body as Node
      if (body.type === 'BlockStatement') return
      found.push({ ...span(body), replacement: 'false', kind: 'for nobody' })
      // What is for everybody already would be the same.
      if (body.value !== 'anybody')
        found.push({ ...span(body), replacement: "('anybody' as never)", kind: 'for everybody' })
    }
    const role = above.at(-1)?.type === 'CallExpression' && typeof node.value === 'string' ? node.value : undefined
    if (role && ['hr', 'it', 'executive'].includes(role)) {
      found.push({ ...span(node), replacement: role === 'it' ? "'hr'" : "'it'", kind: 'another role' })
    }
  })
  return found.filter(({ start, end, replacement }) => text.slice(start, end) !== replacement)
}

const span = ({ start, end }: Node) => ({ start, end })
const textOf = ({ start, end }: Node, text: string) => text.slice(start, end)
