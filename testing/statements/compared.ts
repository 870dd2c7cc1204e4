/** What a type says of an answer against what the database answered, as sentences about the difference. */
import type { Seen, SeenColumn, Shape } from './shape.ts'

/** Columns of an answer against the type of its rows; empty when they agree. */
export function differences(shape: Shape, columns: readonly SeenColumn[]): string[] {
  if (shape.kind === 'any') return []
  if (shape.kind !== 'row') return [`says that a row is ${words(shape)}`]
  // What neither returns rows nor says more than how many were written.
  if (columns.length === 0)
    return Object.keys(shape.fields).some((name) => !OF_WRITING.has(name)) ? ['answers no rows'] : []
  const answered = new Set(columns.map(({ name }) => name))
  return [
    ...Object.keys(shape.fields)
      .filter((name) => !answered.has(name) && !shape.optional.includes(name))
      .map((name) => `says ${name}, which the answer does not hold`),
    ...columns.flatMap(({ name, oid, values }) => {
      const says = shape.fields[name]
      if (!says) return [`answers ${name}, of which the type says nothing`]
      const kind = kindOf(oid)
      return kind ? ofColumn(name, says, kind, values) : ofValue(name, says, values)
    }),
  ]
}

/** What Kysely tells of a statement that writes. */
const OF_WRITING = new Set([
  'insertId',
  'numInsertedOrUpdatedRows',
  'numUpdatedRows',
  'numChangedRows',
  'numDeletedRows',
])

type Kind = 'string' | 'number' | 'boolean' | 'date' | 'bytes'

/** Kinds of columns in the driver's terms (platform/db/database.ts); undefined where only a value can tell, as JSON. */
function kindOf(oid: number): Kind | [Kind] | undefined {
  const [kind] = Object.entries(OIDS).find(([, oids]) => oids.includes(oid)) ?? []
  if (kind) return kind as Kind
  const [element] = Object.entries(ARRAY_OIDS).find(([, oids]) => oids.includes(oid)) ?? []
  return element ? [element as Kind] : undefined
}

/** pg_type: int2 int4 int8 oid float4 float8 numeric · text varchar bpchar name char date time uuid regclass · … */
const OIDS: Readonly<Record<Kind, readonly number[]>> = {
  number: [21, 23, 20, 26, 700, 701, 1700],
  string: [25, 1043, 1042, 19, 18, 1082, 1083, 2950, 2205, 2206, 4089],
  boolean: [16],
  date: [1184, 1114],
  bytes: [17],
}
const ARRAY_OIDS: Readonly<Record<Kind, readonly number[]>> = {
  number: [1005, 1007, 1016, 1028, 1021, 1022, 1231],
  string: [1009, 1015, 1014, 1003, 1182, 1183, 2951],
  boolean: [1000],
  date: [1185, 1115],
  bytes: [1001],
}

/** By the column's type, which is known even where no row was answered, and by its values. */
function ofColumn(name: string, shape: Shape, kind: Kind | [Kind], values: Seen): string[] {
  const found = Array.isArray(kind) ? 'list' : kind
  const said = alternatives(shape)
  if (said.some(({ kind }) => kind === 'any')) return ofNull(name, shape, values)
  const same = said.filter(({ kind }) => kind === found)
  if (same.length === 0)
    return [`says that ${name} is ${words(shape)}; it is ${Array.isArray(kind) ? `a list of ${kind[0]}` : found}`]
  if (Array.isArray(kind) && values.list === undefined) {
    const [list] = same
    const elements = list && 'of' in list && list.kind === 'list' ? alternatives(list.of) : []
    if (!elements.some((one) => one.kind === kind[0] || one.kind === 'any')) {
      return [`says that ${name} is ${words(shape)}; it is a list of ${kind[0]}`]
    }
  }
  return ofValue(name, shape, values)
}

function ofNull(name: string, shape: Shape, values: Seen): string[] {
  const mayBe = shape.nullable || shape.kind === 'any' || alternatives(shape).some(({ nullable }) => nullable)
  return values.null && !mayBe ? [`says that ${name} is never null; it was`] : []
}

function ofValue(name: string, shape: Shape, values: Seen): string[] {
  const said = alternatives(shape)
  if (said.some(({ kind }) => kind === 'any')) return ofNull(name, shape, values)
  return [
    ...ofNull(name, shape, values),
    ...(['string', 'number', 'boolean'] as const).flatMap((kind) => ofPlain(name, shape, kind, values[kind] ?? [])),
    ...(['date', 'bytes'] as const).flatMap((kind) =>
      values[kind] && !said.some((one) => one.kind === kind)
        ? [`says that ${name} is ${words(shape)}; it was ${kind}`]
        : [],
    ),
    ...ofList(name, shape, values),
    ...ofObject(name, shape, values),
  ]
}

function ofPlain(
  name: string,
  shape: Shape,
  kind: 'string' | 'number' | 'boolean',
  values: readonly (string | number | boolean)[],
): string[] {
  if (values.length === 0) return []
  const said = alternatives(shape).filter((one) => one.kind === kind)
  if (said.length === 0) return [`says that ${name} is ${words(shape)}; it was ${JSON.stringify(values[0])}`]
  const isFree = said.some((one) => !('only' in one) || one.only === undefined)
  const allowed = new Set(said.flatMap((one) => ('only' in one ? (one.only ?? []) : [])))
  const others = isFree ? [] : values.filter((value) => !allowed.has(value))
  return others.length > 0 ? [`says that ${name} is ${words(shape)}; it was ${JSON.stringify(others[0])}`] : []
}

function ofList(name: string, shape: Shape, values: Seen): string[] {
  if (!values.list) return []
  const lists = alternatives(shape).filter((one) => one.kind === 'list')
  const [list] = lists
  if (list?.kind !== 'list') return [`says that ${name} is ${words(shape)}; it was a list`]
  return ofValue(`${name}[]`, list.of, values.list)
}

function ofObject(name: string, shape: Shape, { row, lacked = [] }: Seen): string[] {
  if (!row) return []
  const said = alternatives(shape)
  const record = said.find((one) => one.kind === 'record')
  if (record?.kind === 'record') return Object.values(row).flatMap((seen) => ofValue(`${name}.*`, record.of, seen))
  const rows = said.filter((one) => one.kind === 'row')
  if (rows.length === 0) return [`says that ${name} is ${words(shape)}; it was an object`]
  // One of several: which of them a value was meant as, no sum over values tells.
  const [only, ...more] = rows
  if (only?.kind !== 'row' || more.length > 0) return []
  return [
    ...Object.keys(only.fields)
      .filter((key) => (!row[key] || lacked.includes(key)) && !only.optional.includes(key))
      .map((key) => `says ${name}.${key}, which the answer does not always hold`),
    ...Object.entries(row).flatMap(([key, seen]) => {
      const says = only.fields[key]
      return says ? ofValue(`${name}.${key}`, says, seen) : [`answers ${name}.${key}, of which the type says nothing`]
    }),
  ]
}

function alternatives(shape: Shape): readonly Shape[] {
  return shape.kind === 'either' ? shape.of.flatMap(alternatives) : [shape]
}

function words(shape: Shape): string {
  if (shape.kind === 'either') return shape.of.map(words).join(' or ')
  if (shape.kind === 'list') return `a list of ${words(shape.of)}`
  if ('only' in shape && shape.only && shape.kind !== 'boolean') return `one of ${shape.only.join(' ')}`
  return shape.kind === 'row' || shape.kind === 'record' ? 'an object' : shape.kind
}
