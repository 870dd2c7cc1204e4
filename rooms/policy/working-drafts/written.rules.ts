/** Changes written into the file: its comments, quotes and order stay; nothing is checked but that each change fits. */
import { type Document, isMap, isScalar, isSeq, type Node, parseDocument, Scalar, visit, type YAMLMap } from 'yaml'
import { isSame } from '../framework-in-file.rules.ts'
import { applied, type Change, fits, isText, type TextChange, type ValueChange, valueAt } from './change.rules.ts'

export type Written =
  | { readonly text: string }
  /** The change at `at` does not fit; `now` is what stands there. */
  | { readonly clash: { readonly at: number; readonly now: unknown } }
  /** The file cannot be read as YAML, so that only its text can be changed. */
  | { readonly unreadable: true }

/** What a file holds, unchecked; undefined where it cannot be read. */
export function dataIn(text: string): { readonly data: unknown } | undefined {
  const yaml = parsed(text)
  return yaml && { data: yaml.toJS({ maxAliasCount: ALIASES }) }
}

const ALIASES = 1000

function parsed(text: string): Document.Parsed | undefined {
  try {
    const yaml = parseDocument(text, { uniqueKeys: false, prettyErrors: false })
    // Aliases that multiply without end throw here and not later.
    if (yaml.errors.length === 0) yaml.toJS({ maxAliasCount: ALIASES })
    return yaml.errors.length === 0 ? yaml : undefined
  } catch {
    return undefined
  }
}

/** All changes, in their order, or none of them. */
export function written(text: string, changes: readonly Change[]): Written {
  let now = text
  let at = 0
  while (at < changes.length) {
    const change = changes[at]!
    if (isText(change)) {
      const before = change.part === null ? now : partText(now, change.part)
      if (before !== change.text.before) return { clash: { at, now: before } }
      now = withPart(now, change)
      at += 1
    } else {
      const last = changes.findIndex((one, i) => i > at && isText(one))
      const run = changes.slice(at, last < 0 ? undefined : last) as ValueChange[]
      const result = runWritten(now, run)
      if ('clash' in result) return { clash: { ...result.clash, at: at + result.clash.at } }
      if ('unreadable' in result) return result
      now = result.text
      at += run.length
    }
  }
  return { text: now }
}

