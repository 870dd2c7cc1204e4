import { hash } from 'node:crypto'
import type { Ctx } from '#platform/ctx/ctx.ts'

/**
 * The version of a thing: a digest of what can be edited in it, and of nothing else. A seat that is taken makes no new version of a
 * session, and whoever finds again exactly what they had seen overwrites nobody's work. No column has to be kept up, so whatever
 * writes the thing, an import too, cannot forget it. `null`: the thing is not there yet.
 */
export function versionOf(thing: Readonly<Record<string, unknown>> | null): string {
  return hash('sha256', inOrder(thing)!, 'base64url').slice(0, 22)
}

/** Refuses a change that was made from something else than what is stored. The row must be locked, or only one may be written. */
export function mustBeMadeFrom(
  ctx: Ctx<'changed_meanwhile'>,
  seen: string | undefined,
  stored: Readonly<Record<string, unknown>> | null,
): void {
  ctx.must((seen ?? versionOf(null)) === versionOf(stored), 'changed_meanwhile')
}

/** As JSON, the same whatever order the columns of a statement come in. Nothing is built for it: a list makes hundreds. */
function inOrder(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || value instanceof Date) return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map((one) => inOrder(one) ?? 'null').join(',')}]`
  const found = value as Readonly<Record<string, unknown>>
  let text = ''
  for (const name of Object.keys(found).sort()) {
    const said = inOrder(found[name])
    if (said !== undefined) text += `${text === '' ? '' : ','}${JSON.stringify(name)}:${said}`
  }
  return `{${text}}`
}
