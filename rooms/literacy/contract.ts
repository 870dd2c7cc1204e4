import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'
import { IsoDate, SectionCode, sectionRow, WayDown } from '#rooms/people/contract.ts'
import { levelKinds } from '#rooms/policy/evidence.rules.ts'
import { groups } from './groups.contract.ts'
import { path } from './path.contract.ts'
import { worklist } from './worklist.contract.ts'

const Counted = z.strictObject({ numerator: z.number().int(), denominator: z.number().int() })
const Level = z.number().int().min(0).max(10)
const Kind = z.enum(levelKinds)

const board = defineContract({
  showLiteracyBoard: {
    method: 'GET',
    path: '/literacy/board',
    summary:
      'How many of all staff have reached the floor on a day, who is outside and why; sections for HR and executives',
    input: z.strictObject({
      asOf: IsoDate.optional(),
      /** The parts of this section; without it those of the whole town. */
      within: SectionCode.optional(),
    }),
    fewPeople: 'merged',
    output: z.strictObject({
      asOf: IsoDate,
      name: z.string(),
      /** The policy's own words on who is in scope. */
      populationNote: z.string(),
      isSample: z.boolean(),
      total: Counted,
      /** Whether there is evidence of anybody; without it no share is shown (INV-P7). */
      isKnown: z.boolean(),
      /** In the denominator, without any allowed evidence in at least one floor skill: 未診断 (INV-P7). */
      unassessed: z.number().int(),
      outside: z.array(z.strictObject({ reason: z.string(), people: z.number().int() })),
      floor: z.array(
        Counted.extend({
          skill: z.string(),
          name: z.string(),
          level: Level,
          levelName: z.string().nullable(),
          evidence: z.array(Kind),
        }),
      ),
      /** Fewer than this many people are never shown as a section of their own. */
      threshold: z.number().int(),
      /** From the root down to the section asked for. */
      within: WayDown,
      /** Each with all below it; they add up to the whole. Empty for whoever may not see sections. */
      sections: z.array(Counted.extend(sectionRow)),
      /** What else the reader may look at. */
      may: z.array(z.enum(['seeEverybody', 'seeGroups', 'seeTeam'])),
    }),
    refusals: { no_policy: 409, no_such_section: 404, section_too_small: 403 },
    snapshot: true,
  },
  showMyFloor: {
    method: 'GET',
    path: '/me/floor',
    summary: 'What the floor asks of everyone and what I have or miss of it',
    input: z.strictObject({}),
    output: z.strictObject({
      name: z.string(),
      isSample: z.boolean(),
      /** Why I am not counted today; null: I am. */
      outside: z.string().nullable(),
      reached: z.boolean(),
      skills: z.array(
        z.strictObject({
          skill: z.string(),
          name: z.string(),
          floorLevel: Level,
          levelName: z.string().nullable(),
          behaviour: z.string().nullable(),
          /** Kinds of evidence that count. */
          evidence: z.array(Kind),
          /** The highest of those kinds; null: none of them yet. */
          level: Level.nullable(),
          reached: z.boolean(),
        }),
      ),
    }),
    refusals: { no_policy: 409 },
  },
})

export const literacy = { ...board, ...groups, ...path, ...worklist }
