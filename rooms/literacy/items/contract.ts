import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'
import { Seen, staleRefusal, Version } from '#platform/version/version.ts'
import { Id } from '#rooms/people/contract.ts'
import { itemFields, itemKinds } from './rules.ts'

const Text = z.string().max(4_000)
const Choices = z.strictObject({ choices: z.array(Text).max(20), right: z.array(z.number().int()).max(20) })
const Numeric = z.strictObject({ value: Text, tolerance: Text, unit: Text })
const Accepted = z.strictObject({ accepted: z.array(Text).max(20) })

const ItemKindName = z.enum(itemKinds)
const ItemFieldName = z.enum(itemFields)
const ItemLevel = z.number().int().min(0).max(10)

/** With what is right: for HR alone, and for whoever has ended an attempt. */
const WholeItem = z.strictObject({
  code: z.string().max(100),
  kind: ItemKindName,
  field: ItemFieldName,
  /** Of the policy; null: for any. */
  skill: z.string().max(64).nullable(),
  level: ItemLevel,
  stem: Text,
  body: z.union([Choices, Numeric, Accepted]),
  explanation: Text,
  isSample: z.boolean(),
})

const Listed = z.strictObject({
  itemId: z.number().int(),
  code: z.string(),
  kind: ItemKindName,
  field: ItemFieldName,
  skill: z.string().nullable(),
  level: ItemLevel,
  stem: z.string(),
  number: z.number().int(),
  isSample: z.boolean(),
  isRetired: z.boolean(),
  hasExplanation: z.boolean(),
})

/** What a file holds that does not come in, where it stands, in words. */
const Place = z.strictObject({
  /** File within the package, or the file's name. */
  file: z.string(),
  line: z.number().int().nullable(),
  item: z.string().nullable(),
  column: z.string().nullable(),
  reason: z.string(),
})

export const items = defineContract({
  listItems: {
    method: 'GET',
    path: '/items',
    summary: 'HR: the items of the bank, found by words, kind, field, level, skill and whether they are samples',
    input: z.strictObject({
      q: z.string().max(100).optional(),
      kind: ItemKindName.optional(),
      field: ItemFieldName.optional(),
      level: ItemLevel.optional(),
      skill: z.string().max(64).optional(),
      origin: z.enum(['sample', 'own']).optional(),
      state: z.enum(['drawn', 'retired']).default('drawn'),
      /** `next` of the page before. */
      after: z.string().max(100).optional(),
      pageSize: z.number().int().min(1).max(200).default(50),
    }),
    output: z.strictObject({ total: z.number().int(), items: z.array(Listed), next: z.string().nullable() }),
    refusals: {},
  },
  showItem: {
    method: 'GET',
    path: '/items/{itemId}',
    summary: 'HR: an item with what is right, its explanation and its earlier versions',
    input: z.strictObject({ itemId: Id }),
    output: z.strictObject({
      itemId: z.number().int(),
      isRetired: z.boolean(),
      item: WholeItem,
      number: z.number().int(),
      version: Version,
      /** Latest first. */
      versions: z.array(
        z.strictObject({ number: z.number().int(), recordedAt: z.string(), recordedBy: z.string().nullable() }),
      ),
    }),
    refusals: { no_such_item: 404 },
  },
  saveItem: {
    method: 'POST',
    path: '/items',
    summary: 'HR writes an item, or a new version of one; whoever has drawn the version before keeps it',
    input: z.strictObject({ itemId: z.number().int().positive().optional(), item: WholeItem, seen: Seen }),
    output: z.strictObject({ itemId: z.number().int(), number: z.number().int() }),
    refusals: {
      no_such_item: 404,
      code_taken: 409,
      faulty_item: 422,
      unknown_skill: 422,
      level_too_high: 422,
      no_policy: 409,
      ...staleRefusal,
    },
  },
  retireItem: {
    method: 'POST',
    path: '/items/{itemId}/retirement',
    summary: 'HR says whether an item is drawn from now on; attempts that drew it keep it',
    input: z.strictObject({ itemId: Id, isRetired: z.boolean() }),
    output: z.strictObject({ isRetired: z.boolean() }),
    refusals: { no_such_item: 404 },
  },
  importItems: {
    method: 'POST',
    path: '/items/import',
    summary:
      'Reads items from CSV, a workbook or a QTI content package: all that is offered or nothing; kinds that are not offered are named and left out',
    input: z.strictObject({
      file: z.strictObject({ name: z.string().max(300), base64: z.string() }),
      dryRun: z.boolean().default(false),
    }),
    output: z.strictObject({
      applied: z.boolean(),
      format: z.enum(['csv', 'xlsx', 'qti']),
      items: z.number().int(),
      added: z.number().int(),
      changed: z.number().int(),
      unchanged: z.number().int(),
      /** Not offered, or not understood: left out, and the rest came in. */
      skipped: z.array(Place.extend({ type: z.string() })),
      problemCount: z.number().int(),
      /** The first 200; with any of them nothing was changed. */
      problems: z.array(Place),
    }),
    refusals: { no_policy: 409 },
    patience: 60,
    filesApart: true,
    bodyLimit: 40_000_000,
  },
  exportItems: {
    method: 'GET',
    path: '/items/export',
    summary: 'HR: every item that is drawn, with what is right, as CSV or as a QTI 3.0 content package',
    input: z.strictObject({ format: z.enum(['csv', 'qti']) }),
    output: z.strictObject({ name: z.string(), base64: z.string(), items: z.number().int() }),
    refusals: {},
    patience: 60,
  },
})
