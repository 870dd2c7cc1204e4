import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'
import { Seen, staleRefusal, Version } from '#platform/version/version.ts'
import { Colleague, SectionCode, sectionRow, WayDown } from '#rooms/people/contract.ts'
import { After, CourseBrief, Id, IsoDate, Next, Reason, SessionBrief } from '../shape.contract.ts'
import { enteredReasons, lacks, leftReasons, memberStates, spellKinds } from './rules.ts'

const Count = z.number().int()
const RoundId = z.strictObject({ roundId: Id })
export const State = z.enum(memberStates)
const standings = z.array(z.enum(['unassessed', 'below'])).max(2)
const words = z.array(z.string().min(1).max(40)).max(60)

/** Whom the round is for; empty lists leave nobody out. */
const Who = z.strictObject({
  /** With all below them. */
  sections: z.array(SectionCode).max(500).default([]),
  grades: words.default([]),
  employmentCategories: words.default([]),
  standings: standings.default([]),
})

const Wave = z.strictObject({
  dueOn: IsoDate,
  /** With all below them; empty: whoever is in no other wave. */
  sections: z.array(SectionCode).max(500).default([]),
  /** Of those whom no section places, so many parts. */
  share: z.number().int().min(0).max(100).default(1),
})

const Begin = z.strictObject({
  name: z.string().trim().min(1).max(80),
  /** Those below the floor as of this day are taken in; today where absent. */
  asOf: IsoDate.optional(),
  who: Who,
  waves: z.array(Wave).min(1).max(20),
  courseIds: z.array(Id).max(20).default([]),
  /** Tests of the bank that are open. With courses, or instead of them. */
  testIds: z.array(Id).max(20).default([]),
})

/** Of people, how many are in which state; they add up to all. */
const States = z.array(z.strictObject({ state: State, people: Count }))
const ShownTest = z.strictObject({ testId: z.number().int(), title: z.string() })
const Lacks = z.enum(lacks)
const ShownCourse = CourseBrief.omit({ isSample: true, hours: true })

const Head = {
  roundId: z.number().int(),
  name: z.string(),
  asOf: IsoDate,
  begunOn: IsoDate,
  endedOn: IsoDate.nullable(),
}

const Spell = z.strictObject({
  kind: z.enum(spellKinds),
  from: IsoDate,
  because: z.enum(enteredReasons),
  to: IsoDate.nullable(),
  endedBecause: z.enum(leftReasons).nullable(),
})

const Member = z.strictObject({
  staffMemberId: z.number().int(),
  /** Of whoever is not in service any more, the name alone. */
  staffNumber: z.string().nullable(),
  name: z.string(),
  nameKana: z.string(),
  sectionName: z.string().nullable(),
  grade: z.string().nullable(),
  state: State,
  /** What of the round is still to be done; null: nothing is owed. */
  lack: Lacks.nullable(),
  wave: Count,
  dueOn: IsoDate,
  isOverdue: z.boolean(),
  /** As it was kept, the first spell first. What is so since today stands in `state`. */
  history: z.array(Spell),
})

const Chosen = {
  wave: z.number().int().min(1).max(20).optional(),
  state: State.optional(),
  lack: Lacks.optional(),
  /** With all sections below it. */
  within: SectionCode.optional(),
}

const work = { no_such_course: 404, no_such_test: 404, test_not_open: 409, round_without_work: 422 } as const
const begun = { no_policy: 409, no_such_section: 404, round_deadline_past: 422, ...work } as const
const noRound = { no_such_round: 404 } as const

