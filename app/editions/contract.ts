import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'
import { IsoDate } from '#platform/contract/days.ts'
import { mvv } from '#rooms/mvv/contract.ts'
import { comparedParts } from '#rooms/policy/compare.rules.ts'
import { policy } from '#rooms/policy/contract.ts'
import { effectKinds } from '#rooms/policy/effects.rules.ts'
import { Arrow } from '#rooms/policy/model.rules.ts'
import { workingDrafts } from '#rooms/policy/working-drafts/contract.ts'
import { comments } from './comments.contract.ts'

const EditionId = z.coerce.number().int().positive()
const Edition = policy.listPolicyEditions.output.element.pick({
  ...{ policyEditionId: true, title: true, edition: true, state: true, validFrom: true },
})

/** What stands in a policy: words, numbers, or things with fields. */
const Value = z.json()

const Difference = z.strictObject({
  what: z.enum(['added', 'removed', 'changed', 'moved']),
  part: z.enum(comparedParts),
  /** Where it stands, outermost first; a name is null where the entry has none. */
  within: z.array(z.strictObject({ field: z.string(), name: z.string().nullable() })),
  /** What of it differs, outermost first; none where it is the entry or the part itself. */
  fields: z.array(z.string()),
  before: Value,
  after: Value,
  /** Where it is to be seen in the second policy; of what is gone, its part. */
  place: z.array(z.union([z.string(), z.number().int()])),
})

/** What one policy says otherwise than another. */
const Differing = {
  differences: z.array(Difference),
  /** Expected levels: every grade and skill that either edition has; null where nothing is expected. */
  levels: z.strictObject({
    grades: z.array(z.strictObject({ id: z.string(), label: z.string() })),
    rows: z.array(
      z.strictObject({
        skill: z.string(),
        name: z.string(),
        cells: z.array(z.strictObject({ before: z.number().int().nullable(), after: z.number().int().nullable() })),
      }),
    ),
  }),
  arrows: z.array(
    z.strictObject({
      from: z.string(),
      to: z.string(),
      fromName: z.string(),
      toName: z.string(),
      state: z.enum(['same', 'added', 'removed', 'changed']),
      before: Arrow.nullable(),
      after: Arrow.nullable(),
    }),
  ),
}

const reading = defineContract({
  comparePolicies: {
    method: 'GET',
    path: '/policy/comparison',
    summary:
      'What differs between two editions of the policy, by part and place, with the words before and after; expected levels and arrows side by side. Absent: the latest draft beside what is in force',
    input: z.strictObject({ from: EditionId.optional(), to: EditionId.optional() }),
    output: z.strictObject({
      editions: z.array(Edition),
      /** Null where there is nothing to compare with. */
      from: Edition.nullable(),
      to: Edition.nullable(),
      ...Differing,
    }),
    refusals: { no_such_edition: 404 },
  },
  showPolicyForMe: {
    method: 'GET',
    path: '/me/policy',
    summary: 'What the policy in force means for me: what is expected of my grade, my section’s purpose, my next step',
    input: z.strictObject({}),
    output: z.strictObject({
      /** Null where the policy does not know it. */
      grade: z
        .strictObject({ id: z.string(), label: z.string(), role: z.string().nullable(), isSample: z.boolean() })
        .nullable(),
      section: z.strictObject({ name: z.string(), purpose: z.string().nullable(), isSample: z.boolean() }).nullable(),
      highestLevel: z.number().int().nullable(),
      /** From the base of the pyramid up; `level` is null where nothing is known yet (INV-P7). */
      expected: z.array(
        z.strictObject({
          skill: z.string(),
          name: z.string(),
          level: z.number().int().nullable(),
          expected: z.number().int(),
          levelName: z.string().nullable(),
          behaviour: z.string().nullable(),
        }),
      ),
      /** The first skill under what is expected; null where none is. */
      next: z.string().nullable(),
      /** Steps of the policy’s paths that are for my grade. */
      steps: z.array(z.strictObject({ path: z.string(), name: z.string(), text: z.string().nullable() })),
    }),
    refusals: { no_policy: 409 },
  },
  showPublicationEffects: {
    method: 'GET',
    path: '/policy/editions/{policyEditionId}/effects',
    summary: 'What the publication of an edition from a day on does to people, and who answered for it',
    input: z.strictObject({ policyEditionId: EditionId, publishFrom: IsoDate.optional() }),
    output: z.strictObject({
      publishFrom: IsoDate,
      effects: z.array(
        z.strictObject({
          kind: z.enum(effectKinds),
          /** As a sentence, with the first of what it concerns. */
          says: z.string(),
          people: z.number().int(),
          things: z.array(z.strictObject({ id: z.string(), name: z.string(), people: z.number().int() })),
          /** In the browser nothing is published before it is answered. */
          isBlocking: z.boolean(),
          answer: z.strictObject({ reason: z.string(), by: z.string(), at: z.string() }).nullable(),
        }),
      ),
      may: z.array(z.enum(['answerEffect'])),
    }),
    refusals: { no_such_edition: 404 },
  },
  answerEffect: {
    method: 'POST',
    path: '/policy/editions/{policyEditionId}/effects',
    summary:
      'HR answers for what a publication does to people, with the reason; kept with the edition and in the journal',
    input: z.strictObject({
      policyEditionId: EditionId,
      publishFrom: IsoDate,
      kind: z.enum(effectKinds),
      reason: z.string().trim().min(1).max(1000),
    }),
    output: z.strictObject({ answered: z.literal(true) }),
    refusals: { no_such_edition: 404, no_such_effect: 404 },
  },
})

