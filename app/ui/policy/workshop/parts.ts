import type { Finding } from '#rooms/policy/findings.rules.ts'
import { type Place, valueAt } from '#rooms/policy/working-drafts/change.rules.ts'

/** What is edited in a place of its own, in the order of the outline. */
const parts = [
  'policy',
  'statements',
  'chapters',
  'desiredStaffProfile',
  'bodies',
  'review',
  'pillars',
  'plans',
  'organisation',
  'pyramid',
  'matrix',
  'literacy',
  'model',
  'kpis',
  'indicators',
  'roles',
  'paths',
] as const
export type Part = (typeof parts)[number]

/** Beside them: the text of the whole file, what is said of it, and who changed what. */
export const places = [...parts, 'text', 'comments', 'changes'] as const
export type OutlinePlace = (typeof places)[number]

/** What version 1 of the format wrote in other places. */
const formerly: Readonly<Record<string, Part>> = { mvv: 'statements' }

/** In which part a place is edited; the whole file where in none. */
export function partOf(path: Place): Part | undefined {
  const [first] = path
  if (first === 'pyramid' && path.includes('expected')) return 'matrix'
  return formerly[String(first)] ?? parts.find((part) => part === first)
}

export function isThere(data: unknown, part: Part): boolean {
  if (part === 'matrix') return isThere(data, 'pyramid')
  const held = valueAt(data, [part])
  return Array.isArray(held) ? held.length > 0 : held !== undefined && held !== null
}

export const isFault = ({ severity }: Finding) => severity === 'error'
