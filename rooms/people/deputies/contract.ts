import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'
import { Seen, staleRefusal, takenBackRefusal, Version } from '#platform/version/version.ts'
import { Id, IsoDate, SectionCode } from '#rooms/people/contract.ts'

const Person = z.strictObject({ staffMemberId: z.number().int(), name: z.string() })
const Section = z.strictObject({ sectionCode: z.string(), name: z.string() })

const Deputy = z.strictObject({
  headDeputyId: z.number().int(),
  section: Section,
  head: Person,
  deputy: Person,
  reason: z.string(),
  validFrom: IsoDate,
  /** The first day without it. */
  validTo: IsoDate,
  /** `lapsed`: within its days, but the head leads the section no more or the deputy has gone elsewhere; `resting`: the deputy is on leave. */
  state: z.enum(['held', 'coming', 'resting', 'lapsed', 'over']),
  /** The reader may end it. */
  mayEnd: z.boolean(),
})

const PostTitles = z.array(z.string().trim().min(1).max(100)).min(1).max(50)

export const deputies = defineContract({
  listDeputies: {
    method: 'GET',
    path: '/deputies',
    summary:
      'Who decides in the place of a head: of the reader as head or deputy, for HR of all; those of today and to come first',
    input: z.strictObject({}),
    output: z.strictObject({
      today: IsoDate,
      /** At most 500. */
      deputies: z.array(Deputy),
      /** Sections that the reader leads today, and for which they may name a deputy. */
      sections: z.array(Section),
      /** For any section. */
      mayNameForAll: z.boolean(),
      /** The posts by which somebody below a head may be a deputy; null: whoever is in the section. */
      postTitles: z.array(z.string()).nullable(),
      version: Version,
    }),
    refusals: {},
  },
  nameDeputy: {
    method: 'POST',
    path: '/sections/{sectionCode}/deputies',
    summary:
      'A head, or HR for a section, names who decides in the head’s place from a day until a day, on which it has ended',
    input: z.strictObject({
      sectionCode: SectionCode,
      deputy: Id,
      validFrom: IsoDate,
      validTo: IsoDate,
      reason: z.string().trim().min(1).max(200),
    }),
    output: z.strictObject({ headDeputyId: z.number().int() }),
    refusals: {
      no_head_then: 422,
      day_has_passed: 422,
      ends_before: 422,
      deputy_is_the_head: 422,
      deputy_not_there: 422,
      deputy_from_elsewhere: 422,
      no_right_to_decide: 422,
      named_already: 409,
    },
  },
  endDeputy: {
    method: 'POST',
    path: '/deputies/{headDeputyId}/end',
    summary: 'Whoever is concerned, or HR, ends it as of today',
    input: z.strictObject({ headDeputyId: Id }),
    output: z.strictObject({ ended: z.literal(true) }),
    refusals: { no_such_deputy: 404 },
  },
  takeBackDeputyEnd: {
    method: 'POST',
    path: '/deputies/{headDeputyId}/end/take-back',
    summary: 'Whoever ended it today takes that back: it holds until the day for which it was named',
    input: z.strictObject({ headDeputyId: Id }),
    output: z.strictObject({ takenBack: z.literal(true) }),
    refusals: takenBackRefusal,
  },
  setDeputyRule: {
    method: 'PUT',
    path: '/deputies/rule',
    summary: 'HR says by which posts somebody below a head may be named; null: whoever is in the section',
    input: z.strictObject({ seen: Seen, postTitles: PostTitles.nullable() }),
    output: z.strictObject({ done: z.literal(true) }),
    refusals: staleRefusal,
  },
})
