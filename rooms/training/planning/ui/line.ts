import { fieldsIn, type SessionField, sessionFields, valueTyped } from '../../shape.rules.ts'
import type { Line } from '../rules.ts'

/** A line of the table before it is made; whoever leaves it out may take it in again. */
export interface DraftLine {
  readonly key: number
  readonly line: Line
  readonly isLeftOut: boolean
}

/** Lines behind those that are there, each with a key of its own. */
export function withLines(before: readonly DraftLine[], lines: readonly Line[]): DraftLine[] {
  const first = before.reduce((most, { key }) => Math.max(most, key), 0) + 1
  return [...before, ...lines.map((line, at) => ({ key: first + at, line, isLeftOut: false }))]
}

export const seatsIn = (lines: readonly Line[]) => lines.reduce((sum, { capacity }) => sum + capacity, 0)

/** What a line's form says; undefined where a field cannot be read. */
export function lineFrom(course: string, said: Partial<Record<SessionField, string | number>>): Line | undefined {
  const isWhole = fieldsIn(sessionFields).every(
    (name) => valueTyped(sessionFields[name], String(said[name] ?? '')) !== undefined,
  )
  return isWhole ? ({ course, ...said } as Line) : undefined
}
