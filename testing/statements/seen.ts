import type { Seen } from './shape.ts'

/** More distinct values than any list of allowed ones holds, so that a value outside a list is among them. */
const MOST = 30
const LONGEST = 60
/** Elements of a list that are looked at. */
const ELEMENTS = 100

/** Adds one value of an answer, as the driver gave it, to what has been seen of its column. */
export function note(seen: Seen, value: unknown): void {
  if (value === null || value === undefined) seen.null = true
  else if (typeof value === 'string') seen.string = withOne(seen.string, value.slice(0, LONGEST))
  else if (typeof value === 'number') seen.number = withOne(seen.number, value)
  else if (typeof value === 'boolean') seen.boolean = withOne(seen.boolean, value)
  else if (value instanceof Date) seen.date = true
  else if (value instanceof Uint8Array) seen.bytes = true
  else if (Array.isArray(value)) {
    seen.list ??= {}
    for (const element of value.slice(0, ELEMENTS)) note(seen.list, element)
  } else noteObject(seen, value as Record<string, unknown>)
}

export function merge(into: Seen, from: Seen): void {
  if (from.null) into.null = true
  if (from.date) into.date = true
  if (from.bytes) into.bytes = true
  for (const value of from.string ?? []) into.string = withOne(into.string, value)
  for (const value of from.number ?? []) into.number = withOne(into.number, value)
  for (const value of from.boolean ?? []) into.boolean = withOne(into.boolean, value)
  if (from.list) {
    into.list ??= {}
    merge(into.list, from.list)
  }
  if (from.row) mergeObject(into, from.row, from.lacked ?? [])
}

function mergeObject(into: Seen, row: Readonly<Record<string, Seen>>, lacked: readonly string[]): void {
  if (into.row) lack(into, Object.keys(into.row), Object.keys(row))
  into.lacked = [...new Set([...(into.lacked ?? []), ...lacked])]
  into.row ??= {}
  for (const [key, seen] of Object.entries(row)) merge(fieldOf(into.row, key), seen)
}

function noteObject(seen: Seen, value: Readonly<Record<string, unknown>>): void {
  const keys = Object.keys(value)
  if (seen.row) lack(seen, Object.keys(seen.row), keys)
  seen.row ??= {}
  for (const key of keys) note(fieldOf(seen.row, key), value[key])
}

function fieldOf(row: Record<string, Seen>, key: string): Seen {
  row[key] ??= {}
  return row[key]
}

/** Notes what only one side holds. */
function lack(seen: Seen, some: readonly string[], others: readonly string[]): void {
  const apart = [...some.filter((key) => !others.includes(key)), ...others.filter((key) => !some.includes(key))]
  if (apart.length > 0) seen.lacked = [...new Set([...(seen.lacked ?? []), ...apart])]
}

function withOne<T>(values: T[] = [], value: T): T[] {
  if (values.length < MOST && !values.includes(value)) values.push(value)
  return values
}
