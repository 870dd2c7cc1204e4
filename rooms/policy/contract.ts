import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'
import { IsoDate } from '#platform/contract/days.ts'
import { PolicyDocument } from './document.rules.ts'
import { editionStates } from './rules.ts'

/** A large real policy has some 60 kB; parsing far longer texts would hold up everyone else. */
const PolicyText = z.string().max(400_000)
const Problem = z.strictObject({
  line: z.number().int(),
  column: z.number().int(),
  /** In the document, e.g. `pyramid.tiers[0].id`; empty for the whole. */
  path: z.string(),
  /** Stable, for programs. */
  code: z.string(),
  message: z.string(),
})
const Edition = z.strictObject({
  policyEditionId: z.number().int(),
  title: z.string(),
  edition: z.string(),
  recordedBy: z.string(),
  recordedAt: z.string(),
  validFrom: IsoDate.nullable(),
  validTo: IsoDate.nullable(),
  /** As of today. */
  state: z.enum(editionStates),
})

/** A place in the framework or in its file, as far as it is known. */
const Place = z.strictObject({ path: z.string(), reason: z.string() })
const FrameworkSource = {
  /** The edition in force where absent. */
  policyEditionId: z.coerce.number().int().positive().optional(),
}

/** In the place of an edition that begins on that very day: a correction on the day itself, or before it. */
const Replace = z.boolean().optional()

export const policy = defineContract({
  showPolicy: {
    method: 'GET',
    path: '/policy',
    summary: 'The edition of the policy that holds on a day, whole',
    input: z.strictObject({ asOf: IsoDate.optional() }),
    output: z.strictObject({ policyEditionId: z.number().int(), document: PolicyDocument }),
    refusals: { no_policy: 409 },
    cached: 'edition',
  },
  listPolicyEditions: {
    method: 'GET',
    path: '/policy/editions',
    summary: 'Editions of the policy, drafts first, then the latest',
    input: z.strictObject({}),
    output: z.array(Edition),
    refusals: {},
  },
  showPolicyFile: {
    method: 'GET',
    path: '/policy/editions/{policyEditionId}/file',
    summary: 'The file of an edition, character by character as it was loaded',
    input: z.strictObject({ policyEditionId: z.coerce.number().int().positive() }),
    output: z.strictObject({
      policyEditionId: z.number().int(),
      title: z.string(),
      edition: z.string(),
      fileName: z.string(),
      text: z.string(),
    }),
    refusals: { no_such_edition: 404 },
  },
  showPolicyBooklet: {
    method: 'GET',
    path: '/policy/booklet',
    summary: 'The policy as a booklet to read: a page that stands by itself, or a tagged PDF (PDF/UA-1)',
    input: z.strictObject({
      format: z.enum(['pdf', 'html']).default('pdf'),
      /** The edition in force where absent. */
      policyEditionId: z.coerce.number().int().positive().optional(),
    }),
    output: z.strictObject({ policyEditionId: z.number().int(), fileName: z.string(), base64: z.string() }),
    refusals: { no_such_edition: 404, no_policy: 409, no_glyph: 422 },
    patience: 60,
  },
  checkPolicyFile: {
    method: 'POST',
    path: '/policy/check',
    summary: 'Validates a policy file: line, column, path, code and sentence of every fault; stores nothing',
    input: z.strictObject({ text: PolicyText }),
    output: z.strictObject({ problems: z.array(Problem), warnings: z.array(Problem) }),
    refusals: {},
    bodyLimit: 2_000_000,
  },
  loadPolicy: {
    method: 'POST',
    path: '/policy/editions',
    summary: 'Stores a policy file as a draft edition, or publishes it from a day on; a faulty file is refused whole',
    input: z.strictObject({ text: PolicyText, publishFrom: IsoDate.optional(), replace: Replace }),
    output: z.strictObject({ policyEditionId: z.number().int(), warnings: z.array(Problem) }),
    refusals: { faulty_policy: 422, same_edition: 409, later_edition_exists: 409, effects_unanswered: 409 },
    bodyLimit: 2_000_000,
  },
  publishPolicy: {
    method: 'POST',
    path: '/policy/editions/{policyEditionId}/publication',
    summary: 'Puts a draft edition in force from a day on; the edition before ends on that day',
    input: z.strictObject({
      policyEditionId: z.number().int().positive(),
      publishFrom: IsoDate,
      replace: Replace,
    }),
    output: z.strictObject({ policyEditionId: z.number().int() }),
    refusals: { no_such_edition: 404, already_published: 409, later_edition_exists: 409, effects_unanswered: 409 },
  },
  exportFramework: {
    method: 'GET',
    path: '/policy/framework',
    summary: 'Skills, levels and expectations of a policy alone: as a table (CSV), or as a package of 1EdTech CASE 1.1',
    input: z.strictObject({ format: z.enum(['csv', 'case']), ...FrameworkSource }),
    output: z.strictObject({
      policyEditionId: z.number().int(),
      name: z.string(),
      base64: z.string(),
      skills: z.number().int(),
    }),
    refusals: { no_such_edition: 404, no_policy: 409 },
  },
  loadFramework: {
    method: 'POST',
    path: '/policy/framework',
    summary: 'Puts the skills of a table or a CASE package into a draft of the policy; all else of it stays as it is',
    input: z.strictObject({
      file: z.strictObject({ name: z.string().max(300), base64: z.string() }),
      ...FrameworkSource,
      /** Name of the new edition; that of the one it comes from where absent. */
      edition: z.string().trim().min(1).max(200).optional(),
    }),
    output: z.strictObject({
      policyEditionId: z.number().int(),
      added: z.array(z.string()),
      changed: z.array(z.string()),
      removed: z.array(z.string()),
      unchanged: z.number().int(),
      warnings: z.array(Place),
    }),
    refusals: { no_such_edition: 404, no_policy: 409, faulty_framework: 422, same_edition: 409 },
    filesApart: true,
    bodyLimit: 20_000_000,
  },
})
