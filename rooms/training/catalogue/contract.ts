import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'
import { decimal } from '#platform/contract/numbers.ts'
import { Seen, staleRefusal, Version } from '#platform/version/version.ts'
import { OfferedSession, sessionRefusals } from '../sessions/contract.ts'
import { After, askedOfSession, Code, CourseBrief, Id, IsoDate, Next, Words } from '../shape.contract.ts'

const Eligibility = z.strictObject({
  minRank: z.number().int().min(1).max(99).optional(),
  maxRank: z.number().int().min(1).max(99).optional(),
  occupations: z.array(z.string().min(1).max(40)).min(1).max(40).optional(),
  employmentCategories: z.array(z.string().min(1).max(40)).min(1).max(40).optional(),
  /** Courses that must be completed before. */
  afterCourses: z.array(z.number().int().positive()).min(1).max(20).optional(),
  /** Levels that must be known before. */
  levels: z
    .array(z.strictObject({ skill: z.string().min(1).max(80), level: z.number().int().min(1).max(9) }))
    .min(1)
    .max(20)
    .optional(),
})

const courseFields = {
  courseCode: Code,
  title: z.string().trim().min(1).max(200),
  summary: Words,
  /** Ids of skills in the policy. */
  skills: z.array(z.string().min(1).max(80)).max(40).default([]),
  hours: decimal(1).positive().max(2000),
  enrolmentMode: z.enum(['openApplication', 'nominated']).default('openApplication'),
  provider: z.string().trim().min(1).max(100),
  eligibility: Eligibility.default({}),
  reportRequired: z.boolean().default(false),
}

export const ListedCourse = CourseBrief.extend({
  summary: z.string(),
  skills: z.array(z.string()),
  provider: z.string(),
  enrolmentMode: z.enum(['openApplication', 'nominated']),
  reportRequired: z.boolean(),
  /** Share of the half-days, in a hundred, from which somebody attended. */
  attendedFrom: z.number().int(),
  /** Who may apply, as a sentence; null where everyone may. */
  eligibilityRule: z.string().nullable(),
  /** Whether I am among those. */
  isForMe: z.boolean(),
  /** All that are to come; `sessions` holds the next of them. */
  sessionsToCome: z.number().int(),
  sessions: z.array(OfferedSession),
})

const ImportedCourse = z.strictObject({
  ...courseFields,
  validFrom: IsoDate.optional(),
  /** Where a course of this code is there in other words: the version of what is replaced. */
  seen: Seen,
  sessions: z.array(z.strictObject(askedOfSession)).max(500).default([]),
})

export const catalogue = defineContract({
  listCourses: {
    method: 'GET',
    path: '/courses',
    summary: 'The catalogue: by words and by skill, each course with its next sessions and where I stand in them',
    input: z.strictObject({
      q: z.string().max(100).optional(),
      skill: z.string().max(80).optional(),
      after: After,
      pageSize: z.number().int().min(1).max(100).default(20),
    }),
    output: z.strictObject({ total: z.number().int(), next: Next, courses: z.array(ListedCourse) }),
    refusals: {},
  },
  showCourse: {
    method: 'GET',
    path: '/courses/{courseId}',
    summary: 'One course with all its coming sessions, who may apply, and where I stand',
    input: z.strictObject({ courseId: Id }),
    output: ListedCourse.extend({ eligibility: Eligibility, validTo: IsoDate.nullable(), version: Version }),
    refusals: { no_such_course: 404 },
  },
  saveCourse: {
    method: 'POST',
    path: '/courses',
    summary: 'HR adds a course, or changes the one named by courseId',
    input: z.strictObject({
      courseId: Id.optional(),
      seen: Seen,
      ...courseFields,
      attendedFrom: z.number().int().min(1).max(100).default(100),
      validTo: IsoDate.nullable().optional(),
    }),
    output: z.strictObject({ courseId: z.number().int(), version: Version }),
    refusals: {
      no_such_course: 404,
      course_code_taken: 409,
      sessions_after_end: 409,
      no_such_skill: 422,
      unknown_prerequisite: 422,
      asks_for_itself: 422,
      ends_before_start: 422,
      ...staleRefusal,
    },
  },
  importCourses: {
    method: 'POST',
    path: '/courses/import',
    summary:
      'Courses with their sessions in bulk, by course code; sent again it changes nothing more, and what would replace a course that it has not seen is refused with both',
    input: z.strictObject({ courses: z.array(ImportedCourse).min(1).max(2000), isSample: z.boolean().default(false) }),
    output: z.strictObject({ courses: z.number().int(), sessions: z.number().int() }),
    refusals: {
      ...{ no_such_skill: 422, unknown_prerequisite: 422, sample_by_command_only: 403, courses_unseen: 409 },
      ...sessionRefusals,
    },
    patience: 120,
    bodyLimit: 16 * 1_048_576,
  },
})
