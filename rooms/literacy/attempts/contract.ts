import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'
import { Colleague, Id, IsoDate } from '#rooms/people/contract.ts'
import { itemFields } from '../items/rules.ts'
import { figures } from './figures.contract.ts'
import { papers } from './paper.contract.ts'
import { endings, obstacles } from './rules.ts'
import { Answered, ShownItem } from './shape.contract.ts'
import { tests } from './tests.contract.ts'

const Count = z.number().int()
const Level = z.number().int()
/** A window of a browser, by a word that it makes up and keeps. */
const Window = z.string().regex(/^[A-Za-z0-9-]{8,64}$/)
const Ending = z.enum(endings)

const Done = z.strictObject({
  testAttemptId: z.number().int(),
  title: z.string(),
  satOn: IsoDate,
  ending: Ending,
  items: Count,
  right: Count,
  /** null: no level was reached, which says nothing (INV-P7). */
  level: Level.nullable(),
  levelName: z.string().nullable(),
  /** Why it does not count. */
  voidedReason: z.string().nullable(),
})

export const attempts = defineContract({
  ...tests,
  ...papers,
  ...figures,
  listMyTests: {
    method: 'GET',
    path: '/me/tests',
    summary: 'Tests that are for me: which I can take now, which not yet and why, and what came of those that I took',
    input: z.strictObject({}),
    output: z.strictObject({
      tests: z.array(
        z.strictObject({
          testId: z.number().int(),
          title: z.string(),
          note: z.string(),
          skillName: z.string(),
          items: Count,
          minutes: Count,
          openFrom: IsoDate,
          lastDay: IsoDate.nullable(),
          /** null: as often as I like. */
          attemptsLeft: Count.nullable(),
          /** It runs already: it is gone on with. */
          running: z.number().int().nullable(),
          obstacle: z.enum(obstacles).nullable(),
          /** The day on which the obstacle is gone. */
          obstacleUntil: IsoDate.nullable(),
        }),
      ),
      /** Latest first. */
      done: z.array(Done),
    }),
    refusals: { no_policy: 409 },
  },
  beginAttempt: {
    method: 'POST',
    path: '/tests/{testId}/attempts',
    summary: 'Begins a test, or goes on with the one that runs; items are drawn and the clock starts once',
    input: z.strictObject({ testId: Id, window: Window }),
    output: z.strictObject({ testAttemptId: z.number().int(), isResumed: z.boolean() }),
    refusals: {
      no_such_test: 404,
      not_open: 409,
      closed: 409,
      used_up: 409,
      waiting: 409,
      bank_short: 409,
    },
  },
  showAttempt: {
    method: 'GET',
    path: '/attempts/{testAttemptId}',
    summary:
      'My attempt while it runs: items without anything of what is right, what I answered, and the time that is left',
    input: z.strictObject({ testAttemptId: Id, window: Window.optional() }),
    output: z.strictObject({
      testAttemptId: z.number().int(),
      title: z.string(),
      hasEnded: z.boolean(),
      /** This window saves answers; another one has to take over first. */
      isHeldHere: z.boolean(),
      /** Of the server's clock. */
      remainingSeconds: z.number().int(),
      /** Empty once it has ended. */
      items: z.array(ShownItem.extend({ given: Answered, seq: z.number().int() })),
    }),
    refusals: {},
  },
  holdAttempt: {
    method: 'POST',
    path: '/attempts/{testAttemptId}/window',
    summary: 'I go on in this window; the one before saves nothing any more, and is told so',
    input: z.strictObject({ testAttemptId: Id, window: Window }),
    output: z.strictObject({ isHeldHere: z.literal(true) }),
    refusals: { already_ended: 409 },
  },
  saveAnswer: {
    method: 'PUT',
    path: '/attempts/{testAttemptId}/answers/{place}',
    summary: 'Saves one answer at once; one with an older number changes nothing, and is answered with what stands',
    input: z.strictObject({
      testAttemptId: Id,
      place: z.coerce.number().int().min(1).max(100),
      given: Answered,
      /** The window's count of changes to this answer, above that of `showAttempt`. */
      seq: z.number().int().positive(),
      window: Window,
    }),
    output: z.strictObject({
      isSaved: z.boolean(),
      given: Answered,
      seq: z.number().int(),
      remainingSeconds: z.number().int(),
    }),
    refusals: { no_such_place: 404, no_answer: 422, held_elsewhere: 409, time_over: 409, already_ended: 409 },
  },
  submitAttempt: {
    method: 'POST',
    path: '/attempts/{testAttemptId}/submission',
    summary: 'Ends my attempt with what is saved; again, it is the same answer',
    input: z.strictObject({ testAttemptId: Id }),
    output: z.strictObject({ testAttemptId: z.number().int(), ending: Ending, endedAt: z.string() }),
    refusals: {},
  },
  showResult: {
    method: 'GET',
    path: '/attempts/{testAttemptId}/result',
    summary: 'My attempt once it has ended: what was reached, and each item with my answer, the right one and why',
    input: z.strictObject({ testAttemptId: Id }),
    output: Done.extend({
      testId: z.number().int(),
      skillName: z.string(),
      /** Ascending; `needed`: right answers. */
      marks: z.array(z.strictObject({ level: Level, levelName: z.string(), percent: Count, needed: Count })),
      fields: z.array(z.strictObject({ field: z.enum(itemFields), items: Count, right: Count })),
      answers: z.array(
        ShownItem.extend({
          given: Answered,
          isRight: z.boolean(),
          /** Places of the right choices as they were shown, in order for an ordering; empty for what is typed. */
          rightPlaces: z.array(z.number().int()),
          /** What is right where it is typed, and what else is taken as right. */
          rightWords: z.array(z.string()),
          tolerance: z.string(),
          explanation: z.string(),
        }),
      ),
    }),
    refusals: { not_ended: 409, no_policy: 409 },
  },
  endOverdueAttempts: {
    method: 'POST',
    path: '/attempts/overdue',
    summary: 'By the clock: attempts whose time is over end with what was saved in time',
    input: z.strictObject({}),
    output: z.strictObject({ ended: Count }),
    refusals: {},
  },
  listTestResults: {
    method: 'GET',
    path: '/tests/{testId}/results',
    summary: 'HR: who took a test and what came of it, latest first',
    input: z.strictObject({
      testId: Id,
      /** `next` of the page before. */
      after: z.coerce.number().int().positive().optional(),
      pageSize: z.coerce.number().int().min(1).max(200).default(50),
    }),
    output: z.strictObject({
      next: z.number().int().nullable(),
      results: z.array(
        Done.omit({ title: true }).extend({
          person: Colleague.pick({ staffMemberId: true, name: true, nameKana: true, sectionName: true }),
          staffNumber: z.string(),
        }),
      ),
    }),
    refusals: { no_such_test: 404, no_policy: 409 },
  },
  voidAttempt: {
    method: 'POST',
    path: '/attempts/{testAttemptId}/voiding',
    summary:
      'HR says, with the reason, that an attempt does not count; its evidence goes, and it uses up none of the allowed ones',
    input: z.strictObject({ testAttemptId: Id, reason: z.string().trim().min(1).max(500) }),
    output: z.strictObject({ isVoided: z.literal(true) }),
    refusals: { no_such_attempt: 404, not_ended: 409, already_voided: 409, not_for_oneself: 409 },
  },
})
