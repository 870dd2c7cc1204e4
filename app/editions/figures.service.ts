/** What a draft of the policy would count today: beside what is written, while it is being written. */
import type { Answer, Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { definitionsOf } from '#rooms/kpi/rules.ts'
import { valuesOn } from '#rooms/kpi/values.service.ts'
import { countable } from '#rooms/policy/working-drafts/readable.rules.ts'
import { readableDraft } from '#rooms/policy/working-drafts/service.ts'
import { countPopulation } from '#rooms/skills/population.service.ts'
import type { editions } from './contract.ts'

export async function showDraftFigures(
  ctx: Ctx<typeof editions.showDraftFigures>,
  { workingDraftId }: Input<typeof editions.showDraftFigures>,
): Promise<Answer<typeof editions.showDraftFigures>> {
  const { document: read, places } = await readableDraft(ctx, workingDraftId)
  if (!read) return { asOf: ctx.today, population: null, values: [] }
  const document = countable(read, places)
  const definitions = definitionsOf(document)
  const [population, values] = await Promise.all([
    document.literacy && countPopulation(ctx, ctx.today, document.literacy.population),
    valuesOn(ctx, definitions, ctx.today),
  ])
  return {
    asOf: ctx.today,
    population: population && { ...population, excluded: population.excluded.map((one) => ({ ...one })) },
    values: definitions.flatMap(({ id, unit }) => {
      const value = values.get(id)
      if (!value) return []
      const { asOf, numerator, denominator, restsOnSample } = value
      return [{ id, asOf, numerator, denominator, unit, restsOnSample }]
    }),
  }
}
