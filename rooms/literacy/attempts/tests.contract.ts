import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'
import { Seen, staleRefusal, Version } from '#platform/version/version.ts'
import { Id, IsoDate, SectionCode } from '#rooms/people/contract.ts'
import { itemFields } from '../items/rules.ts'
import { testStates } from './rules.ts'
import { ShownItem } from './shape.contract.ts'

const Count = z.number().int()
const State = z.enum(testStates)
const Part = z.strictObject({
  /** null: of any field. */
  field: z.enum(itemFields).nullable(),
  /** null: of any level. */
  level: z.number().int().min(0).max(10).nullable(),
  items: z.number().int().min(1).max(100),
})
const Mark = z.strictObject({
  level: z.number().int().min(1).max(10),
  /** Right answers in a hundred from which the level is shown. */
  percent: z.number().int().min(1).max(100),
})

/** What HR says of a test. */
const Said = {
  title: z.string().trim().min(1).max(100),
  /** For whoever takes it. */
  note: z.string().trim().max(1000),
  /** Of the policy: items of this skill and those of any are drawn. */
  skill: z.string().min(1).max(64),
  parts: z.array(Part).min(1).max(20),
  minutes: z.number().int().min(1).max(240),
  marks: z.array(Mark).min(1).max(10),
  /** null: as often as one likes. */
  attempts: z.number().int().min(1).max(20).nullable(),
  /** Days from one attempt to the next. */
  waitingDays: z.number().int().min(0).max(365),
  openFrom: IsoDate,
  /** null: until it is ended. */
  lastDay: IsoDate.nullable(),
  /** With all below them; none: all sections. */
  sections: z.array(SectionCode).max(200),
  /** None: all. */
  employmentCategories: z.array(z.string().min(1).max(40)).max(20),
}

const noSuchTest = { no_such_test: 404 } as const

export const tests = defineContract({
  listTests: {
    method: 'GET',
    path: '/tests',
    summary: 'HR: every test with its state and what came of it',
    input: z.strictObject({}),
    output: z.strictObject({
      tests: z.array(
        z.strictObject({
          testId: z.number().int(),
          title: z.string(),
          skillName: z.string(),
          state: State,
          openFrom: IsoDate,
          lastDay: IsoDate.nullable(),
          items: Count,
          minutes: Count,
          running: Count,
          ended: Count,
          /** People who reached at least its lowest level. */
          passed: Count,
          /** The bank cannot fill it today. */
          isShort: z.boolean(),
        }),
      ),
    }),
    refusals: { no_policy: 409 },
  },
  showTest: {
    method: 'GET',
    path: '/tests/{testId}',
    summary: 'HR: what a test is made of, and how many items the bank has for each part',
    input: z.strictObject({ testId: Id }),
    output: z.strictObject({
      testId: z.number().int(),
      state: State,
      test: z.strictObject(Said),
      skillName: z.string(),
      version: Version,
      /** Items that the bank has, in the order of the parts. */
      available: z.array(Count),
      /** Of these, marked as samples. */
      samples: Count,
    }),
    refusals: { ...noSuchTest, no_policy: 409 },
  },
  saveTest: {
    method: 'POST',
    path: '/tests',
    summary: 'HR writes a test, or changes one; an attempt that began keeps what it began with',
    input: z.strictObject({ testId: z.number().int().positive().optional(), test: z.strictObject(Said), seen: Seen }),
    output: z.strictObject({ testId: z.number().int(), version: Version }),
    refusals: { ...noSuchTest, no_policy: 409, faulty_test: 422, bank_short: 409, ...staleRefusal },
    patience: 60,
  },
  publishTest: {
    method: 'POST',
    path: '/tests/{testId}/publication',
    summary:
      'HR opens a test to those whom it is for; refused, with what is missing where, while the bank cannot fill it',
    input: z.strictObject({ testId: Id }),
    output: z.strictObject({ state: State }),
    refusals: { ...noSuchTest, bank_short: 409 },
    patience: 60,
  },
  retireTest: {
    method: 'POST',
    path: '/tests/{testId}/retirement',
    summary: 'HR says whether a test can be begun from now on; attempts that run go on',
    input: z.strictObject({ testId: Id, isRetired: z.boolean() }),
    output: z.strictObject({ state: State }),
    refusals: noSuchTest,
    patience: 60,
  },
  previewTest: {
    method: 'GET',
    path: '/tests/{testId}/preview',
    summary: 'HR: a test as somebody who takes it would see it; each seed draws another one',
    input: z.strictObject({ testId: Id, seed: z.coerce.number().int().min(0).max(2_147_483_647).default(1) }),
    output: z.strictObject({ title: z.string(), minutes: Count, items: z.array(ShownItem) }),
    refusals: { ...noSuchTest, bank_short: 409 },
  },
})
