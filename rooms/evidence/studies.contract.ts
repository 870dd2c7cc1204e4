import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'
import { decimal } from '#platform/contract/numbers.ts'
import { Id, IsoDate, SectionCode } from '#rooms/people/contract.ts'
import { evidenceLevels, shortfalls } from './level.rules.ts'
import { comparisons, designs, steps, traits, treatmentKinds } from './statement.rules.ts'

const Count = z.number().int()
const Name = z.string().min(1).max(200)
const NodeId = z.string().min(1).max(100)
const LevelName = z.enum(evidenceLevels)
const FindingName = z.enum(['with', 'against', 'none'])

export const Statement = z.strictObject({
  question: z.string().trim().min(1).max(400),
  /** The arrow of the model that it asks about; null for none. */
  arrow: z.strictObject({ from: NodeId, to: NodeId }).nullable().default(null),
  treatment: z.strictObject({ kind: z.enum(treatmentKinds), courseCode: z.string().min(1).max(40) }),
  /** Half-open: whoever was first treated on a day in [from, to). */
  from: IsoDate,
  to: IsoDate,
  outcome: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('level'), skill: Name }),
    /** 1 for whoever has at least this level, else 0. */
    z.strictObject({ kind: z.literal('atLeast'), skill: Name, level: z.number().int().min(1).max(9) }),
    /** What a measure counts of a person. */
    z.strictObject({ kind: z.literal('measure'), measure: Name }),
  ]),
  /** From the last day of treatment to the day on which the outcome is looked up. */
  months: z.number().int().min(0).max(60),
  /** With all below them; empty: the whole town. */
  sections: z.array(SectionCode).max(100).default([]),
  /** Empty: all. */
  employmentCategories: z.array(z.string().min(1).max(40)).max(50).default([]),
  comparison: z.enum(comparisons).default('never'),
  design: z.enum(designs),
  covariates: z.array(z.enum(traits)).max(traits.length).default([]),
  /** Months between the times of a staggered design. */
  every: z.literal([...steps]).default(6),
  expected: z.enum(['+', '-']).default('+'),
  /** The smallest difference that would matter, in standard deviations. */
  leastDifference: decimal(2).min(0.1).max(1).default(0.5),
})

const Sizes = z.strictObject({
  /** Null where so few are in it that their number is not told. */
  treated: Count.nullable(),
  comparison: Count.nullable(),
})
const Words = z.strictObject({ ja: z.string(), en: z.string() })
const Found = z.strictObject({
  n: Count,
  estimate: z.number(),
  standardError: z.number().nullable(),
  interval95: z.tuple([z.number(), z.number()]).nullable(),
  intervalUses: z.string().nullable(),
  pValue: z.number().nullable(),
})

export const StudyBrief = z.strictObject({
  studyId: Count,
  question: z.string(),
  statedOn: IsoDate,
  design: z.enum(designs),
  arrow: z.strictObject({ from: z.string(), to: z.string() }).nullable(),
  /** The statement that this one takes the place of, and that which took its place. */
  follows: Count.nullable(),
  followedBy: Count.nullable(),
  /** Of the latest result; null while the records have not been asked. */
  result: z.strictObject({ ranOn: IsoDate, level: LevelName, finding: FindingName }).nullable(),
})

const StudyResult = z.strictObject({
  ranOn: IsoDate,
  ranBy: z.string().nullable(),
  rowsDigest: z.string(),
  level: LevelName,
  finding: FindingName,
  shortfalls: z.array(z.enum(shortfalls)),
  main: Found.extend({ estimator: z.string(), method: z.string() }),
  placebo: Found.omit({ n: true }).nullable(),
  pretrend: z.strictObject({ df: Count, pValue: z.number() }).nullable(),
  treated: Count,
  comparison: Count,
  left: Sizes,
  /** None for who may open no rows; else the study of nearly the same people, or the two that are so together, beside which this one is told to HR alone. */
  nearTo: z.array(Count).max(2),
  means: z.strictObject({ treated: z.number(), comparison: z.number() }).nullable(),
  deviation: z.number(),
  isShare: z.boolean(),
  balance: z.array(
    z.strictObject({
      trait: z.enum(traits),
      level: z.string().nullable(),
      treated: z.number().nullable(),
      comparison: z.number().nullable(),
      difference: z.number().nullable(),
      isHidden: z.boolean(),
    }),
  ),
  adjustedDifference: z.number().nullable(),
  sensitivity: z.strictObject({ estimate: z.number(), interval: z.number() }).nullable(),
  warnings: z.array(Words),
  notes: z.array(Words),
  droppedColumns: z.array(z.string()),
  restsOnSample: z.boolean(),
  /** Words of the command line that give the same figures from the rows, without the file's name. */
  command: z.array(z.string()),
})

