import type { Measure } from '#platform/measure/measure.ts'
import { skillsMessages } from './messages.ts'
import { compositionOf, sectionCountsOf } from './population.rules.ts'
import { countReflected, reflectedRecords, reflectedRestsOnSample } from './reflected.service.ts'

/** Share of the people in scope who have reflected on at least one skill up to the day. */
const shareAssessed: Measure = {
  name: 'skills.shareAssessed',
  kind: 'state',
  unit: '%',
  isOutput: true,
  async compose(ctx, { asOf }) {
    return compositionOf(await countReflected(ctx, asOf), await reflectedRestsOnSample(ctx, asOf))
  },
  async bySection(ctx, { asOf }) {
    return sectionCountsOf(await countReflected(ctx, asOf))
  },
  async records(ctx, { asOf }, page) {
    const { total, people } = await reflectedRecords(ctx, asOf, page)
    ctx.sees(
      people.map(({ staffMemberId }) => staffMemberId),
      'skills.shareAssessed',
    )
    return {
      total,
      records: people.map(({ staffMemberId, reflected }) => ({
        id: String(staffMemberId),
        staffMemberId,
        counted: reflected,
        finding: ctx.t(skillsMessages, reflected ? 'finding.reflected' : 'finding.not_reflected'),
      })),
    }
  },
}

export const skillsMeasures: readonly Measure[] = [shareAssessed]
