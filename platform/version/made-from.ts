import { hash } from 'node:crypto'
import type { Ctx } from '#platform/ctx/ctx.ts'

/**
 * The version of a thing: a digest of what can be edited in it, and of nothing else. A seat that is taken makes no new version of a
 * session, and whoever finds again exactly what they had seen overwrites nobody's work. No column has to be kept up, so whatever
 * writes the thing, an import too, cannot forget it. `null`: the thing is not there yet.
 */
export function versionOf(thing: Readonly<Record<string, unknown>> | null): string {
  return hash('sha256', JSON.stringify(ordered(thing)), 'base64url').slice(0, 22)
}

/** Refuses a change that was made from something else than what is stored. The row must be locked, or only one may be written. */
export function mustBeMadeFrom(
  ctx: Ctx<'changed_meanwhile'>,
  seen: string | undefined,
  stored: Readonly<Record<string, unknown>> | null,
): void {
  ctx.must((seen ?? versionOf(null)) === versionOf(stored), 'changed_meanwhile')
}

/** The same whatever order the columns of a statement come in. */
function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered)
  if (typeof value !== 'object' || value === null || value instanceof Date) return value
  const found = value as Readonly<Record<string, unknown>>
  return Object.fromEntries(
    Object.keys(found)
      .sort()
      .map((name) => [name, ordered(found[name])]),
  )
}
