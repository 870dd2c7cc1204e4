import { z } from 'zod'
import { Indicator, Kpi, Model } from './model.rules.ts'
import { Body, CareerPath, Chapter, Pillar, Plan, Review } from './plan.rules.ts'
import {
  Literacy,
  Organisation,
  type Population,
  Pyramid,
  Role,
  WrittenLiteracy,
  type WrittenPopulation,
  WrittenPyramid,
} from './pyramid.rules.ts'
import { DateText, DayOrMonth, FiscalYear, Id, IsSampleIfAny, Line, Statement, Text } from './shape.rules.ts'

const Town = z.strictObject({
  code: z
    .string()
    .regex(/^\d{6}$/u, { error: 'bad_town_code' })
    .optional()
    .describe('全国地方公共団体コード(6桁)。引用符で囲みます'),
  name: Line.describe('団体の名前'),
  nameEn: Line.optional().describe('団体の名前(英語)。省くと英語の画面でも日本語の名前を使います'),
  reading: Line.optional().describe('団体の名前の読み(ローマ字)。英語の名前がないときに使います'),
  words: z
    .strictObject({
      kind: Line.optional().describe('団体の呼び名。例: 区、市、町、村、県、組合'),
      people: Line.optional().describe('住む人の呼び名。例: 区民、市民、構成市町の住民'),
      kindEn: Line.optional().describe('団体の呼び名(英語)。例: city、village、association'),
      peopleEn: Line.optional().describe('住む人の呼び名(英語)。例: citizens、villagers'),
    })
    .optional()
    .describe('画面やメールで使うことば。省くと団体の名前の終わりの字によります'),
})

const Policy = z.strictObject({
  id: Id.describe('この方針の id'),
  title: Line.describe('方針の名前'),
  town: Town.describe('団体'),
  edition: Line.describe('版の名前。文言や値を変えるときは新しい版にします'),
  source: Line.describe('文言の出典'),
  sourceUrl: z
    .url({ protocol: /^https?$/u })
    .optional()
    .describe('出典の URL'),
  decidedOn: DayOrMonth.optional().describe('決定日。日が分からないときは月まで(令和5年4月)'),
  inForceFrom: DateText.optional().describe('施行日'),
  planYears: z
    .strictObject({ from: FiscalYear.describe('最初の年度'), to: FiscalYear.describe('最後の年度') })
    .optional()
    .describe('計画期間'),
})

/** As version 1 wrote them; three kinds of statements and those beside them. */
const WrittenMvv = z.strictObject({
  mission: Statement.omit({ kind: true }).optional().describe('ミッション(使命)'),
  vision: Statement.omit({ kind: true }).optional().describe('ビジョン(未来像)'),
  value: Statement.omit({ kind: true }).optional().describe('バリュー(価値)'),
  commitments: z
    .array(Statement.omit({ kind: true }))
    .max(20)
    .optional()
    .describe('MVV とともに掲げる約束'),
})

const DesiredTrait = z
  .strictObject({
    id: Id,
    name: Line.describe('目指す職員像を表すことば'),
    description: Text.optional().describe('補足'),
    isSample: IsSampleIfAny,
    skills: z.array(Id).max(30).optional().describe('この職員像が行動に表れるスキルの id'),
    skillsAreSample: z.boolean().optional().describe('職員像の文言は確かでも、スキルとの結び付きが見本なら true'),
  })
  .meta({ id: 'DesiredTrait', description: '目指す職員像ひとつ' })

/** What a policy may say. A town writes those that it has; the others are null in what the house reads. */
const parts = {
  statements: z.array(Statement).max(200).describe('方針のことば(ミッション、パーパス、基本理念、クレド、組織像など)'),
  chapters: z.array(Chapter).max(200).describe('方針の本文。章ごとに、見出しとともに'),
  desiredStaffProfile: z.array(DesiredTrait).max(40).describe('目指す職員像'),
  bodies: z.array(Body).max(40).describe('推進体制'),
  review: Review,
  pillars: z.array(Pillar).max(20).describe('方針の柱。団体の呼び名で'),
  plans: z.array(Plan).max(20).describe('方針がつながる計画'),
  organisation: Organisation,
  pyramid: Pyramid,
  literacy: Literacy,
  model: Model,
  kpis: z.array(Kpi).max(200).describe('成果指標(KPI)'),
  indicators: z.array(Indicator).max(200).describe('活動指標'),
  roles: z.array(Role).max(100).describe('級をまたぐ役割'),
  paths: z.array(CareerPath).max(60).describe('キャリアパス、研修体系、採用区分'),
}
type Parts = { [Name in keyof typeof parts]: z.output<(typeof parts)[Name]> }
export type PartName = keyof Parts

