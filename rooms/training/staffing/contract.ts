import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'
import { Seen, staleRefusal, takenBackRefusal, Version } from '#platform/version/version.ts'
import { After, Id, IsoDate, Next } from '../shape.contract.ts'
import { MOST_PEOPLE, minimumKinds, WEEK } from './rules.ts'

const SectionCode = z.string().min(1).max(40)
/** People in each half-day, Monday's morning to Sunday's afternoon. */
const Week = z.array(z.number().int().min(0).max(MOST_PEOPLE)).length(WEEK)

/** Of those who are there, so many hold the skill at the level, by the records of skills. */
export const Need = z.strictObject({
  skill: z.string().min(1).max(80),
  level: z.number().int().min(1).max(20),
  people: z.number().int().min(1).max(MOST_PEOPLE),
})

export const MinimumRow = z.strictObject({
  minimumStaffingId: z.number().int(),
  /** Empty: the section itself. */
  counter: z.string(),
  kind: z.enum(minimumKinds),
  validFrom: IsoDate,
  /** The day after the last; null: until another is stated. */
  validTo: IsoDate.nullable(),
  week: z.array(z.number().int()),
  openOnHolidays: z.boolean(),
  /** By what the skills are under the policy of today. */
  needs: z.array(Need),
  /** Names of skills that ended with an edition of the policy: nobody is asked for by them any more. */
  endedNeeds: z.array(z.string()),
  note: z.string(),
  version: Version,
  /** I stated it today, and may take it back. */
  mayTakeBack: z.boolean(),
})

export const staffing = defineContract({
  listStaffedSections: {
    method: 'GET',
    path: '/staffing/sections',
    summary: 'The sections whose minimum staffing I keep as their head; for HR every section',
    input: z.strictObject({ after: After, pageSize: z.number().int().min(1).max(500).default(200) }),
    output: z.strictObject({
      total: z.number().int(),
      next: Next,
      sections: z.array(
        z.strictObject({
          sectionCode: z.string(),
          name: z.string(),
          headcount: z.number().int(),
          hasMinimum: z.boolean(),
          /** I keep it: as the head, not as HR who reads it. */
          isMine: z.boolean(),
        }),
      ),
    }),
    refusals: {},
  },
  showMinimumStaffing: {
    method: 'GET',
    path: '/sections/{sectionCode}/minimum-staffing',
    summary: 'What the counters of a section need from a day on: usual weeks, busy seasons and single days to come',
    input: z.strictObject({ sectionCode: SectionCode, asOf: IsoDate.optional() }),
    output: z.strictObject({
      section: z.strictObject({ sectionCode: z.string(), name: z.string() }),
      asOf: IsoDate,
      headcount: z.number().int(),
      rows: z.array(MinimumRow),
      /** The seasons of the last two years, to be taken over. */
      pastSeasons: z.array(MinimumRow),
      may: z.array(z.enum(['stateMinimum', 'addAbsence', 'importAbsences'])),
    }),
    refusals: { no_such_section: 404 },
  },
  stateMinimum: {
    method: 'PUT',
    path: '/sections/{sectionCode}/minimum-staffing',
    summary:
      'The section head of the day, or HR, says how many a counter needs in each half-day: usually from a day on, in a season, or on one day; zeros close it',
    input: z.strictObject({
      sectionCode: SectionCode,
      counter: z.string().trim().max(60).default(''),
      kind: z.enum(minimumKinds),
      validFrom: IsoDate,
      /** Of a season, and of a usual week that ends. */
      lastDay: IsoDate.optional(),
      week: Week,
      openOnHolidays: z.boolean().default(false),
      needs: z.array(Need).max(20).default([]),
      note: z.string().trim().max(200).default(''),
      /** Of the row of this counter, kind and first day. */
      seen: Seen,
      /** Why it was wrong, where days that are past are concerned. */
      reason: z.string().trim().max(500).optional(),
    }),
    output: z.strictObject({
      minimumStaffingId: z.number().int(),
      version: Version,
      /** Half-days, by their place in the week, that need more than the section has. */
      aboveHeadcount: z.array(z.number().int()),
      headcount: z.number().int(),
    }),
    refusals: {
      no_such_section: 404,
      no_such_skill: 422,
      ends_before_start: 422,
      season_needs_end: 422,
      reason_needed: 422,
      nothing_to_correct: 409,
      ...staleRefusal,
    },
  },
  endMinimum: {
    method: 'POST',
    path: '/minimum-staffing/{minimumStaffingId}/end',
    summary: 'A season or a single day that is not past is dropped; what is usual then holds again',
    input: z.strictObject({ minimumStaffingId: Id }),
    output: z.strictObject({ ended: z.literal(true) }),
    refusals: { minimum_past: 409 },
  },
  takeBackMinimum: {
    method: 'POST',
    path: '/minimum-staffing/{minimumStaffingId}/taken-back',
    summary: 'Takes back what I stated or dropped today, until somebody has gone on from it',
    input: z.strictObject({ minimumStaffingId: Id }),
    output: z.strictObject({ takenBack: z.literal(true) }),
    refusals: takenBackRefusal,
  },
})
