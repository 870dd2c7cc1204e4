/** Source files as the checks see them: what they import, types included, and which names stand in their SQL. Read from the syntax tree. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { parseSync } from 'vite'
import { namesInSql } from './named-tables.ts'

export const root = join(import.meta.dirname, '..')

export interface Import {
  /** Path from the root, or the name of a package as it is written (`node:fs`, `zod`). */
  readonly target: string
  readonly isOurs: boolean
  /** Nothing of it is left when the types are taken away. */
  readonly isType: boolean
}

export interface SourceFile {
  /** Path from the root, e.g. rooms/people/service.ts. */
  readonly path: string
  readonly text: string
  readonly imports: readonly Import[]
  /** Names that stand where SQL or a built statement names a table; common table expressions among them. */
  readonly named: readonly string[]
}

export function sources(...folders: readonly string[]): SourceFile[] {
  return filesIn(folders).map((file) => sourceOf(relative(root, file), readFileSync(file, 'utf8')))
}

/** Whole paths of the sources below these folders of the house. */
export function filesIn(folders: readonly string[]): string[] {
  return folders.flatMap((folder) => walkFolder(join(root, folder)))
}

export function sourceOf(path: string, text: string): SourceFile {
  const nodes = nodesOf(path, text)
  return { path, text, imports: nodes.flatMap((node) => importOf(node, path)), named: nodes.flatMap(namesIn) }
}

/** Every node of the syntax tree. */
export function nodesOf(path: string, text: string): Node[] {
  return [...everyNode(parseSync(path, text).program as unknown as Node)]
}

export interface Node {
  readonly type: string
  readonly [key: string]: unknown
}

function* everyNode(node: Node): Generator<Node> {
  yield node
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) yield* everyNode(child)
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as Node).type === 'string'
}

const TYPE_ONLY = ['importKind', 'exportKind']

function importOf(node: Node, path: string): Import[] {
  const named = specifierOf(node)
  if (named === undefined) return []
  const specifiers = Array.isArray(node.specifiers) ? (node.specifiers as Node[]) : []
  const isType =
    node.type === 'TSImportType' ||
    TYPE_ONLY.some((key) => node[key] === 'type') ||
    (specifiers.length > 0 && specifiers.every((one) => TYPE_ONLY.some((key) => one[key] === 'type')))
  if (named.startsWith('#')) return [{ target: named.slice(1), isOurs: true, isType }]
  if (named.startsWith('.')) return [{ target: join(dirname(path), named), isOurs: true, isType }]
  return [{ target: named, isOurs: false, isType }]
}

function specifierOf(node: Node): string | undefined {
  const from = [
    'ImportDeclaration',
    'ExportNamedDeclaration',
    'ExportAllDeclaration',
    'ImportExpression',
    'TSImportType',
  ]
  if (!from.includes(node.type)) return undefined
  const source = node.source as Node | null
  if (!source) return undefined
  if (typeof source.value === 'string') return source.value
  return 'a name that is known at run time only'
}

/** Words of a builder of statements that take the name of a table. */
const TAKES_TABLE =
  /^(selectFrom|insertInto|replaceInto|updateTable|deleteFrom|mergeInto|from|using|table|(inner|left|right|full|cross|outer)?[jJ]oin(Lateral)?)$/

function namesIn(node: Node): string[] {
  if (node.type === 'TaggedTemplateExpression')
    return isSql(node.tag as Node) ? namesInSql(textOf(node.quasi as Node)) : []
  if (node.type === 'CallExpression') return [...ofBuilder(node), ...ofDriver(node)]
  return []
}

function isSql(tag: Node): boolean {
  return tag.name === 'sql' || (tag.type === 'MemberExpression' && (tag.object as Node).name === 'sql')
}

function ofBuilder({ callee, arguments: given }: Node): string[] {
  const word = (callee as Node).type === 'MemberExpression' ? ((callee as Node).property as Node).name : undefined
  if (typeof word !== 'string' || !TAKES_TABLE.test(word)) return []
  const [first] = given as Node[]
  const names = first?.type === 'ArrayExpression' ? (first.elements as Node[]) : first ? [first] : []
  return names.flatMap(({ value }) =>
    typeof value === 'string' ? [value.split(/\s+as\s+/)[0]!.replace(/^.*\./, '')] : [],
  )
}

/** Statements that are handed to the driver, or to Kysely, as text. */
function ofDriver({ arguments: given }: Node): string[] {
  return (given as Node[]).flatMap((one) => {
    const text = one.type === 'TemplateLiteral' ? textOf(one) : one.value
    return typeof text === 'string' &&
      /^\s*(select|insert|update|delete|with|truncate|lock|analyze|vacuum)\s/i.test(text)
      ? namesInSql(text)
      : []
  })
}

/** The literal text of a template; what is put in stands as one word that names nothing. */
function textOf(quasi: Node): string {
  return (quasi.quasis as { value: { cooked: string } }[]).map(({ value }) => value.cooked).join(' $ ')
}

function walkFolder(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return walkFolder(path)
    return /\.tsx?$/.test(entry.name) && !/\.d\.ts$/.test(entry.name) ? [path] : []
  })
}
