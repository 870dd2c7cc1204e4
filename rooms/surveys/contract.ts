import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'
import { Id, IsoDate, SectionCode } from '#rooms/people/contract.ts'
import { changes } from './changes.contract.ts'
import { underName } from './named.contract.ts'
import { attributes, MOST_SEED, USUAL_LEVEL } from './opening.rules.ts'
import { onPaper } from './paper.contract.ts'
import { reporting } from './report.contract.ts'
import { running } from './running.contract.ts'
import { AttributeName, CellId, Count, Item, RoundId, roundStates, Said, Value } from './shapes.contract.ts'
import { inOwnWords } from './texts.contract.ts'
import { writing } from './writing.contract.ts'

/** base64url of 256 bytes: a message blinded, or a signature, of a key of 2048 bits. */
const Signature = z.string().regex(/^[\w-]{342}$/)
const Prepared = z
  .string()
  .regex(/^[\w-]{2,1366}$/)
  .refine((text) => text.length % 4 !== 1)
const Key = z.strictObject({ kty: z.literal('RSA'), n: z.string(), e: z.string() })
const Attributes = z.record(z.string(), z.string())

const Opening = z.strictObject({
  /** The survey's own id, as its file names it. */
  survey: z.string().min(1).max(64),
  from: IsoDate,
  /** The last day on which answers are taken. */
  to: IsoDate,
  /** With all below them; empty: the whole town. */
  sections: z.array(SectionCode).max(500).default([]),
  attributes: z.array(AttributeName).max(attributes.length).default([]),
  /** Kind of section below which no cell reaches. */
  level: z.string().min(1).max(40).default(USUAL_LEVEL),
  k: z.number().int().max(1_000).default(5),
  /** Employment categories that are asked; empty: all of them. */
  employmentCategories: z.array(z.string().min(1).max(40)).max(50).default([]),
  /** Who of HR reads what is written in free text, after closing; nobody where none is named. */
  team: z.array(Id).max(10).default([]),
  /** A pulse: so many in a hundred of those who could be asked, drawn in turn. */
  share: z.number().int().min(1).max(99).optional(),
  /** By which a pulse is drawn; without one the server takes one by chance. What was looked at is opened by its seed. */
  seed: z.number().int().min(0).max(MOST_SEED).optional(),
})
/** In service on the first day and not asked, by reason. */
const Outside = z.strictObject({ onLeave: Count, noPost: Count, otherCategory: Count, notDrawn: Count })
const openingRefusals = {
  no_such_survey: 404,
  ends_before_it_begins: 422,
  begins_before_today: 422,
  k_too_low: 422,
  attribute_twice: 422,
  unknown_section: 422,
  unknown_level: 422,
  unknown_category: 422,
  not_of_hr: 422,
  nobody_to_ask: 422,
  too_many_cells: 422,
  round_open: 409,
} as const

const SizedCell = z.strictObject({ attributes: Attributes, receivers: Count })
const Plan = z.strictObject({
  receivers: Count,
  cells: z.array(SizedCell),
  merged: z.array(z.strictObject({ from: Attributes, into: Attributes })),
})

const asksMe = { roundId: Count, title: z.string(), titleEn: z.string().optional(), closesOn: z.string() }
/** Whoever reads beyond counts, by name, where somebody does. */
const team = z.array(z.string()).optional()
const MyRound = z.union([
  z.strictObject({
    ...asksMe,
    cell: CellId,
    ballotKey: Key,
    receiptKey: Key,
    ballotDrawn: z.boolean(),
    receiptRedeemed: z.boolean(),
    /** Somebody of HR has noted a sheet of paper of mine: there is no ballot for me. */
    onPaper: z.literal(true).optional(),
    team,
  }),
  z.strictObject({ ...asksMe, kind: z.literal('named'), hasAnswered: z.boolean(), team }),
])

