import type { Measure } from '#platform/measure/measure.ts'
import { skillsMessages } from './messages.ts'
import { listReflected, shareAssessed } from './reflected.service.ts'

export const skillsMeasures: readonly Measure[] = [
  {
    ...shareAssessed,
    async records(ctx, { asOf }, page) {
      const { total, next, units } = await listReflected(ctx, asOf, page)
      ctx.sees(
        units.map(({ unit }) => unit),
        shareAssessed.name,
      )
      return {
        total,
        next,
        records: units.map(({ unit, counted }) => ({
          id: String(unit),
          staffMemberId: unit,
          counted,
          finding: ctx.t(skillsMessages, counted ? 'finding.reflected' : 'finding.not_reflected'),
        })),
      }
    },
  },
]
