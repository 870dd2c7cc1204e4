import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'
import { IsoDate } from '#platform/contract/days.ts'
import { CorrectionReason } from '#platform/correction/shape.ts'
import { Seen, staleRefusal } from '#platform/version/version.ts'
import { clashKinds, moving } from './joining.rules.ts'

const Id = z.number().int().positive()

const Someone = z.strictObject({
  staffMemberId: z.number().int(),
  name: z.string(),
  nameKana: z.string(),
  staffNumbers: z.array(z.string()),
})

/** A fact of one of two, with its days; the last one is null where it is open. */
const Side = z.strictObject({
  words: z.string(),
  staffNumber: z.string().nullable(),
  validFrom: IsoDate,
  lastDay: IsoDate.nullable(),
})

const Join = z.strictObject({
  personJoinId: z.number().int(),
  first: Someone,
  /** As they were known, where they are joined. */
  second: z.strictObject({ staffMemberId: z.number().int(), name: z.string(), staffNumbers: z.array(z.string()) }),
  state: z.enum(['waiting', 'joined', 'declined']),
  reason: z.string(),
  askedBy: z.string(),
  askedOn: IsoDate,
  answeredBy: z.string().nullable(),
  answeredOn: IsoDate.nullable(),
  answerReason: z.string().nullable(),
  may: z.array(z.enum(['agreeToJoin', 'declineJoin'])),
})

const cannotBeJoined = { own_person: 409, clashes_first: 409 } as const

export const persons = defineContract({
  declineEmployment: {
    method: 'POST',
    path: '/records/{staffMemberId}/decline',
    summary:
      'Whoever was to join does not come: the employment and what was prepared for it is struck, in every room; that they declined is kept',
    input: z.strictObject({
      staffMemberId: Id,
      /** The first day of the employment as it was to be. */
      validFrom: IsoDate,
      seen: Seen,
      reason: CorrectionReason,
    }),
    output: z.strictObject({ declined: z.literal(true) }),
    refusals: { ...staleRefusal, has_begun: 409 },
  },
  previewJoin: {
    method: 'GET',
    path: '/records/{staffMemberId}/joining/{otherId}',
    summary:
      'What would move if two numbers were one person, what stands there twice, and what has to be corrected first',
    input: z.strictObject({ staffMemberId: Id, otherId: Id }),
    output: z.strictObject({
      first: Someone,
      second: Someone,
      moves: z.array(z.strictObject({ what: z.enum(moving), rows: z.number().int() })),
      /** The same in every word but the number: they count once. */
      same: z.strictObject({ spells: z.number().int(), posts: z.number().int(), leave: z.number().int() }),
      clashes: z.array(z.strictObject({ kind: z.enum(clashKinds), first: Side, second: Side })),
      /** The first day on which counts may come out otherwise, and the fiscal years that are closed. */
      since: IsoDate.nullable(),
      closedYears: z.array(z.number().int()),
      /** Nobody joins themselves, and whoever is asked about already waits for that answer. */
      hindrance: z.enum(['own_person', 'already_waiting']).nullable(),
      /** Somebody else has to agree. */
      needsSecond: z.boolean(),
    }),
    refusals: { no_such_staff_member: 404, same_person: 409 },
  },
  askToJoin: {
    method: 'POST',
    path: '/records/{staffMemberId}/joining',
    summary:
      'HR says that another number is the same person: it waits until somebody else of HR agrees, and is joined at once where one person is enough',
    input: z.strictObject({ staffMemberId: Id, otherId: Id, reason: CorrectionReason }),
    output: z.strictObject({ joined: z.boolean() }),
    refusals: { ...cannotBeJoined, same_person: 409, no_such_staff_member: 404, already_waiting: 409 },
    patience: 60,
  },
  listJoins: {
    method: 'GET',
    path: '/joinings',
    summary: 'Numbers that were said to be one person: those that wait for a second person, then the latest',
    input: z.strictObject({
      staffMemberId: Id.optional(),
      after: Id.optional(),
      pageSize: z.number().int().min(1).max(100).default(20),
    }),
    output: z.strictObject({ hasMore: z.boolean(), joins: z.array(Join) }),
    refusals: {},
  },
  agreeToJoin: {
    method: 'POST',
    path: '/joinings/{personJoinId}/agreement',
    summary:
      'A second person of HR agrees: every row that names the second number names the first, and the number that ended finds them. It is not undone',
    input: z.strictObject({ personJoinId: Id }),
    output: z.strictObject({ joined: z.literal(true), staffMemberId: z.number().int() }),
    refusals: { ...cannotBeJoined, not_waiting: 409, second_person: 409 },
    patience: 60,
  },
  declineJoin: {
    method: 'POST',
    path: '/joinings/{personJoinId}/decline',
    summary: 'Somebody of HR says that they are two people after all, or takes back what they asked',
    input: z.strictObject({ personJoinId: Id, reason: CorrectionReason }),
    output: z.strictObject({ declined: z.literal(true) }),
    refusals: { not_waiting: 409 },
  },
})