const asking = defineContract({
  loadSurvey: {
    method: 'POST',
    path: '/surveys',
    summary: 'HR loads a survey from its file: a new one, a new version of one, or nothing where it stands as it is',
    input: z.strictObject({
      text: z.string().max(500_000),
      /** The version that stood when it was written, 0 for none: of two who write the same survey the second one learns of the first. */
      madeFrom: z.number().int().min(0).max(100_000).optional(),
    }),
    output: z.strictObject({
      survey: z.string(),
      version: Count,
      title: z.string(),
      items: Count,
      isNew: z.boolean(),
      /** Items that the version before had in other words: their series ends. */
      changed: z.array(z.string()),
    }),
    refusals: { faulty_survey: 422, other_kind: 409, survey_moved_on: 409 },
    bodyLimit: 1_000_000,
  },
  listSurveys: {
    method: 'GET',
    path: '/surveys',
    summary: 'HR and executives: surveys with their versions and rounds, the latest first',
    input: z.strictObject({}),
    fewPeople: { tells: 'how many answered of a round: of all who were asked, at least k of each cell' },
    output: z.strictObject({
      may: z.array(z.enum(['loadSurvey', 'openSurveyRound'])),
      /** Whom a round may name to read free text: people of HR. None to whoever may not open one. */
      ofHr: z.array(z.strictObject({ staffMemberId: Count, name: z.string() })),
      surveys: z.array(
        z.strictObject({
          survey: z.string(),
          title: z.string(),
          titleEn: z.string().nullable(),
          kind: z.enum(['anonymous', 'named']),
          version: Count,
          items: z.array(Item),
          rounds: z.array(
            z.strictObject({
              roundId: Count,
              /** Among the rounds of its survey, in the order of their first days. */
              number: Count,
              version: Count,
              from: z.string(),
              to: z.string(),
              k: Count,
              attributes: z.array(AttributeName),
              receivers: Count,
              /** Null where it was brought along, or is named: it has no keys. */
              keysHash: z.string().nullable(),
              state: z.enum(roundStates),
              closeReason: z.string().nullable(),
              answers: Count.nullable(),
              /** Of the receivers; null where there are fewer than k. */
              answered: Count.nullable(),
            }),
          ),
        }),
      ),
    }),
    refusals: {},
  },
  previewSurveyRound: {
    method: 'POST',
    path: '/surveys/{survey}/preview',
    summary: 'HR sees whom a round would ask, in which cells, and which are merged; stores nothing',
    input: Opening,
    fewPeople: 'cells',
    output: Plan.extend({
      outside: Outside,
      /** Of a pulse: opened with it, the round asks whom this preview counted. */
      seed: Count.nullable(),
    }),
    refusals: openingRefusals,
    trace: 'unwritten',
  },
  openSurveyRound: {
    method: 'POST',
    path: '/surveys/{survey}/rounds',
    summary: 'HR opens a round: receivers, cells and keys are fixed from here on',
    input: Opening,
    fewPeople: 'cells',
    output: Plan.extend({ roundId: Count }),
    refusals: openingRefusals,
    patience: 120,
  },
  bringSurveyRound: {
    method: 'POST',
    path: '/surveys/{survey}/brought-rounds',
    summary: 'The command line brings along a round that was held before: closed, without keys, as answers of sections',
    input: z.strictObject({
      survey: z.string().min(1).max(64),
      from: IsoDate,
      to: IsoDate,
      level: z.string().min(1).max(40).default('課'),
      k: z.number().int().max(1_000).default(5),
      isSample: z.boolean().default(false),
      /** In the order in which each sheet has its values. */
      items: z.array(z.string().max(64)).min(1).max(100),
      sections: z
        .array(
          z.strictObject({
            section: SectionCode,
            receivers: z.number().int().min(0).max(1_000_000),
            sheets: z.array(z.array(Value.nullable()).max(100)),
          }),
        )
        .min(1),
    }),
    output: z.strictObject({ roundId: Count, receivers: Count, answers: Count, groups: Count }),
    refusals: {
      no_such_survey: 404,
      named_not_brought: 409,
      ends_before_it_begins: 422,
      not_over_yet: 422,
      k_too_low: 422,
      unknown_section: 422,
      unknown_level: 422,
      faulty_answers: 422,
      more_than_asked: 422,
      brought_already: 409,
    },
    bodyLimit: 200_000_000,
    patience: 120,
  },
  takeBackSurveyRound: {
    method: 'POST',
    path: '/survey-rounds/{roundId}/taking-back',
    summary:
      'The command line takes back a round that was brought along wrongly, as long as no change that was announced rests on it',
    input: RoundId.extend({ reason: z.string().trim().min(1).max(500) }),
    output: z.strictObject({ roundId: Count, answers: Count }),
    refusals: { no_such_round: 404, not_brought: 409, changes_rest_on_it: 409 },
  },
  closeSurveyRound: {
    method: 'POST',
    path: '/survey-rounds/{roundId}/closing',
    summary: 'HR closes a round before its day: answers are cut from their ballots, the keys destroyed',
    input: RoundId.extend({ reason: z.string().trim().min(1).max(500) }),
    output: z.strictObject({ answers: Count, groups: Count }),
    refusals: { no_such_round: 404, round_closed: 409 },
    patience: 600,
  },
  closeDueSurveyRounds: {
    method: 'POST',
    path: '/survey-rounds/closing',
    summary: 'By the clock: closes the rounds whose last day is over',
    input: z.strictObject({}),
    output: z.strictObject({ closed: Count }),
    refusals: {},
    patience: 600,
  },
  listMySurveyRounds: {
    method: 'GET',
    path: '/me/survey-rounds',
    summary: 'Rounds of today that ask me; of anonymous ones the keys that my ballot and my receipt are made with',
    input: z.strictObject({}),
    output: z.array(MyRound),
    refusals: {},
  },
  drawBallot: {
    method: 'POST',
    path: '/survey-rounds/{roundId}/ballot',
    summary: 'Signs my blinded ballot, once; of a lost one a second, once, until a receipt was redeemed',
    input: RoundId.extend({ blindedMessage: Signature, reissue: z.literal(true).optional() }),
    output: z.strictObject({ blindSignature: Signature }),
    refusals: {
      no_such_round: 404,
      round_closed: 409,
      round_ahead: 409,
      not_a_receiver: 403,
      ballot_drawn: 409,
      ballot_reissued: 409,
      receipt_redeemed: 409,
      handed_in_paper: 409,
      faulty_message: 422,
      keys_gone: 409,
    },
    secret: true,
    trace: 'unwritten',
  },
  showSurveyRound: {
    method: 'GET',
    path: '/survey-rounds/{roundId}',
    summary: 'What everybody sees alike of a round, without a session: items, k, and every key with its cell',
    input: RoundId,
    fewPeople: 'cells',
    output: z.strictObject({
      title: z.string(),
      titleEn: z.string().optional(),
      items: z.array(Item),
      k: Count,
      receiptKey: Key,
      cells: z.array(z.strictObject({ cell: CellId, attributes: Attributes, receivers: Count, ballotKey: Key })),
      keysHash: z.string(),
    }),
    refusals: { no_such_round: 404 },
  },
  sendAnswers: {
    method: 'POST',
    path: '/survey-rounds/{roundId}/answers',
    summary: 'Takes the answers that come with a ballot, from nobody in particular; the same again has the same answer',
    input: RoundId.extend({
      ballot: z.strictObject({ preparedMessage: Prepared, signature: Signature }),
      cell: CellId,
      answers: Said,
      blindedReceipt: Signature,
    }),
    output: z.strictObject({ blindReceipt: Signature }),
    refusals: {
      not_anonymous: 400,
      no_such_round: 404,
      round_closed: 409,
      round_ahead: 409,
      no_such_cell: 422,
      faulty_ballot: 403,
      faulty_answers: 422,
      faulty_message: 422,
      ballot_used: 409,
      keys_gone: 409,
    },
    secret: true,
    trace: 'unnamed',
  },
  redeemReceipt: {
    method: 'POST',
    path: '/survey-rounds/{roundId}/receipt',
    summary: 'Notes that I have answered, by a receipt that was signed for nobody in particular',
    input: RoundId.extend({ preparedMessage: Prepared, signature: Signature }),
    output: z.void(),
    refusals: {
      no_such_round: 404,
      round_closed: 409,
      round_ahead: 409,
      not_a_receiver: 403,
      no_ballot: 409,
      faulty_receipt: 403,
      receipt_redeemed: 409,
      receipt_taken: 409,
    },
    trace: 'unwritten',
  },
  showSurveyResults: {
    method: 'GET',
    path: '/survey-rounds/{roundId}/results',
    summary:
      'After closing: how an item was answered, in the whole and by one attribute; what tells too much is left out',
    input: RoundId.extend({ item: z.string().max(64), by: AttributeName.optional() }),
    output: z.strictObject({
      receivers: Count,
      answers: Count,
      reissues: Count,
      /** Of the answers, where there are any: entered from sheets of paper; and how many who handed one in had drawn a ballot too. */
      sheets: Count.optional(),
      sheetsDrawn: Count.optional(),
      rows: z.array(
        z
          .object({
            /** Null where the row is suppressed. */
            n: Count.nullable(),
            distribution: z.record(z.string(), Count).nullable(),
            favourable: Count.nullable(),
            status: z.enum(['published', 'suppressed']),
          })
          .catchall(z.union([z.string(), Count, z.record(z.string(), Count), z.null()])),
      ),
    }),
    refusals: { no_such_round: 404, round_not_closed: 409, no_such_item: 404, unknown_attribute: 422 },
  },
})

export const surveys = {
  ...asking,
  ...running,
  ...onPaper,
  ...underName,
  ...inOwnWords,
  ...reporting,
  ...writing,
  ...changes,
}