/**
 * A town's policy as one file: what the town wants of its staff, what they must be able to do, and how it knows that it worked. Each
 * part may be absent: a town writes what it has. What the house made up as a sample carries `isSample` (INV-D1). Version 1 is the same
 * with fewer parts. What a shape cannot say (references, sums, the forward run of arrows) is said by the checks beside it.
 */
export const PolicyFile = z
  .strictObject({
    formatVersion: z.literal([1, 2], { error: 'unknown_version' }).describe('この書き方の版。今は 2(1 も読めます)'),
    policy: Policy.describe('方針そのもの'),
    mvv: WrittenMvv.optional().describe(
      'ミッション・ビジョン・バリュー。statements に種類 mission、vision、value で書くのと同じです',
    ),
    ...z.object({ ...parts, literacy: WrittenLiteracy, pyramid: WrittenPyramid }).partial().shape,
  })
  .meta({ title: '人材育成・確保基本方針', description: '人材育成・確保基本方針をひとつのファイルに書いたもの' })
export type PolicyFile = z.infer<typeof PolicyFile>

/** The same as the house reads it, whatever the version of the file: every part that the policy has not is null. */
export const PolicyDocument = z.strictObject({
  formatVersion: z.literal(2),
  policy: Policy,
  ...(Object.fromEntries(
    Object.entries(parts).map(([name, shape]) => [name, (shape as z.ZodType).nullable()]),
  ) as unknown as { [Name in PartName]: z.ZodNullable<(typeof parts)[Name]> }),
})
export type PolicyDocument = z.infer<typeof PolicyDocument>

/** A document that has these parts. */
export type PolicyWith<Name extends PartName> = PolicyDocument & { readonly [Part in Name]: Parts[Part] }

export const partNames = Object.keys(parts) as PartName[]

/** What is stored, which may be of any version, or of a day on which the house knew fewer parts. */
export type StoredDocument = {
  readonly formatVersion: 1 | 2
  readonly policy: PolicyFile['policy']
  readonly mvv?: PolicyFile['mvv']
} & {
  readonly [Name in PartName]?: PolicyFile[Name] | Parts[Name] | null
}

/** Reads a file, or an edition that was stored: each part, or null; nothing that was written is lost. */
export function toDocument(written: StoredDocument): PolicyDocument {
  const { policy, mvv = {}, literacy, pyramid, statements } = written
  const { mission, vision, value, commitments = [] } = mvv
  const ofMvv = [
    ...Object.entries({ mission, vision, value }).flatMap(([kind, one]) => (one ? [{ kind, ...one }] : [])),
    ...commitments.map((one) => ({ kind: 'commitment', ...one })),
  ]
  const read = {
    ...written,
    statements: [...ofMvv, ...(statements ?? [])],
    literacy: literacy && { ...literacy, population: populationOf(literacy.population) },
    pyramid: pyramid && { ...pyramid, tiers: weighed(pyramid.tiers) },
  }
  const held = partNames.map((name) => [name, isNothing(read[name]) ? null : read[name]])
  return { formatVersion: 2, policy, ...Object.fromEntries(held) } as PolicyDocument
}

/** The document as a file of today's version writes it: without the parts that it has not. */
export function toFile({ formatVersion, policy, ...held }: PolicyDocument): PolicyFile {
  const had = Object.entries(held).filter(([, part]) => part !== null)
  return { formatVersion, policy, ...Object.fromEntries(had) }
}

/** A list without entries, or a part without a word, says as much as none. */
function isNothing(part: unknown): boolean {
  return part === undefined || part === null || (typeof part === 'object' && Object.keys(part).length === 0)
}

/** Weights as they are written; where none is, all tiers weigh the same. One left out among others is the rest, so that the sum says what is wrong. */
function weighed(tiers: z.infer<typeof WrittenPyramid>['tiers']): z.infer<typeof Pyramid>['tiers'] {
  const rest = 1 - tiers.reduce((sum, { weight = 0 }) => sum + weight, 0)
  const unsaid = tiers.filter(({ weight }) => weight === undefined).length
  return tiers.map((tier) => ({ ...tier, weight: tier.weight ?? rest / unsaid }))
}

function populationOf({
  employmentCategories,
  excludeOnLeave,
  include,
  exclude = [],
  note,
}: z.infer<typeof WrittenPopulation>): Population {
  const included = employmentCategories ? { employmentCategories, ...include } : include
  const excluded = excludeOnLeave ? [{ onLeave: true as const, reason: note }, ...exclude] : exclude
  return { ...(included && { include: included }), ...(excluded.length > 0 && { exclude: excluded }), note }
}

/** The published JSON Schema (draft 2020-12) with which editors complete and check a policy file. */
export function policyJsonSchema(): Record<string, unknown> {
  return {
    $id: 'urn:hagukumi:policy:2',
    ...z.toJSONSchema(PolicyFile, { target: 'draft-2020-12', io: 'input' }),
  }
}
