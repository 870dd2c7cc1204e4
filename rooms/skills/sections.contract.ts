import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'
import { IsoDate, SectionCode, sectionRow, WayDown } from '#rooms/people/contract.ts'
import { Level, SkillId } from './evidence.contract.ts'

const Count = z.number().int()

/** Some people, and of each skill in the order of `skills` how they stand. */
const Counted = z.strictObject({
  people: Count,
  cells: z.array(
    z.strictObject({
      /** How many are at level 0, 1, … highest; the others are 未診断, which is not level 0 (INV-P7). */
      levels: z.array(Count),
      /** How many are at what their grade expects, or above. */
      reached: Count,
      /** Of how many their grade expects a level, the unassessed among them. */
      asked: Count,
    }),
  ),
})

const board = {
  asOf: IsoDate,
  highestLevel: Level,
  /** A definition or the town is a sample (INV-D2). */
  isSample: z.boolean(),
  /** The policy's own words on who is in scope. */
  populationNote: z.string().nullable(),
  /** In the policy's order; cells stand in it. */
  skills: z.array(z.strictObject({ skill: SkillId, name: z.string(), tier: z.string(), tierName: z.string() })),
}

export const bySection = defineContract({
  showSkillsBySection: {
    method: 'GET',
    path: '/skills/sections',
    summary:
      'HR and executives: how the people of each section stand in every skill, the sections below counted with those above them',
    input: z.strictObject({
      /** The parts of this section; without it those of the whole town. */
      within: SectionCode.optional(),
    }),
    fewPeople: 'merged',
    output: z.strictObject({
      ...board,
      /** For whom smaller sections are counted with others; null for whoever sees each of them (INV-S1). */
      threshold: Count.nullable(),
      /** From the root down to the section asked for. */
      within: WayDown,
      whole: Counted,
      /** They add up to the whole. */
      sections: z.array(Counted.extend(sectionRow)),
    }),
    refusals: { no_policy: 409, no_such_section: 404, section_too_small: 403 },
    snapshot: true,
  },
  showSkillsMap: {
    method: 'GET',
    path: '/skills/map',
    summary:
      'HR and executives: every section in every skill at once, as the board of skills shows them a level at a time',
    input: z.strictObject({ asOf: IsoDate.optional() }),
    fewPeople: 'merged',
    output: z.strictObject({
      ...board,
      threshold: Count,
      whole: Counted,
      sections: z.array(
        Counted.extend({
          ...sectionRow,
          /** From the root down to the section whose part the row is; empty: of the town. */
          within: z.array(z.string()),
        }),
      ),
    }),
    refusals: { no_policy: 409 },
    patience: 30,
    snapshot: true,
  },
})
