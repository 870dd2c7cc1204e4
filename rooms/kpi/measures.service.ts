/** The measures that rooms offer, in words, and what of the policy in force rests on each. */
import type { Answer } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { kindsOfMeasures } from '#platform/measure/measure.ts'
import { policyOn } from '#rooms/policy/service.ts'
import type { measures } from './measures.contract.ts'
import { definitionsOf } from './rules.ts'

export async function listMeasures(ctx: Ctx): Promise<Answer<typeof measures.listMeasures>> {
  const document = await policyOn(ctx)
  const definitions = document ? definitionsOf(document) : []
  return {
    edition: document?.policy.edition ?? null,
    measures: kindsOfMeasures().map(({ name: measure, words, kind, unit, isOutput, isMean = false, pattern }) => {
      const { topic, name, meaning, numerator, denominator, records, day } = words[ctx.language]
      const isThis = (named: string | null) =>
        named !== null && (named === measure || (pattern !== undefined && new RegExp(pattern, 'u').test(named)))
      return {
        ...{ measure, room: measure.split('.')[0]!, topic, name, meaning, numerator, denominator, records, day },
        ...{ kind, unit, isOutput, isMean, isFamily: pattern !== undefined },
        usedBy: definitions
          .filter((one) => isThis(one.measure))
          .map(({ id, kind: of, name: called }) => ({ id, kind: of, name: called })),
      }
    }),
  }
}
