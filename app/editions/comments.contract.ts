import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'
import { KNOWN } from '#rooms/policy/working-drafts/anchor.rules.ts'

const Id = z.coerce.number().int().positive()
const Words = z.string().trim().min(1).max(2000)

const Anchor = z
  .array(
    z.union([
      z.string().min(1).max(KNOWN),
      z.strictObject({
        known: z.array(z.string().max(KNOWN)).max(4),
        at: z.number().int().min(0).max(100_000),
        name: z.string().max(KNOWN),
      }),
    ]),
  )
  .min(1)
  .max(20)

/** What is said of: one of the two. */
const of = { workingDraftId: Id.optional(), policyEditionId: Id.optional() }

const Said = z.strictObject({
  commentId: z.number().int(),
  /** Null where they were taken back, and answers stand. */
  words: z.string().nullable(),
  /** Null: an account of a post and of no person. */
  by: z.string().nullable(),
  at: z.string(),
  /** By whoever reads: they may take it back. */
  isMine: z.boolean(),
})

const noSuch = { no_such_draft: 404, no_such_edition: 404 } as const
const done = z.strictObject({ done: z.literal(true) })
const comment = z.strictObject({ commentId: Id })

export const comments = defineContract({
  listComments: {
    method: 'GET',
    path: '/policy/comments',
    summary:
      'What was said of places of a draft of the policy, or of an edition and the draft that it was made of; the open ones first',
    input: z.strictObject(of),
    output: z.array(
      Said.extend({
        anchor: Anchor,
        isClosed: z.boolean(),
        closedBy: z.string().nullable(),
        /** In the order in which they were written. */
        answers: z.array(Said),
        mayClose: z.boolean(),
      }),
    ),
    refusals: noSuch,
  },
  writeComment: {
    method: 'POST',
    path: '/policy/comments',
    summary: 'Says something of a place of a draft of the policy, or of an edition; HR is told of what others say',
    input: z.strictObject({ ...of, anchor: Anchor, words: Words }),
    output: z.strictObject({ commentId: z.number().int() }),
    refusals: noSuch,
  },
  answerComment: {
    method: 'POST',
    path: '/policy/comments/{commentId}/answers',
    summary: 'Answers a comment; whoever wrote it is told',
    input: comment.extend({ words: Words }),
    output: z.strictObject({ commentId: z.number().int() }),
    refusals: { no_such_comment: 404 },
  },
  closeComment: {
    method: 'POST',
    path: '/policy/comments/{commentId}/closing',
    summary: 'Closes a comment that is dealt with, or opens it again',
    input: comment.extend({ isClosed: z.boolean() }),
    output: done,
    refusals: { no_such_comment: 404 },
  },
  takeBackComment: {
    method: 'POST',
    path: '/policy/comments/{commentId}/taking-back',
    summary: 'Whoever wrote a comment or an answer takes it back, or puts it back; answers to it stay',
    input: comment.extend({ isTakenBack: z.boolean() }),
    output: done,
    refusals: {},
  },
})
