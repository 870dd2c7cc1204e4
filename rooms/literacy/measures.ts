import { listOf } from '#platform/i18n/messages.ts'
import type { Measure } from '#platform/measure/measure.ts'
import { measureOfPeople } from '#platform/measure/units.ts'
import { floorOf } from '#rooms/policy/rules.ts'
import { policyOn } from '#rooms/policy/service.ts'
import { floorCoverage, levelsAtFloor, listAtFloor, shareAtFloor } from './floor.service.ts'
import { atFloorWords, floorCoverageWords } from './measures.messages.ts'
import { literacyMessages } from './messages.ts'

export const literacyMeasures: readonly Measure[] = [
  {
    ...shareAtFloor,
    words: atFloorWords,
    async records(ctx, { asOf }, page) {
      const [document, { total, next, units }] = await Promise.all([policyOn(ctx, asOf), listAtFloor(ctx, asOf, page)])
      const floor = document ? floorOf(document) : []
      const people = units.map(({ unit }) => unit)
      ctx.sees(people, shareAtFloor.name)
      const levels = await levelsAtFloor(ctx, asOf, floor, people)
      const finding = (person: number) =>
        floor.map(({ name, floorLevel }, place) => {
          const level = levels.get(person)?.[place]
          return level == null
            ? ctx.t(literacyMessages, 'finding.none', { skill: name, floor: floorLevel })
            : ctx.t(literacyMessages, 'finding.level', { skill: name, level, floor: floorLevel })
        })
      return {
        total,
        next,
        records: units.map(({ unit, counted }) => ({
          id: String(unit),
          staffMemberId: unit,
          counted,
          finding: listOf(finding(unit), ctx.language),
        })),
      }
    },
  },
  measureOfPeople(floorCoverage, floorCoverageWords),
]
