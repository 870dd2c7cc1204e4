/**
 * The checks of a policy that somebody is writing in: what was read before, or held against the same parts before, is not again.
 *
 * Data: what a draft holds, of which a change leaves all that it does not touch as the very same objects (`applied`). A part that had its shape has
 * it still while it is the same object; what a check said stands while the parts of which it speaks are the same.
 */
import type { MeasureDescription } from '#platform/measure/measure.ts'
import { PolicyFile, type StoredDocument, toDocument } from './document.rules.ts'
import { findPolicyFaults, policyChecks } from './file.rules.ts'
import type { Finding } from './findings.rules.ts'

type Parts = Readonly<Record<string, unknown>>

export interface Checks {
  (data: unknown): Finding[]
  /** Reads the parts ahead, one a step, so that nobody waits for the first check of a large draft in one go. */
  ahead(data: unknown): Generator<void, void>
}

/** As `findPolicyFaults`, for one draft, again and again. */
export function recheck(measures: readonly MeasureDescription[]): Checks {
  const read = new Map<string, { readonly from: unknown; readonly part: unknown }>()
  const said = policyChecks.map(() => ({ of: [] as unknown[], findings: [] as Finding[] }))

  function partsIn(data: unknown): Parts | undefined {
    if (typeof data !== 'object' || data === null) return undefined
    const parts: Record<string, unknown> = {}
    for (const key of keys) {
      if (!hasShape(data as Parts, key)) return undefined
      parts[key] = read.get(key)!.part
    }
    return Object.keys(data).every((key) => Object.hasOwn(parts, key)) ? parts : undefined
  }

  function hasShape(data: Parts, key: (typeof keys)[number]): boolean {
    const from = data[key]
    if (read.has(key) && read.get(key)!.from === from) return true
    const { success, data: part } = PolicyFile.shape[key].safeParse(from)
    if (success) read.set(key, { from, part })
    return success
  }

  const check = (data: unknown): Finding[] => {
    const parts = partsIn(data)
    // What is half-written is told by its shape, whole.
    if (!parts) return findPolicyFaults(data, measures)
    return policyChecks.flatMap(({ of, find }, at) => {
      const now = of.map((key) => parts[key])
      const before = said[at]!
      if (before.of.length === 0 || now.some((part, i) => part !== before.of[i])) {
        const { formatVersion, policy } = parts
        const only = Object.fromEntries(of.map((key) => [key, parts[key]]))
        said[at] = {
          of: now,
          findings: find(toDocument({ formatVersion, policy, ...only } as StoredDocument), measures),
        }
      }
      return said[at]!.findings
    })
  }
  check.ahead = function* (data: unknown) {
    if (typeof data !== 'object' || data === null) return
    for (const key of keys) {
      // What is half-written is read whole by the check.
      if (!hasShape(data as Parts, key)) return
      yield
    }
  }
  return check
}

const keys = Object.keys(PolicyFile.shape) as (keyof typeof PolicyFile.shape)[]
