import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'
import { Seen, staleRefusal, Version } from '#platform/version/version.ts'
import { Id, IsoDate, sectionRow, WayDown, YearWithin } from '#rooms/people/contract.ts'
import { lists, MOST_WORDS, steps } from './rules.ts'

const Count = z.number().int()
const Words = z.string().trim().min(1).max(MOST_WORDS)
const Reason = z.string().trim().min(1).max(500)
const Person = z.strictObject({ staffMemberId: Count, name: z.string(), nameKana: z.string() })
const ValueName = z.strictObject({ valueId: z.string(), name: z.string() })

const ThankYou = z.strictObject({
  thankYouId: Count,
  from: Person,
  to: Person,
  words: z.string(),
  /** In the words that the policy had on that day; null where none was in force. */
  value: ValueName.nullable(),
  writtenOn: IsoDate,
  isPublic: z.boolean(),
  isSample: z.boolean(),
})

/** It was taken back or removed meanwhile. */
const gone = { thanks_gone: 410 } as const
const ofOne = { thankYouId: Id }
const done = z.strictObject({ thankYouId: Count })

export const thanks = defineContract({
  showThanksForm: {
    method: 'GET',
    path: '/thanks/form',
    summary: 'What a thank-you can be tied to, by the policy of today, and how many I may still write today',
    input: z.strictObject({}),
    output: z.strictObject({
      /** Empty before the town has a policy: then a thank-you goes without one. */
      values: z.array(ValueName.extend({ description: z.string().nullable(), isSample: z.boolean() })),
      mostWords: Count,
      leftToday: Count,
      /** I lead somebody today, and am shown what writers chose to show me. */
      leads: z.boolean(),
      /** HR and executives: the totals. */
      seesTotals: z.boolean(),
    }),
    refusals: {},
  },
  writeThanks: {
    method: 'POST',
    path: '/thanks',
    summary:
      'I thank a colleague, tied to one of the values of the policy in force; private, or to be read by colleagues',
    input: z.strictObject({
      staffMemberId: Id,
      words: Words,
      valueId: z.string().max(80).optional(),
      isPublic: z.boolean(),
      /** To the receiver's head, by the writer's choice. */
      isShownToHead: z.boolean(),
    }),
    output: done,
    refusals: {
      not_oneself: 422,
      not_in_service: 409,
      value_needed: 422,
      unknown_value: 422,
      enough_today: 429,
    },
  },
  correctThanks: {
    method: 'PUT',
    path: '/thanks/{thankYouId}',
    summary: 'I put the words right of what I wrote today',
    input: z.strictObject({ ...ofOne, words: Words, seen: Seen }),
    output: done.extend({ version: Version }),
    refusals: { ...staleRefusal, ...gone, day_over: 409 },
  },
  takeBackThanks: {
    method: 'POST',
    path: '/thanks/{thankYouId}/taken-back',
    summary: 'I take back what I wrote; nobody reads it any more',
    input: z.strictObject(ofOne),
    output: done,
    refusals: gone,
  },
  hideThanks: {
    method: 'PUT',
    path: '/thanks/{thankYouId}/hidden',
    summary: 'I hide what I received from myself and everybody else, or show it again; the writer is not told',
    input: z.strictObject({ ...ofOne, isHidden: z.boolean() }),
    output: done,
    refusals: gone,
  },
  reportThanks: {
    method: 'POST',
    path: '/thanks/{thankYouId}/reports',
    summary: 'Whoever reads a thank-you that hurts or is misuse tells HR, with the reason; the writer is not told who',
    input: z.strictObject({ ...ofOne, reason: Reason }),
    output: done,
    refusals: { ...gone, already_reported: 409 },
  },
  listThanks: {
    method: 'GET',
    path: '/thanks',
    summary:
      'Thank-yous in pages, the newest first: what I received or wrote, what I was shown as a head, public ones of my section or of the town',
    input: z.strictObject({
      list: z.enum(lists),
      /** Those that follow this one. */
      after: Id.optional(),
      pageSize: z.number().int().min(1).max(50).default(20),
    }),
    output: z.strictObject({
      next: Count.nullable(),
      thanks: z.array(
        ThankYou.extend({
          /** Of what is mine to decide. */
          isHidden: z.boolean(),
          isShownToHead: z.boolean(),
          isCorrected: z.boolean(),
          /** HR removed what I wrote, and why. */
          removedBecause: z.string().nullable(),
          /** Of the words. */
          version: Version,
          may: z.array(z.enum(steps)),
        }),
      ),
    }),
    refusals: {},
  },
  listReportedThanks: {
    method: 'GET',
    path: '/thanks/reported',
    summary: 'HR: thank-yous that somebody reported and nobody has answered yet, the first reported first; no others',
    input: z.strictObject({}),
    output: z.strictObject({
      total: Count,
      thanks: z.array(
        ThankYou.extend({
          isTakenBack: z.boolean(),
          reports: z.array(z.strictObject({ by: z.string(), on: IsoDate, reason: z.string(), words: z.string() })),
          /** False for whoever wrote it: somebody else of HR decides. */
          mayDecide: z.boolean(),
        }),
      ),
    }),
    refusals: {},
  },
  removeThanks: {
    method: 'POST',
    path: '/thanks/{thankYouId}/removed',
    summary: 'HR removes a reported thank-you, with the reason, which the writer and whoever reported it are told',
    input: z.strictObject({ ...ofOne, reason: Reason }),
    output: done,
    refusals: { no_open_report: 409 },
  },
  keepThanks: {
    method: 'POST',
    path: '/thanks/{thankYouId}/kept',
    summary: 'HR lets a reported thank-you stand, with the reason, which whoever reported it is told',
    input: z.strictObject({ ...ofOne, reason: Reason }),
    output: done,
    refusals: { no_open_report: 409 },
  },
  showThanksTotals: {
    method: 'GET',
    path: '/thanks/totals',
    summary:
      'HR and executives: how many people received or wrote thank-yous in a fiscal year up to the end of last month, by section and value; nothing from which anybody’s own could be worked out',
    input: YearWithin,
    fewPeople: 'merged',
    output: z.strictObject({
      fiscalYear: Count,
      from: IsoDate,
      /** Last day counted; null before a month of the year is over. */
      asOf: IsoDate.nullable(),
      years: z.strictObject({ first: Count, last: Count }).nullable(),
      threshold: Count,
      within: WayDown,
      values: z.array(ValueName),
      /** Invented thank-yous are counted among them (INV-D2). */
      isSample: z.boolean(),
      /** The reader decides about reported ones too. */
      mayJudge: z.boolean(),
      /** Of the whole that is looked at; null: too few, or nearly all. */
      whole: z
        .strictObject({ people: Count, received: Count, wrote: Count, byValue: z.array(Count.nullable()) })
        .nullable(),
      /** By value only where no part would say too much of anybody; null otherwise, for all parts alike. */
      sections: z.array(
        z.strictObject({
          ...sectionRow,
          people: Count,
          received: Count,
          wrote: Count,
          byValue: z.array(Count.nullable()),
        }),
      ),
    }),
    refusals: { no_such_section: 404, section_too_small: 403 },
    snapshot: true,
  },
  importThanks: {
    method: 'POST',
    path: '/thanks/imported',
    summary: 'The command line: thank-yous that were written elsewhere before; nobody is told of them',
    input: z.strictObject({
      rows: z
        .array(
          z.strictObject({
            from: z.string().min(1).max(40),
            to: z.string().min(1).max(40),
            words: Words,
            valueId: z.string().max(80).optional(),
            isPublic: z.boolean(),
            writtenOn: IsoDate,
          }),
        )
        .min(1)
        .max(20_000),
      /** Invented ones; the maker of the sample ward only (INV-D1). */
      isSample: z.boolean().optional(),
    }),
    output: z.strictObject({ added: Count }),
    refusals: { faulty_rows: 422, sample_not_allowed: 409 },
    patience: 60,
    bodyLimit: 20_000_000,
  },
})