function runWritten(text: string, changes: readonly ValueChange[]): Written {
  const yaml = parsed(text)
  if (!yaml) return { unreadable: true }
  yaml.contents ??= yaml.createNode({}) as unknown as typeof yaml.contents
  if (!isMap(yaml.contents)) return { unreadable: true }
  const isShared = unshare(yaml)
  let data: unknown = yaml.toJS({ maxAliasCount: ALIASES })
  for (const [at, change] of changes.entries()) {
    if (!fits(data, change)) return { clash: { at, now: valueAt(data, change.path) } }
    data = applied(data, change)
    write(yaml, change)
  }
  const isFlush = /^( *)[^\s#-][^\n]*:[ \t]*\n\1- /mu.test(text)
  pad(yaml, text)
  const whole = yaml.toString({ lineWidth: 0, indentSeq: !isFlush })
  if (isShared) return { text: whole }
  const kept = withOtherParts(text, whole, new Set(changes.map(({ path }) => String(path[0]))))
  return { text: isSame(dataIn(kept)?.data, data) ? kept : whole }
}

/** Parts that no change is in stand as they were written, byte for byte. */
function withOtherParts(before: string, after: string, changed: ReadonlySet<string>): string {
  const old = new Map(partsIn(before).map((part) => [part.name, part]))
  const parts = partsIn(after).map((part) => {
    const same = changed.has(part.name) ? undefined : old.get(part.name)
    return same ? ended(before.slice(same.from, same.to)) : after.slice(part.from, part.to)
  })
  return before.slice(0, partsIn(before)[0]?.from ?? 0) + parts.join('')
}

const ended = (text: string) => (text === '' || text.endsWith('\n') ? text : `${text}\n`)

/** Lists and maps on one line have spaces within their brackets where they had them: `[a, b]` beside `{ a: 1 }`. */
function pad(yaml: Document.Parsed, text: string): void {
  const padding = { list: /\[ \S/u.test(text) ? ' ' : '', map: /\{[^\s}]/u.test(text) ? '' : ' ' }
  visit(yaml, {
    Collection: (_, node) => {
      const say = node.toString
      const flowCollectionPadding = isSeq(node) ? padding.list : padding.map
      node.toString = function (this: typeof node, ctx?: object, ...rest: []) {
        return (say as (...all: unknown[]) => string).call(this, { ...ctx, flowCollectionPadding }, ...rest)
      } as typeof say
    },
  })
}

/** Each reference gets what it stands for: a node that others refer to would change for them too. */
function unshare(yaml: Document.Parsed): boolean {
  let isShared = false
  visit(yaml, {
    Alias: (_, alias) => {
      isShared = true
      const target = alias.resolve(yaml)
      return target ? (yaml.createNode(target.toJS(yaml, { maxAliasCount: ALIASES })) as Node) : undefined
    },
  })
  if (!isShared) return false
  visit(yaml, {
    Value: (_, node) => {
      delete node.anchor
    },
  })
  return true
}

function write(yaml: Document.Parsed, { path, before, after }: ValueChange): void {
  const parent = path.slice(0, -1).reduce<unknown>(childNode, yaml.contents)
  const step = path.at(-1)!
  if (isSeq(parent) && typeof step === 'number') {
    if (before === undefined) parent.items.splice(step, 0, yaml.createNode(after))
    else if (after === undefined) parent.items.splice(step, 1)
    else parent.items[step] = replaced(yaml, parent.items[step], after)
  } else if (isMap(parent)) {
    const pair = pairOf(parent, step)
    if (after === undefined) parent.items = parent.items.filter(({ key }) => keyOf(key) !== step)
    else if (pair) pair.value = replaced(yaml, pair.value, after)
    else parent.items.push(yaml.createPair(step, after))
  }
}

/** A scalar keeps its comment, and how it was quoted where it still is one. */
function replaced(yaml: Document.Parsed, old: unknown, after: unknown): Node {
  const node = yaml.createNode(after) as Node
  if (!isScalar(old) || !isScalar(node)) return node
  const { comment, commentBefore, spaceBefore, type } = old
  Object.assign(node, { comment, commentBefore, spaceBefore })
  if (typeof old.value === 'string' && typeof after === 'string' && type && type !== Scalar.PLAIN) node.type = type
  return node
}

function childNode(node: unknown, step: string | number): unknown {
  if (isSeq(node)) return typeof step === 'number' ? node.items[step] : undefined
  return isMap(node) ? pairOf(node, step)?.value : undefined
}

/** Of a key that is written twice, the last one holds. */
function pairOf(map: YAMLMap<unknown, unknown>, step: string | number) {
  return map.items.findLast(({ key }) => keyOf(key) === step)
}

const keyOf = (key: unknown) => String(isScalar(key) ? key.value : key)

interface Part {
  readonly name: string
  readonly from: number
  readonly to: number
}

/** Where the parts of a file stand, by their keys at the edge; the comment lines right above a key are the part's. Of broken files too. */
export function partsIn(text: string): Part[] {
  const found: { name: string; from: number }[] = []
  let at = 0
  let comments: number | undefined
  for (const line of text.split(/(?<=\n)/u)) {
    const name = /^(["']?)([A-Za-z][\w-]*)\1[ \t]*:(?:\s|$)/u.exec(line)?.[2]
    if (name) found.push({ name, from: found.length === 0 ? at : (comments ?? at) })
    if (line.startsWith('#')) comments ??= at
    else comments = undefined
    at += line.length
  }
  return found.map(({ name, from }, i) => ({ name, from, to: found[i + 1]?.from ?? text.length }))
}

/** The text of a part with the comments above it; nothing where the file has it not. */
export function partText(text: string, part: string): string {
  const found = partsIn(text).find(({ name }) => name === part)
  return found ? text.slice(found.from, found.to) : ''
}

function withPart(text: string, { part, text: { after } }: TextChange): string {
  if (part === null) return after
  const found = partsIn(text).find(({ name }) => name === part)
  if (found) return text.slice(0, found.from) + ended(after) + text.slice(found.to)
  return ended(text) + ended(after)
}

/** The parts of a file in which its faults lie; undefined where one lies in none of them, or in what every policy has. */
export function faultyParts(
  text: string,
  problems: readonly { readonly line: number; readonly path: string }[],
): string[] | undefined {
  const parts = partsIn(text).map(({ name, from }) => ({ name, line: text.slice(0, from).split('\n').length }))
  const found = problems.map(({ path, line }) => {
    const key = /^[^.[]*/u.exec(path)![0]
    return parts.find(({ name }) => name === key)?.name ?? parts.findLast((part) => part.line <= line)?.name
  })
  const needed = ['policy', 'formatVersion', undefined]
  return found.some((name) => needed.includes(name)) ? undefined : [...new Set(found as string[])]
}

export function withoutPart(text: string, part: string): string {
  return withPart(text, { part, text: { before: '', after: '' } })
}

/** Whether two texts say the same: then the one that was loaded stands, byte for byte. */
export function saysTheSame(one: string, other: string): boolean {
  const [a, b] = [dataIn(one), dataIn(other)]
  return a !== undefined && b !== undefined && isSame(a.data, b.data)
}
