/**
 * What is wrong with a text as JSON (RFC 8259), with its place. `JSON.parse` names no place for short texts, takes the last of two
 * equal names in silence, and a name `__proto__` would be lost later on; all three are told here. One pass, no recursion.
 */
export interface JsonFault {
  readonly key: 'file.not_json' | 'file.key_twice' | 'file.bad_key' | 'file.too_deep'
  /** Index into the text. */
  readonly at: number
  /** The name that stands twice or cannot be used. */
  readonly name: string
}

/** Deeper than any file of ours by far; keeps a file of brackets from filling the memory. */
const DEEPEST = 1000

export function faultOfJson(text: string): JsonFault | undefined {
  const open: (Set<string> | null)[] = []
  let at = skipSpace(text, 0)
  for (;;) {
    // A value begins here.
    const char = text[at]
    if (char === '{' || char === '[') {
      if (open.length >= DEEPEST) return { key: 'file.too_deep', at, name: '' }
      open.push(char === '{' ? new Set() : null)
      at = skipSpace(text, at + 1)
      if (text[at] !== closing(open.at(-1))) {
        if (char === '[') continue
        const name = nameAt(text, at, open.at(-1)!)
        if (typeof name !== 'number') return name
        at = name
        continue
      }
    } else {
      const end = endOfScalar(text, at)
      if (end < 0) return { key: 'file.not_json', at: -end - 1, name: '' }
      at = skipSpace(text, end)
      if (open.length === 0) return at < text.length ? { key: 'file.not_json', at, name: '' } : undefined
    }
    // A value has ended, or an empty list stands before its closing.
    while (open.length > 0 && text[at] === closing(open.at(-1))) {
      open.pop()
      at = skipSpace(text, at + 1)
    }
    if (open.length === 0) return at < text.length ? { key: 'file.not_json', at, name: '' } : undefined
    if (text[at] !== ',') return { key: 'file.not_json', at, name: '' }
    at = skipSpace(text, at + 1)
    const names = open.at(-1)
    if (!names) continue
    const name = nameAt(text, at, names)
    if (typeof name !== 'number') return name
    at = name
  }
}

/** Line and column from 1, in characters. */
export function placeOf(text: string, at: number): { line: number; column: number } {
  let line = 1
  let begin = 0
  for (let i = text.indexOf('\n'); i >= 0 && i < at; i = text.indexOf('\n', i + 1)) {
    line++
    begin = i + 1
  }
  return {
    line,
    column: [...text.slice(Math.max(begin, at - 10_000), at)].length + Math.max(0, at - 10_000 - begin) + 1,
  }
}

function closing(open: Set<string> | null | undefined): string {
  return open ? '}' : ']'
}

/** A name and its colon; answers where the value begins. */
function nameAt(text: string, at: number, names: Set<string>): number | JsonFault {
  const end = text[at] === '"' ? endOfString(text, at) : -at - 1
  if (end < 0) return { key: 'file.not_json', at: -end - 1, name: '' }
  const name = JSON.parse(text.slice(at, end)) as string
  if (names.has(name)) return { key: 'file.key_twice', at, name }
  if (name === '__proto__') return { key: 'file.bad_key', at, name }
  names.add(name)
  const colon = skipSpace(text, end)
  return text[colon] === ':' ? skipSpace(text, colon + 1) : { key: 'file.not_json', at: colon, name: '' }
}

const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y
const WORD = /true|false|null/y

/** Where the scalar ends, or −(place of the fault) − 1. */
function endOfScalar(text: string, at: number): number {
  if (text[at] === '"') return endOfString(text, at)
  for (const pattern of [NUMBER, WORD]) {
    pattern.lastIndex = at
    if (pattern.test(text)) return pattern.lastIndex
  }
  return -at - 1
}

function endOfString(text: string, begin: number): number {
  for (let at = begin + 1; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 0x22) return at + 1
    if (code < 0x20) return -at - 1
    if (code !== 0x5c) continue
    const escaped = text[++at] ?? ''
    if (escaped === 'u' && /^[0-9a-fA-F]{4}$/.test(text.slice(at + 1, at + 5))) at += 4
    else if (escaped === '' || !'"\\/bfnrt'.includes(escaped)) return -at - 1
  }
  return -text.length - 1
}

function skipSpace(text: string, from: number): number {
  let at = from
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) break
  }
  return at
}