const Days = z.strictObject({ earlier: IsoDate, before: IsoDate, outcomeOn: IsoDate, times: z.array(IsoDate) })

const wrong = {
  no_policy: 409,
  unknown_course: 422,
  no_such_skill: 422,
  no_such_measure: 422,
  no_such_arrow: 422,
  unknown_section: 422,
  ends_before_it_begins: 422,
  outcome_before_treatment: 422,
  covariates_needed: 422,
  covariates_not_used: 422,
} as const

export const studies = defineContract({
  listStudies: {
    method: 'GET',
    path: '/studies',
    summary: 'HR and executives: what was asked of the records, the latest first, with the evidence that it earned',
    input: z.strictObject({}),
    output: z.strictObject({ studies: z.array(StudyBrief), may: z.array(z.enum(['stateStudy'])) }),
    refusals: {},
  },
  showStudyForm: {
    method: 'GET',
    path: '/studies/choices',
    summary: 'HR: courses, skills, measures, arrows, sections and categories that a study can ask about',
    input: z.strictObject({}),
    output: z.strictObject({
      courses: z.array(z.strictObject({ courseCode: z.string(), title: z.string() })),
      skills: z.array(z.strictObject({ skill: z.string(), name: z.string(), floorLevel: Count.nullable() })),
      highestLevel: Count,
      measures: z.array(z.strictObject({ measure: z.string(), name: z.string() })),
      arrows: z.array(z.strictObject({ from: z.string(), to: z.string(), fromName: z.string(), toName: z.string() })),
      sections: z.array(z.strictObject({ sectionCode: z.string(), name: z.string() })),
      employmentCategories: z.array(z.string()),
    }),
    refusals: { no_policy: 409 },
  },
  previewStudy: {
    method: 'POST',
    path: '/studies/preview',
    summary:
      'HR sees how many people a study would compare and how many it takes; nothing of the outcome, and nothing is stored',
    input: Statement,
    output: z.strictObject({
      days: Days,
      people: Sizes,
      /** Of whom the outcome is known; null while its day is to come. */
      known: Sizes.nullable(),
      /** Treated before, in between or too late to be of either group. */
      between: Count,
      /** In each group, for the smallest difference that matters. */
      neededEach: Count,
      /** The smallest difference that these would show, in standard deviations; null where somebody is missing. */
      leastSeen: z.number().nullable(),
      isEnough: z.boolean(),
      isToCome: z.boolean(),
    }),
    refusals: wrong,
    patience: 60,
  },
  stateStudy: {
    method: 'POST',
    path: '/studies',
    summary: 'HR states what is asked before any number is seen; it is never changed, another statement follows it',
    input: Statement.extend({ follows: Id.optional() }),
    output: z.strictObject({ studyId: Count, statedOn: IsoDate, digest: z.string() }),
    refusals: { ...wrong, no_such_study: 404, already_followed: 409, no_comparison: 422, too_few_people: 422 },
    patience: 60,
  },
  showStudy: {
    method: 'GET',
    path: '/studies/{studyId}',
    summary: 'HR and executives: a study’s statement as it was made, and what the records answered',
    input: z.strictObject({ studyId: Id }),
    output: StudyBrief.omit({ result: true }).extend({
      statement: Statement,
      digest: z.string(),
      statedBy: z.string().nullable(),
      /** Names of what the statement tells by codes. */
      names: z.strictObject({
        treatment: z.string(),
        outcome: z.string(),
        from: z.string().nullable(),
        to: z.string().nullable(),
      }),
      days: Days,
      /** The latest last. */
      results: z.array(StudyResult),
      /** So many more are told to HR alone: beside another answer they would tell of a few people. */
      withheld: Count,
      may: z.array(z.enum(['runStudy', 'stateStudy', 'exportStudyRows'])),
    }),
    refusals: { no_such_study: 404 },
  },
  runStudy: {
    method: 'POST',
    path: '/studies/{studyId}/results',
    summary: 'HR asks the records; the answer is kept with its day, and refused where there are too few people',
    input: z.strictObject({ studyId: Id }),
    output: z.strictObject({ studyId: Count, level: LevelName, finding: FindingName }),
    refusals: {
      no_such_study: 404,
      no_policy: 409,
      study_too_early: 409,
      no_comparison: 422,
      too_few_people: 422,
      cannot_be_estimated: 422,
    },
    patience: 60,
  },
  exportStudyRows: {
    method: 'GET',
    path: '/studies/{studyId}/rows',
    summary: 'HR: the very rows of the latest result, people and sections numbered anew, as CSV; journalled',
    input: z.strictObject({ studyId: Id }),
    output: z.strictObject({ fileName: z.string(), base64: z.string() }),
    refusals: { no_such_study: 404, no_policy: 409, study_without_result: 409, records_moved_on: 409 },
    patience: 60,
  },
})
