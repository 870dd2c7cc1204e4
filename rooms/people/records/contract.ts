import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'
import { Correction, CorrectionReason, correctionRefusals } from '#platform/correction/shape.ts'
import { Seen, staleRefusal, Version } from '#platform/version/version.ts'
import { Id, IsoDate } from '../contract.ts'
import { postKinds } from '../rules.ts'
import { JOINED, personalThings } from '../struck.rules.ts'

/** Days of a fact: the last one is null where it is open. */
const Days = { validFrom: IsoDate, lastDay: IsoDate.nullable() }

/** How a person stands to the town today. */
const recordStates = ['inService', 'toCome', 'left', 'declined'] as const

const Person = z.strictObject({
  staffMemberId: z.number().int(),
  name: z.string(),
  nameKana: z.string(),
  staffNumbers: z.array(z.string()),
  state: z.enum(recordStates),
  /** Of whoever is to come the first day, of whoever has left the last one. */
  day: IsoDate.nullable(),
})

export const records = defineContract({
  listRecords: {
    method: 'GET',
    path: '/records',
    summary:
      'People by name, reading or number, in service or not; without words those who are to come, and those who declined',
    input: z.strictObject({ q: z.string().max(100).optional() }),
    output: z.strictObject({ hasMore: z.boolean(), people: z.array(Person) }),
    refusals: {},
  },
  showRecord: {
    method: 'GET',
    path: '/records/{staffMemberId}',
    summary:
      'What is recorded of one person for HR: spells of employment, posts and leave, of all days, with what was put right',
    input: z.strictObject({ staffMemberId: Id }),
    output: Person.extend({
      spells: z.array(
        z.strictObject({
          ...Days,
          staffNumber: z.string(),
          employmentCategory: z.string(),
          occupation: z.string(),
          version: Version,
          /** It is to come, and nothing of it has happened. */
          mayDecline: z.boolean(),
        }),
      ),
      posts: z.array(
        z.strictObject({
          ...Days,
          assignmentId: z.number().int(),
          sectionCode: z.string(),
          sectionName: z.string(),
          grade: z.string(),
          postTitle: z.string(),
          kind: z.enum(postKinds),
          isHead: z.boolean(),
          /** The post before, which ended because this one began. */
          previous: z.string().nullable(),
          version: Version,
        }),
      ),
      leave: z.array(z.strictObject({ ...Days, kind: z.string(), version: Version })),
      corrections: z.array(
        Correction.extend({
          thing: z.enum([...personalThings, JOINED]),
          /** It struck the fact, nothing has put it back, and it can be put back. */
          mayRestore: z.boolean(),
        }),
      ),
      /** Fiscal years that are closed: a correction of a day in one of them, or before, becomes a restatement. */
      closedYears: z.array(z.number().int()),
    }),
    refusals: { no_such_staff_member: 404 },
  },
  correctLeave: {
    method: 'POST',
    path: '/records/{staffMemberId}/leave-correction',
    summary:
      'HR puts right a leave that is recorded with wrong days, for the wrong person, or that never was, with the reason',
    input: z.strictObject({
      staffMemberId: Id,
      /** Which leave: its first day as it stands. */
      validFrom: IsoDate,
      seen: Seen,
      /** Null: there was none. `staffNumber`: it is another person's. */
      to: z
        .strictObject({
          ...Days,
          kind: z.string().trim().min(1).max(40),
          staffNumber: z.string().min(1).max(40).optional(),
        })
        .nullable(),
      reason: CorrectionReason,
    }),
    output: z.strictObject({ corrected: z.literal(true) }),
    refusals: {
      ...staleRefusal,
      ...correctionRefusals,
      ends_before_start: 422,
      no_such_staff_member: 404,
      outside_employment: 409,
      overlaps_other: 409,
    },
  },
  correctAssignment: {
    method: 'POST',
    path: '/records/{staffMemberId}/assignment-correction',
    summary: 'HR puts right the days of an assignment, or strikes one that never happened, with the reason',
    input: z.strictObject({
      staffMemberId: Id,
      assignmentId: Id,
      seen: Seen,
      /** Null: it never happened. */
      to: z.strictObject(Days).nullable(),
      /** The post before, which had ended for it, holds up to where it begins now, or in its place. */
      previousGoesOn: z.boolean().default(false),
      reason: CorrectionReason,
    }),
    output: z.strictObject({ corrected: z.literal(true) }),
    refusals: {
      ...staleRefusal,
      ...correctionRefusals,
      ends_before_start: 422,
      outside_employment: 409,
      overlaps_other: 409,
      section_not_there: 409,
    },
  },
  correctEmployment: {
    method: 'POST',
    path: '/records/{staffMemberId}/employment-correction',
    summary:
      'HR puts right the days, category or occupation of an employment, or strikes one that never was with the posts and leave in it, with the reason',
    input: z.strictObject({
      staffMemberId: Id,
      /** Which spell: its number and first day as they stand. */
      staffNumber: z.string().min(1).max(40),
      validFrom: IsoDate,
      seen: Seen,
      /** Null: it never was. Posts and leave that begin or end with it follow. */
      to: z
        .strictObject({
          ...Days,
          employmentCategory: z.string().trim().min(1).max(40),
          occupation: z.string().trim().min(1).max(100),
        })
        .nullable(),
      reason: CorrectionReason,
    }),
    output: z.strictObject({ corrected: z.literal(true) }),
    refusals: {
      ...staleRefusal,
      ...correctionRefusals,
      ends_before_start: 422,
      facts_outside: 409,
      not_begun: 409,
      overlaps_other: 409,
      section_not_there: 409,
    },
  },
  restoreRecord: {
    method: 'POST',
    path: '/records/{staffMemberId}/restoration',
    summary: 'HR puts back what was struck; of an employment with the posts and leave that were struck with it',
    input: z.strictObject({ staffMemberId: Id, correctionId: Id, reason: CorrectionReason }),
    output: z.strictObject({ restored: z.literal(true) }),
    refusals: { not_struck: 409, outside_employment: 409, overlaps_other: 409, section_not_there: 409 },
  },
})
