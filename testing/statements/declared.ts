/**
 * Every place in the product that asks the database, with the type that it believes of the answer: read from the sources by the
 * compiler itself, so that `z.infer`, `Pick`, intersections and what Kysely makes of a built statement are followed as they are meant.
 *
 * Data: `templates` are the tagged templates sql`…`, known by their literal texts, which Kysely keeps in what it executes; `calls`
 * are `.execute…()` of built statements and `.query()` of the driver, known by file and line.
 */
import { join, relative } from 'node:path'
import {
  type CallExpression,
  isCallExpression,
  isIdentifier,
  isNoSubstitutionTemplateLiteral,
  isPropertyAccessExpression,
  isTaggedTemplateExpression,
  type Node,
  type SourceFile,
  type TemplateLiteral,
} from 'typescript/unstable/ast'
import { API, type Checker, type Type } from 'typescript/unstable/sync'
import { shapeOf } from './declared-shape.ts'
import { type Shape, textOf } from './shape.ts'

export interface Place {
  /** Path from the root and line, as an editor takes them. */
  readonly at: string
  readonly shape: Shape
}

export interface Declared {
  readonly templates: readonly (Place & { readonly text: string })[]
  readonly calls: readonly Place[]
}

/** @param project path of a tsconfig.json; @param isOurs which of its files are looked at, by their path from `root`. */
export function declared(root: string, project: string, isOurs: (path: string) => boolean): Declared {
  const api = new API({ cwd: root })
  try {
    const opened = api.updateSnapshot({ openProjects: [project] }).getProject(project)
    if (!opened) throw new Error(`${project} cannot be opened`)
    const files = opened.rootFiles.map((file) => relative(root, file)).filter(isOurs)
    const found = files.map((path) => {
      const source = opened.program.getSourceFile(join(root, path))
      if (!source) throw new Error(`${path} cannot be read`)
      return placesIn(opened.checker, source, path)
    })
    return { templates: found.flatMap(({ templates }) => templates), calls: found.flatMap(({ calls }) => calls) }
  } finally {
    api.close()
  }
}

function placesIn(checker: Checker, source: SourceFile, path: string): Declared {
  const templates: (Place & { text: string })[] = []
  const calls: Place[] = []
  const at = (position: number) => `${path}:${source.getLineAndCharacterOfPosition(position).line + 1}`
  const visit = (node: Node): void => {
    if (isTaggedTemplateExpression(node) && isIdentifier(node.tag) && node.tag.text === 'sql') {
      const [type] = node.typeArguments ?? []
      const shape: Shape = type ? shapeOf(checker, checker.getTypeFromTypeNode(type)) : { kind: 'any' }
      templates.push({ at: at(node.getStart(source)), text: textOf(partsOf(node.template)), shape })
    }
    const name = isCallExpression(node) && calledName(node.expression)
    if (name && isCallExpression(node)) {
      const shape = name.text === 'query' ? ofDriver(checker, node) : ofBuilder(checker, node, name.text)
      if (shape) calls.push({ at: at(name.getStart(source)), shape })
    }
    node.forEachChild(visit)
  }
  source.forEachChild(visit)
  return { templates, calls }
}

/** `query` of `query(…)` and of `client.query(…)`. */
function calledName(called: Node) {
  if (isPropertyAccessExpression(called)) return isIdentifier(called.name) ? called.name : undefined
  return isIdentifier(called) ? called : undefined
}

function partsOf(template: TemplateLiteral): string[] {
  if (isNoSubstitutionTemplateLiteral(template)) return [template.text]
  return [template.head.text, ...template.templateSpans.map(({ literal }) => literal.text)]
}

/** `query<Row>(…)`: what the type argument says. */
function ofDriver(checker: Checker, call: CallExpression): Shape {
  const [type] = call.typeArguments ?? []
  return type ? shapeOf(checker, checker.getTypeFromTypeNode(type)) : { kind: 'any' }
}

const EXECUTE = new Set(['execute', 'executeTakeFirst', 'executeTakeFirstOrThrow'])

/** `built.execute()` and its like: what the promise holds. A template carries its own type and is not meant here. */
function ofBuilder(checker: Checker, call: CallExpression, name: string): Shape | undefined {
  if (!EXECUTE.has(name) || !isPropertyAccessExpression(call.expression)) return undefined
  const receiver = checker.getTypeAtLocation(call.expression.expression)
  if (!/QueryBuilder/.test(nameOf(receiver))) return undefined
  const promise = checker.getTypeAtLocation(call)
  const [held] = promise?.isTypeReference() ? checker.getTypeArguments(promise) : []
  const [row] = name === 'execute' && held?.isTypeReference() ? checker.getTypeArguments(held) : [held]
  return shapeOf(checker, row)
}

function nameOf(type: Type | undefined): string {
  return type?.getAliasSymbol()?.name ?? type?.getSymbol()?.name ?? ''
}
