import { type Checker, SymbolFlags, type Type, TypeFlags } from 'typescript/unstable/sync'
import type { Shape } from './shape.ts'

/** Deeper values of JSON are taken as they come. */
const DEEPEST = 5

/** A type as plain data. `undefined` in a union is left out: no column is undefined. */
export function shapeOf(checker: Checker, type: Type | undefined, depth = 0): Shape {
  if (!type || depth > DEEPEST) return { kind: 'any' }
  const { flags } = type
  if (flags & (TypeFlags.AnyOrUnknown | TypeFlags.TypeParameter | TypeFlags.NonPrimitive)) return { kind: 'any' }
  if (flags & TypeFlags.Null) return { kind: 'null', nullable: true }
  if (type.isUnionType()) return ofUnion(checker, type.getTypes(), depth)
  if (type.isStringLiteralType()) return { kind: 'string', only: [type.value] }
  if (type.isNumberLiteralType()) return { kind: 'number', only: [type.value] }
  if (type.isBooleanLiteralType()) return { kind: 'boolean', only: [type.value] }
  // A branded string is a string: `string & { brand }`.
  if (type.isIntersectionType()) {
    const bare = type.getTypes().find(({ flags }) => flags & (TypeFlags.StringLike | TypeFlags.NumberLike))
    if (bare) return shapeOf(checker, bare, depth)
  }
  if (flags & TypeFlags.StringLike) return { kind: 'string' }
  if (flags & TypeFlags.NumberLike) return { kind: 'number' }
  if (flags & TypeFlags.BooleanLike) return { kind: 'boolean' }
  return ofObject(checker, type, depth)
}

function ofUnion(checker: Checker, types: readonly Type[], depth: number): Shape {
  const all = types.filter(({ flags }) => !(flags & (TypeFlags.Undefined | TypeFlags.Void)))
  const isNullable = all.some(({ flags }) => flags & TypeFlags.Null)
  const shapes = all.filter(({ flags }) => !(flags & TypeFlags.Null)).map((type) => shapeOf(checker, type, depth))
  const one = oneOf(shapes)
  return isNullable ? { ...one, nullable: true } : one
}

/** Literals of one kind become one shape that lists them. */
function oneOf(shapes: readonly Shape[]): Shape {
  const merged: Shape[] = []
  for (const shape of shapes) {
    const index = merged.findIndex(({ kind }) => kind === shape.kind && 'only' in shape)
    const same = merged[index]
    if (same && 'only' in same && 'only' in shape) {
      merged[index] = { ...same, only: [...(same.only ?? []), ...(shape.only ?? [])] }
    } else merged.push(shape)
  }
  const [only, ...more] = merged
  if (!only) return { kind: 'null', nullable: true }
  return more.length === 0 ? only : { kind: 'either', of: merged }
}

function ofObject(checker: Checker, type: Type, depth: number): Shape {
  const name = type.getSymbol()?.name
  if (name === 'Date') return { kind: 'date' }
  if (name === 'Buffer' || name === 'Uint8Array') return { kind: 'bytes' }
  if (type.isTypeReference() && (checker.isArrayType(type) || checker.isTupleType(type))) {
    const of = checker.getTypeArguments(type).map((element) => shapeOf(checker, element, depth + 1))
    return { kind: 'list', of: oneOf(of) }
  }
  const properties = checker.getPropertiesOfType(type)
  const [index] = checker.getIndexInfosOfType(type)
  if (index && properties.length === 0) return { kind: 'record', of: shapeOf(checker, index.valueType, depth + 1) }
  const fields = properties.map((property) => [
    property.name,
    shapeOf(checker, checker.getTypeOfSymbol(property), depth + 1),
  ])
  const optional = properties.filter(({ flags }) => flags & SymbolFlags.Optional).map((property) => property.name)
  return { kind: 'row', fields: Object.fromEntries(fields), optional }
}