export const rounds = defineContract({
  listRounds: {
    method: 'GET',
    path: '/rounds',
    summary: 'HR and executives: rounds, open ones first, with how many people are how far',
    input: z.strictObject({}),
    output: z.strictObject({
      rounds: z.array(z.strictObject({ ...Head, lastDueOn: IsoDate, states: States, overdue: Count })),
      may: z.array(z.enum(['beginRound'])),
    }),
    refusals: { no_policy: 409 },
    snapshot: true,
  },
  previewRound: {
    method: 'POST',
    path: '/rounds/preview',
    summary: 'HR: how many people a round would hold, by wave, and for how many each course is; stores nothing',
    input: Begin.omit({ name: true }),
    output: z.strictObject({
      people: Count,
      /** Of these on leave. */
      paused: Count,
      waves: z.array(z.strictObject({ wave: Count, dueOn: IsoDate, people: Count })),
      courses: z.array(ShownCourse.extend({ forPeople: Count })),
      tests: z.array(ShownTest.extend({ forPeople: Count })),
    }),
    refusals: begun,
  },
  beginRound: {
    method: 'POST',
    path: '/rounds',
    summary:
      'HR begins a round: everybody below the floor whom its rule holds, in waves with deadlines, with courses and tests',
    input: Begin,
    output: z.strictObject({ roundId: z.number().int(), people: Count }),
    refusals: { ...begun, nobody_in_round: 422, course_for_nobody: 422, test_for_nobody: 422, round_name_taken: 409 },
    patience: 60,
  },
  showRound: {
    method: 'GET',
    path: '/rounds/{roundId}',
    summary:
      'HR, and executives in counts: how far the people of a round are, by wave and by section a level at a time',
    input: RoundId.extend({ within: SectionCode.optional() }),
    fewPeople: 'merged',
    output: z.strictObject({
      ...Head,
      endReason: z.string().nullable(),
      isSample: z.boolean(),
      who: z.strictObject({
        sections: WayDown,
        grades: z.array(z.string()),
        employmentCategories: z.array(z.string()),
        standings,
      }),
      courses: z.array(ShownCourse),
      tests: z.array(ShownTest),
      people: Count,
      states: States,
      /** Of those who owe, how many lack what. */
      lacks: z.array(z.strictObject({ lack: Lacks, people: Count })),
      /** Owe, and their deadline has passed. */
      overdue: Count,
      /** Null where so few are in a wave that it would tell of somebody. */
      waves: z.array(
        z.strictObject({
          wave: Count,
          dueOn: IsoDate,
          sections: WayDown,
          states: States.nullable(),
        }),
      ),
      /** From the root down to the section asked for. */
      within: WayDown,
      /** Each with all below it. `states`: HR alone. */
      sections: z.array(z.strictObject({ ...sectionRow, people: Count, reached: Count, states: States.nullable() })),
      /** How often people came in and left, and why; as it was kept. */
      movements: z.array(
        z.strictObject({ because: z.enum([...enteredReasons, ...leftReasons]), isEntering: z.boolean(), times: Count }),
      ),
      version: Version,
      may: z.array(z.enum(['changeRound', 'endRound', 'nominateRound', 'listRoundMembers'])),
    }),
    refusals: { no_policy: 409, no_such_section: 404, section_too_small: 403, ...noRound },
    snapshot: true,
  },
  changeRound: {
    method: 'PUT',
    path: '/rounds/{roundId}',
    summary:
      'HR changes the name, the deadlines, the courses and the tests of an open round; who is in which wave stays',
    input: RoundId.extend({
      name: Begin.shape.name,
      /** One for each wave, in their order. */
      dueOn: z.array(IsoDate).min(1).max(20),
      courseIds: z.array(Id).max(20),
      testIds: z.array(Id).max(20),
      seen: Seen,
    }),
    output: z.strictObject({ version: Version }),
    refusals: {
      ...{ ...noRound, round_ended: 409, round_name_taken: 409, other_waves: 422 },
      ...{ round_deadline_past: 422, ...work, ...staleRefusal },
    },
  },
  endRound: {
    method: 'POST',
    path: '/rounds/{roundId}/end',
    summary: 'HR ends a round, with a reason; who was in it, and how far they were, stays as history',
    input: RoundId.extend({ reason: Reason }),
    output: z.strictObject({ endedOn: IsoDate }),
    refusals: { ...noRound, round_ended: 409 },
  },
  copyRound: {
    method: 'GET',
    path: '/rounds/{roundId}/copy',
    summary:
      'HR: what another round like this one would begin with, its deadlines as far from today as they were from its own first day',
    input: RoundId,
    output: z.strictObject({
      name: z.string(),
      who: Who,
      waves: z.array(Wave),
      courseIds: z.array(z.number().int()),
      testIds: z.array(z.number().int()),
    }),
    refusals: noRound,
  },
  listRoundMembers: {
    method: 'GET',
    path: '/rounds/{roundId}/members',
    summary: 'HR: the people of a round by name, with state, deadline and history',
    input: RoundId.extend({
      ...Chosen,
      q: z.string().max(80).optional(),
      after: After,
      pageSize: z.number().int().min(1).max(200).default(50),
    }),
    output: z.strictObject({ total: Count, next: Next, people: z.array(Member) }),
    refusals: { no_policy: 409, no_such_section: 404, ...noRound },
    snapshot: true,
  },
  exportRound: {
    method: 'GET',
    path: '/rounds/{roundId}/file',
    summary: 'HR: the same people as a CSV file (UTF-8 with byte order mark); journalled',
    input: RoundId.extend(Chosen),
    output: z.strictObject({ fileName: z.string(), base64: z.string() }),
    refusals: { no_policy: 409, no_such_section: 404, ...noRound },
    patience: 60,
    snapshot: true,
  },
  showTeamRounds: {
    method: 'GET',
    path: '/team/rounds',
    summary:
      'The people whose section head I am today who have something of an open round ahead, until when, and how much time it takes; of a round that has ended, who of them is below the floor still',
    input: z.strictObject({}),
    output: z.strictObject({
      rounds: z.array(
        z.strictObject({
          roundId: z.number().int(),
          name: z.string(),
          /** Null: it is open. */
          endedOn: IsoDate.nullable(),
          courses: z.array(ShownCourse),
          tests: z.array(ShownTest),
          people: z.array(
            Colleague.extend({
              ...{ state: State, lack: Lacks.nullable(), dueOn: IsoDate, isOverdue: z.boolean() },
              /** Of work, that what is still lacking takes. */
              hours: z.number(),
              /** Where they sit next for a course of the round. */
              session: SessionBrief.nullable(),
            }),
          ),
        }),
      ),
    }),
    refusals: { no_policy: 409 },
    snapshot: true,
  },
  keepRounds: {
    method: 'POST',
    path: '/rounds/keeping',
    summary: 'Keeps as history who came into open rounds and left them since it was kept last',
    input: z.strictObject({}),
    output: z.strictObject({ ended: Count, begun: Count }),
    refusals: {},
    patience: 60,
  },
})
