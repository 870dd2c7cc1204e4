import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'
import { evidenceLevels } from '#rooms/evidence/level.rules.ts'
import { designs } from '#rooms/evidence/statement.rules.ts'
import { Counted, Kpi } from '#rooms/kpi/contract.ts'
import { LowestGroup } from '#rooms/kpi/lowest.contract.ts'
import { IsoDate } from '#rooms/people/contract.ts'
import { barriers } from '#rooms/training/barrier.rules.ts'
import { Decision } from './follow-up.contract.ts'

const Count = z.number().int()
const Named = z.strictObject({ id: z.string(), name: z.string() })

export const minute = defineContract({
  showMinute: {
    method: 'GET',
    path: '/minute',
    summary:
      'HR and executives: where the town stands, to be read in a minute, of one moment: which outcomes move and which do not, where it is stuck, what studies say, what was decided and what became of it',
    input: z.strictObject({}),
    fewPeople: 'merged',
    output: z.strictObject({
      asOf: IsoDate,
      fiscalYear: Count,
      edition: z.string(),
      outcomes: z.array(
        Kpi.pick({ id: true, name: true, nodeName: true, level: true, unit: true, target: true, status: true }).extend({
          movement: Kpi.shape.movement,
          value: Counted.extend({ asOf: IsoDate }).nullable(),
          /** What it moved from: a value, or a baseline that the policy states. */
          from: z
            .strictObject({ asOf: IsoDate, counted: Counted.nullable(), stated: z.number().nullable() })
            .nullable(),
          /** The outcome speaks of all staff, so its lowest group stands beside it. */
          isOfAll: z.boolean(),
          lowest: LowestGroup.omit({ bands: true }).nullable(),
          restsOnSample: z.boolean(),
        }),
      ),
      stuck: z.strictObject({
        /** What kept most people from learning in this fiscal year; null: nothing did. */
        barrier: z
          .strictObject({ barrier: z.enum(barriers), isStaffing: z.boolean(), n: Count, all: Count })
          .nullable(),
        /** Null where the policy has no model: there is nothing that could be contradicted. */
        contradicted: z
          .array(z.strictObject({ from: z.string(), to: z.string(), fromName: z.string(), toName: z.string() }))
          .nullable(),
        /** Nothing is known, or the value that is entered by hand is missing; null where the policy has no KPIs. */
        missing: z.array(Named).nullable(),
        /** Today's pace does not lead to the target of the year, as it was looked at last. */
        offPath: z.array(Named.extend({ since: IsoDate })).nullable(),
        /** So many KPIs with a target of the year were not looked at yet. */
        notLookedAt: Count,
      }),
      studies: z.strictObject({
        total: Count,
        latest: z.array(
          z.strictObject({
            studyId: Count,
            question: z.string(),
            ranOn: IsoDate,
            level: z.enum(evidenceLevels),
            finding: z.enum(['with', 'against', 'none']),
            design: z.enum(designs),
            isShare: z.boolean(),
            estimate: z.number(),
            interval95: z.tuple([z.number(), z.number()]).nullable(),
            /** People of both groups. */
            n: Count,
            restsOnSample: z.boolean(),
          }),
        ),
      }),
      /** Of the last review that decided something, or of the last one. */
      decided: z
        .strictObject({
          fiscalYear: Count,
          /** The year that was closed last: where it is a later one, its review decided nothing. */
          lastClosed: Count,
          decisions: z.array(
            Decision.pick({
              reviewDecisionId: true,
              subjectName: true,
              decision: true,
              changes: true,
              dueOn: true,
              state: true,
            }).extend({ doneOn: IsoDate.nullable() }),
          ),
        })
        .nullable(),
      /** Of this year's initiatives. */
      milestones: z.strictObject({ initiatives: Count, total: Count, done: Count, overdue: Count }),
    }),
    refusals: { no_policy: 409 },
    snapshot: true,
  },
})
