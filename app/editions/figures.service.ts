/** What a draft of the policy would count today: beside what is written, while it is being written. */
import type { Answer, Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { definitionsOf } from '#rooms/kpi/rules.ts'
import { valuesOn } from '#rooms/kpi/values.service.ts'
import { countByGrade } from '#rooms/people/grades.service.ts'
import type { PolicyDocument } from '#rooms/policy/document.rules.ts'
import { policyOn } from '#rooms/policy/service.ts'
import { countable } from '#rooms/policy/working-drafts/readable.rules.ts'
import { readableDraft } from '#rooms/policy/working-drafts/service.ts'
import { countPopulation } from '#rooms/skills/population.service.ts'
import { expectationsOf } from '#rooms/skills/rules.ts'
import type { editions } from './contract.ts'
import { peopleIn, skillsLeaving } from './effects.service.ts'

export async function showDraftFigures(
  ctx: Ctx<typeof editions.showDraftFigures>,
  { workingDraftId }: Input<typeof editions.showDraftFigures>,
): Promise<Answer<typeof editions.showDraftFigures>> {
  const { document: read, places } = await readableDraft(ctx, workingDraftId)
  if (!read) return { asOf: ctx.today, population: null, leaving: [], values: [] }
  const document = countable(read, places)
  const definitions = definitionsOf(document)
  const [population, values, leaving] = await Promise.all([
    document.literacy && countPopulation(ctx, ctx.today, document.literacy.population),
    valuesOn(ctx, definitions, ctx.today),
    leavingWith(ctx, read),
  ])
  return {
    asOf: ctx.today,
    population: population && { ...population, excluded: population.excluded.map((one) => ({ ...one })) },
    leaving,
    values: definitions.flatMap(({ id, unit }) => {
      const value = values.get(id)
      if (!value) return []
      const { asOf, numerator, denominator, restsOnSample } = value
      return [{ id, asOf, numerator, denominator, unit, restsOnSample }]
    }),
  }
}

/** What HR has to say of a draft: where the records of these skills go. */
async function leavingWith(ctx: Ctx, to: PolicyDocument) {
  const from = await policyOn(ctx)
  if (!from?.pyramid || !to.pyramid) return []
  const { skills } = await skillsLeaving(ctx, from, to)
  if (skills.length === 0) return []
  const rungs = (await countByGrade(ctx, ctx.today)).map((rung) => ({ ...rung, levels: expectationsOf(from, rung) }))
  return skills
    .map(({ id, name, people }) => ({
      ...{ id, name, people },
      expected: peopleIn(rungs.filter(({ levels }) => (levels.get(id) ?? 0) > 0)),
    }))
    .filter(({ people, expected }) => people > 0 || expected > 0)
}
