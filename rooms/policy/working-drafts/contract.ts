import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'
import { IsoDate } from '#platform/contract/days.ts'
import { policy } from '../contract.ts'

/** Of an edition's own limit; a draft is never longer than what can be published. */
const { text: PolicyText, publishFrom: PublishFrom, replace: Replace } = policy.loadPolicy.input.shape

const Title = z.string().trim().min(1).max(200)
const Id = z.coerce.number().int().positive()
const Version = z.number().int().min(0).max(2_147_483_647)

const ValueChange = z.strictObject({
  path: z
    .array(z.union([z.string().max(200), z.number().int().min(0)]))
    .min(1)
    .max(20),
  /** What stood there; absent where nothing did, and in a list where the entry is put in. */
  before: z.json().optional(),
  /** What stands there now; absent where it is taken away. */
  after: z.json().optional(),
})
const TextChange = z.strictObject({
  /** A part of the file by its key, or the whole. */
  part: z.string().max(100).nullable(),
  text: z.strictObject({ before: PolicyText, after: PolicyText }),
})
const Change = z.union([ValueChange, TextChange])

const Draft = z.strictObject({
  workingDraftId: z.number().int(),
  title: z.string(),
  begunBy: z.string(),
  begunAt: z.string(),
  /** The edition that it was begun from. */
  base: z.strictObject({ policyEditionId: z.number().int(), edition: z.string() }).nullable(),
  /** Up by one with every change. */
  version: Version,
  changedBy: z.string().nullable(),
  changedAt: z.string().nullable(),
  /** It can be restored. */
  isRemoved: z.boolean(),
  /** The edition that was made of it; it is changed no more. */
  publishedEditionId: z.number().int().nullable(),
})

const noSuchDraft = { no_such_draft: 404 } as const
const draft = z.strictObject({ workingDraftId: Id })
const Done = z.strictObject({ done: z.literal(true) })

export const workingDrafts = defineContract({
  listWorkingDrafts: {
    method: 'GET',
    path: '/policy/drafts',
    summary: 'Drafts of the policy on which HR works, those changed last first; what was removed stands last',
    input: z.strictObject({}),
    output: z.array(Draft),
    refusals: {},
  },
  beginWorkingDraft: {
    method: 'POST',
    path: '/policy/drafts',
    summary: 'Begins a draft from an edition, from a file, also of another town and also a faulty one, or from nothing',
    input: z.strictObject({ title: Title, policyEditionId: Id.optional(), text: PolicyText.optional() }),
    output: z.strictObject({ workingDraftId: z.number().int() }),
    refusals: { no_such_edition: 404 },
    bodyLimit: 2_000_000,
  },
  showWorkingDraft: {
    method: 'GET',
    path: '/policy/drafts/{workingDraftId}',
    summary:
      'A draft with its text, what was changed in it by whom, the latest first, and what a check of it has to know',
    input: draft,
    output: Draft.extend({
      text: z.string(),
      /** Editions of which the draft knows nothing: in force, or to be, from a later day than the one it began from, or made since it was begun from none. */
      since: z.array(z.strictObject({ policyEditionId: z.number().int(), edition: z.string(), validFrom: IsoDate })),
      /** At most 500. */
      changes: z.array(
        z.strictObject({
          version: Version,
          change: Change,
          takesBack: Version.nullable(),
          changedBy: z.string(),
          changedAt: z.string(),
        }),
      ),
      measures: z.array(
        z.strictObject({
          name: z.string(),
          /** In the reader’s words. */
          called: z.string(),
          kind: z.enum(['state', 'events']),
          unit: z.string(),
          isOutput: z.boolean(),
          isMean: z.literal(true).optional(),
          pattern: z.string().optional(),
        }),
      ),
    }),
    refusals: noSuchDraft,
  },
  checkWorkingDraft: {
    method: 'GET',
    path: '/policy/drafts/{workingDraftId}/check',
    summary: 'What is wrong with a draft, and what it says where nothing is',
    input: draft,
    output: policy.checkPolicyFile.output.extend({
      version: Version,
      document: policy.showPolicy.output.shape.document.nullable(),
    }),
    refusals: noSuchDraft,
  },
  changeWorkingDraft: {
    method: 'POST',
    path: '/policy/drafts/{workingDraftId}/changes',
    summary:
      'Changes places of a draft, all or none; a place that holds something else by now is refused, and both are told',
    input: draft.extend({
      /** The version of the draft that the changes were made from. */
      seen: Version,
      changes: z.array(Change).min(1).max(5000),
      /** The change that this one takes back. */
      takesBack: Version.optional(),
    }),
    output: z.strictObject({ version: Version }),
    refusals: {
      ...noSuchDraft,
      draft_published: 409,
      changed_meanwhile: 409,
      draft_unreadable: 422,
      draft_too_large: 422,
    },
    bodyLimit: 4_000_000,
  },
  renameWorkingDraft: {
    method: 'PUT',
    path: '/policy/drafts/{workingDraftId}/title',
    summary: 'Calls a draft something else',
    input: draft.extend({ title: Title }),
    output: Done,
    refusals: noSuchDraft,
  },
  removeWorkingDraft: {
    method: 'POST',
    path: '/policy/drafts/{workingDraftId}/removal',
    summary: 'Removes a draft from the list, or puts it back; nothing of it is lost',
    input: draft.extend({ isRemoved: z.boolean() }),
    output: Done,
    refusals: noSuchDraft,
  },
  publishWorkingDraft: {
    method: 'POST',
    path: '/policy/drafts/{workingDraftId}/publication',
    summary:
      'Makes an edition of a draft, to be compared and decided on, or in force from a day on; a faulty one is refused whole',
    input: draft.extend({ seen: Version, publishFrom: PublishFrom, replace: Replace }),
    output: policy.loadPolicy.output,
    refusals: { ...noSuchDraft, draft_published: 409, changed_meanwhile: 409, ...policy.loadPolicy.refusals },
  },
})