/** What deciders read of a draft on which HR works, and what all say of it. */
const drafts = defineContract({
  listDraftsToRead: {
    method: 'GET',
    path: '/policy/drafts-to-read',
    summary: 'Drafts of the policy that are not yet published, those changed last first, for those who decide on them',
    input: z.strictObject({}),
    output: z.array(
      workingDrafts.listWorkingDrafts.output.element.pick({
        ...{ workingDraftId: true, title: true, begunAt: true, changedAt: true },
      }),
    ),
    refusals: {},
  },
  showDraftToRead: {
    method: 'GET',
    path: '/policy/drafts/{workingDraftId}/reading',
    summary:
      'A draft as it reads, and what it says otherwise than the edition in force; parts that are half-written are left out and named, what else is wrong is told with its part',
    input: z.strictObject({ workingDraftId: z.coerce.number().int().positive() }),
    output: z.strictObject({
      title: z.string(),
      /** With it the draft is no more: it became an edition. */
      isPublished: z.boolean(),
      /** The edition in force; null where there is none. */
      from: z.string().nullable(),
      /** Keys of the file. */
      halfWritten: z.array(z.string()),
      /** What is wrong with what is shown; `part` is a key of the file. */
      faults: z.array(z.strictObject({ part: z.string(), path: z.string(), message: z.string() })),
      /** Null where nothing of it can be read. */
      draft: z
        .strictObject({
          document: policy.showPolicy.output.shape.document,
          words: mvv.showMvv.output,
          ...Differing,
        })
        .nullable(),
    }),
    refusals: { no_such_draft: 404 },
  },
})

/** What a draft would count today, by the records of the town. */
const figures = defineContract({
  showDraftFigures: {
    method: 'GET',
    path: '/policy/drafts/{workingDraftId}/figures',
    summary:
      'How many people the floor of a draft would hold today and whom each exclusion takes out, today’s values of its KPIs and indicators, and the skills that go with it although somebody has records or expectations there',
    input: z.strictObject({ workingDraftId: z.coerce.number().int().positive() }),
    output: z.strictObject({
      asOf: IsoDate,
      /** Null where the draft has no floor, or it is half-written. */
      population: z
        .strictObject({
          inService: z.number().int(),
          included: z.number().int(),
          excluded: z.array(z.strictObject({ reason: z.string(), people: z.number().int() })),
          people: z.number().int(),
        })
        .nullable(),
      /** Skills whose records count today and that the draft has not, those with records or expectations of somebody. */
      leaving: z.array(
        z.strictObject({
          id: z.string(),
          name: z.string(),
          /** How many people have a level there. */
          people: z.number().int(),
          /** Of how many something is expected. */
          expected: z.number().int(),
        }),
      ),
      /** Of those whose measure the house offers, or for which a value was entered. */
      values: z.array(
        z.strictObject({
          id: z.string(),
          asOf: IsoDate,
          numerator: z.number(),
          denominator: z.number().nullable(),
          unit: z.string(),
          restsOnSample: z.boolean(),
        }),
      ),
    }),
    refusals: { no_such_draft: 404 },
    snapshot: true,
  },
})

export const editions = defineContract({ ...reading, ...drafts, ...figures, ...comments })
