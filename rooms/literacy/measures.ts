import { listOf } from '#platform/i18n/messages.ts'
import type { Measure } from '#platform/measure/measure.ts'
import { compositionOf, sectionCountsOf } from '#rooms/skills/population.rules.ts'
import { literacyMessages } from './messages.ts'
import { countAtFloor, floorRestsOnSample, recordsAtFloor } from './service.ts'

/** Share of the people in scope who are at or above the floor in every floor skill, by evidence that counts (INV-P5, P7). */
const shareAtFloor: Measure = {
  name: 'literacy.shareAtFloor',
  kind: 'state',
  unit: '%',
  isOutput: false,
  async compose(ctx, { asOf }) {
    return compositionOf(await countAtFloor(ctx, asOf), await floorRestsOnSample(ctx, asOf))
  },
  async bySection(ctx, { asOf }) {
    return sectionCountsOf(await countAtFloor(ctx, asOf))
  },
  async records(ctx, { asOf }, page) {
    const { total, floor, people } = await recordsAtFloor(ctx, asOf, page)
    ctx.sees(
      people.map(({ staffMemberId }) => staffMemberId),
      'literacy.shareAtFloor',
    )
    const finding = (levels: readonly (number | null)[]) =>
      floor.map(({ name, floorLevel }, index) => {
        const level = levels[index]
        return level == null
          ? ctx.t(literacyMessages, 'finding.none', { skill: name, floor: floorLevel })
          : ctx.t(literacyMessages, 'finding.level', { skill: name, level, floor: floorLevel })
      })
    return {
      total,
      records: people.map(({ staffMemberId, counted, levels }) => ({
        id: String(staffMemberId),
        staffMemberId,
        counted,
        finding: listOf(finding(levels), ctx.language),
      })),
    }
  },
}

export const literacyMeasures: readonly Measure[] = [shareAtFloor]
