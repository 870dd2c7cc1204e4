import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'
import { Seen, staleRefusal, Version } from '#platform/version/version.ts'
import { Id, IsoDate } from '#rooms/people/contract.ts'
import { answersFollow, evidenceLevels } from './level.rules.ts'
import { StudyBrief } from './studies.contract.ts'

const Count = z.number().int()
const NodeId = z.string().min(1).max(100)
const LevelName = z.enum(evidenceLevels)
const MovementName = z.enum(['with', 'against', 'none', 'unknown'])
const Ends = z.strictObject({ from: NodeId, to: NodeId })
/** The ends as an address names them. */
const Named = z.strictObject({ fromNode: NodeId, toNode: NodeId })
const Told = z.string().trim().min(1)
/** What follows from it, in one word; what was answered before this was asked has none. */
const Follows = z.enum(answersFollow)
const Known = z.array(z.number().nullable())

export const arrows = defineContract({
  listArrows: {
    method: 'GET',
    path: '/arrows',
    summary:
      'Every arrow of today’s model with the level of evidence that the town’s own records have earned, and whether they go against it',
    input: z.strictObject({}),
    output: z.strictObject({
      arrows: z.array(
        Ends.extend({
          level: LevelName,
          /** What the level rests on: the policy’s own word, both ends beside each other, or a study. */
          basis: z.enum(['policy', 'records', 'study']),
          movement: MovementName,
        }),
      ),
      /** The reader may open what lies under an arrow. */
      mayOpen: z.boolean(),
    }),
    refusals: { no_policy: 409 },
  },
  showArrow: {
    method: 'GET',
    path: '/arrows/{fromNode}/{toNode}',
    summary:
      'HR and executives: what is known of an arrow: studies, both ends section by section, and what others found elsewhere',
    input: Named,
    output: Ends.extend({
      fromName: z.string(),
      toName: z.string(),
      hypothesis: z.string(),
      sign: z.enum(['+', '-']),
      lagYears: z.number(),
      level: LevelName,
      basis: z.enum(['policy', 'records', 'study']),
      movement: MovementName,
      studies: z.array(StudyBrief),
      comparisons: z.array(
        z.strictObject({
          cause: z.string(),
          effect: z.string(),
          comparedOn: IsoDate,
          sections: Count,
          pairs: Count,
          movement: MovementName,
          pWith: z.number().nullable(),
          pAgainst: z.number().nullable(),
          series: z.strictObject({
            days: z.array(IsoDate),
            sections: z.array(z.strictObject({ name: z.string(), cause: Known, effect: Known })),
          }),
        }),
      ),
      sources: z.array(
        z.strictObject({
          arrowSourceId: Count,
          citation: z.string(),
          population: z.string(),
          people: Count,
          finding: z.string(),
          level: LevelName,
          recordedOn: IsoDate,
        }),
      ),
      answers: z.array(
        z.strictObject({
          fiscalYear: Count,
          follows: Follows.nullable(),
          answer: z.string(),
          by: z.string().nullable(),
          on: IsoDate,
        }),
      ),
      may: z.array(z.enum(['compareArrows', 'addArrowSource', 'answerContradiction'])),
    }),
    refusals: { no_policy: 409, unknown_arrow: 404 },
  },
  compareArrows: {
    method: 'POST',
    path: '/arrows/comparisons',
    summary: 'Looks at both ends of every arrow beside each other, section by section; a job does it every night',
    input: z.strictObject({}),
    output: z.strictObject({ compared: Count, against: Count }),
    refusals: { another_comparison_runs: 409 },
    patience: 120,
    snapshot: true,
  },
  addArrowSource: {
    method: 'POST',
    path: '/arrows/{fromNode}/{toNode}/sources',
    summary: 'HR attaches what others found elsewhere, with citation, population and size; it raises nothing',
    input: Named.extend({
      citation: Told.max(600),
      population: Told.max(300),
      people: z.number().int().min(1).max(1_000_000_000),
      finding: Told.max(600),
      level: LevelName,
    }),
    output: z.strictObject({ arrowSourceId: Count }),
    refusals: { no_policy: 409, unknown_arrow: 404 },
  },
  withdrawArrowSource: {
    method: 'POST',
    path: '/arrow-sources/{arrowSourceId}/withdrawn',
    summary: 'HR takes away what was attached by mistake',
    input: z.strictObject({ arrowSourceId: Id }),
    output: z.strictObject({ arrowSourceId: Count }),
    refusals: { no_such_source: 404 },
  },
  listContradictions: {
    method: 'GET',
    path: '/arrows/contradicted',
    summary:
      'Arrows against which the records move, with what the review of a year has answered; those without an answer are open',
    input: z.strictObject({ fiscalYear: z.number().int().min(2000).max(2200) }),
    output: z.strictObject({
      arrows: z.array(
        Ends.extend({
          fromName: z.string(),
          toName: z.string(),
          hypothesis: z.string(),
          follows: Follows.nullable(),
          answer: z.string().nullable(),
          version: Version,
        }),
      ),
    }),
    refusals: { no_policy: 409 },
  },
  answerContradiction: {
    method: 'POST',
    path: '/arrows/{fromNode}/{toNode}/answers',
    summary: 'HR says for a year’s review what follows from an arrow that moved against its hypothesis',
    input: Named.extend({
      fiscalYear: z.number().int().min(2000).max(2200),
      follows: Follows,
      answer: Told.max(2000),
      seen: Seen,
    }),
    output: z.strictObject({ answered: z.literal(true) }),
    refusals: { ...staleRefusal, no_policy: 409, unknown_arrow: 404, not_contradicted: 409 },
  },
})
