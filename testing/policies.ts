import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describeMeasures } from '#platform/measure/measure.ts'
import type { PolicyDocument, PolicyWith } from '#rooms/policy/document.rules.ts'
import { checkPolicy } from '#rooms/policy/file.rules.ts'
import { hasParts } from '#rooms/policy/rules.ts'

const whole = [
  ...(['statements', 'desiredStaffProfile', 'organisation', 'pyramid', 'literacy', 'model'] as const),
  ...(['kpis', 'indicators'] as const),
] as const
export type WholePolicy = PolicyWith<(typeof whole)[number]>

/** A policy that has everything that a policy can have, as those of 品川区 and みさき町 have. */
export function asWhole(document: PolicyDocument | undefined): WholePolicy {
  if (!document || !hasParts(document, whole)) throw new Error('This policy has not all parts')
  return document
}

/** A file of policy/, checked against the measures that whoever asks has put together. */
export function readPolicy(name: string): PolicyDocument {
  const file = readFileSync(join(import.meta.dirname, '../policy', name))
  const { document, problems } = checkPolicy(file, describeMeasures())
  if (!document) throw new Error(problems.map(({ line, reason }) => `${line}: ${reason}`).join('\n'))
  return document
}
