import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'
import { Colleague, IsoDate, SectionCode } from '#rooms/people/contract.ts'
import { standings } from './worklist.rules.ts'

const Count = z.number().int()
const Standing = z.enum(standings)
const Level = z.number().int().min(0).max(10)

/** One person and how they stand to the floor. */
const Person = Colleague.extend({
  employmentCategory: z.string(),
  standing: Standing,
  /** The highest level of the kinds that count, by skill in the order of `skills`; null: none of them yet (INV-P7). */
  levels: z.array(Level.nullable()),
  /** In service for less than 90 days. */
  isNew: z.boolean(),
  /** The first day back of whoever is on leave today; null: not on leave, or nobody knows. */
  backOn: IsoDate.nullable(),
  /** First day on which somebody at the floor is not at it any more because evidence ends, of whoever will not be in 60 days. */
  endsOn: IsoDate.nullable(),
})

const Skills = z.array(
  z.strictObject({ skill: z.string(), name: z.string(), level: Level, evidence: z.array(z.string()) }),
)

const Asked = {
  /** With all sections below it; without it the whole town. */
  within: SectionCode.optional(),
  grade: z.string().min(1).max(40).optional(),
  employmentCategory: z.string().min(1).max(40).optional(),
  /** Only these; without it whoever something is to be done for. `ending`: at the floor, and not any more in 60 days. */
  standing: z.enum([...standings, 'ending']).optional(),
}

const refusals = { no_policy: 409, no_such_section: 404 } as const

export const worklist = defineContract({
  showFloorWorklist: {
    method: 'GET',
    path: '/literacy/worklist',
    summary:
      'HR: everyone who is not at the floor yet, and everyone outside the denominator, by name and with the reason (INV-P5, P7)',
    input: z.strictObject({
      ...Asked,
      /** `next` of the page before; absent for the first. */
      after: z.string().max(200).optional(),
      pageSize: z.number().int().min(1).max(200).default(50),
    }),
    output: z.strictObject({
      asOf: IsoDate,
      name: z.string(),
      isSample: z.boolean(),
      skills: Skills,
      /** Of what was chosen, how many stand how; none is left out, so that they add up to everyone in service there. */
      counts: z.array(z.strictObject({ standing: Standing, people: Count })),
      /** Of those at the floor, how many will not be in 60 days because evidence ends. */
      ending: Count,
      /** The section that was chosen. */
      section: z.strictObject({ sectionCode: z.string(), name: z.string() }).nullable(),
      /** As the policy names them, for choosing by. */
      grades: z.array(z.string()),
      employmentCategories: z.array(z.string()),
      people: z.array(Person),
      next: z.string().nullable(),
    }),
    refusals,
    snapshot: true,
  },
  exportFloorWorklist: {
    method: 'GET',
    path: '/literacy/worklist/file',
    summary: 'The same people as a CSV file (UTF-8 with byte order mark); HR only, and journalled',
    input: z.strictObject(Asked),
    output: z.strictObject({ fileName: z.string(), base64: z.string() }),
    refusals,
    patience: 60,
    snapshot: true,
  },
  showTeamFloor: {
    method: 'GET',
    path: '/team/floor',
    summary:
      'The people whose section head I am today, and how they stand to the floor as far as I may see it (INV-S1)',
    input: z.strictObject({}),
    output: z.strictObject({
      name: z.string(),
      isSample: z.boolean(),
      skills: Skills,
      /** The floor can be proved by what people share only where they want to, which is not in these levels. */
      sharedOnly: z.boolean(),
      people: z.array(Person),
    }),
    refusals: { no_policy: 409 },
    snapshot: true,
  },
})
