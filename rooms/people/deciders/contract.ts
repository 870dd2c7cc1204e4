import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'
import { takenBackRefusal } from '#platform/version/version.ts'
import { Id, IsoDate, SectionCode } from '#rooms/people/contract.ts'

const Section = z.strictObject({ sectionCode: z.string(), name: z.string() })

export const deciders = defineContract({
  listDeciderPosts: {
    method: 'GET',
    path: '/decider-posts',
    summary: 'HR: the posts whose holder decides where nobody stands above a person; those of today and to come first',
    input: z.strictObject({}),
    fewPeople: { tells: 'how many hold a post, which the directory tells everybody by name' },
    output: z.strictObject({
      today: IsoDate,
      /** At most 500. */
      posts: z.array(
        z.strictObject({
          deciderPostId: z.number().int(),
          /** Null: the whole town. */
          forSection: Section.nullable(),
          section: Section,
          postTitle: z.string(),
          validFrom: IsoDate,
          validTo: IsoDate.nullable(),
          state: z.enum(['held', 'coming', 'over']),
          /** Who holds the post today. */
          holders: z.array(z.strictObject({ staffMemberId: z.number().int(), name: z.string() })),
        }),
      ),
    }),
    refusals: {},
  },
  nameDeciderPost: {
    method: 'POST',
    path: '/decider-posts',
    summary:
      'HR names the post for a section with all below it, or for the whole town; the one named before ends on that day',
    input: z.strictObject({
      forSection: SectionCode.optional(),
      sectionCode: SectionCode,
      postTitle: z.string().trim().min(1).max(100),
      validFrom: IsoDate,
    }),
    output: z.strictObject({ deciderPostId: z.number().int() }),
    refusals: { no_such_section: 404, no_such_post: 422, day_has_passed: 422, named_for_later: 409 },
  },
  endDeciderPost: {
    method: 'POST',
    path: '/decider-posts/{deciderPostId}/end',
    summary: 'HR ends it: `validTo` is the first day without it',
    input: z.strictObject({ deciderPostId: Id, validTo: IsoDate }),
    output: z.strictObject({ ended: z.literal(true) }),
    refusals: { no_such_decider_post: 404, day_has_passed: 422 },
  },
  takeBackDeciderPostEnd: {
    method: 'POST',
    path: '/decider-posts/{deciderPostId}/end/take-back',
    summary: 'Whoever ended it today takes that back, while no other was named for its days',
    input: z.strictObject({ deciderPostId: Id }),
    output: z.strictObject({ takenBack: z.literal(true) }),
    refusals: takenBackRefusal,
  },
})
