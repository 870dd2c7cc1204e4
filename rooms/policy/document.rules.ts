import { z } from 'zod'
import { Indicator, Kpi, Model } from './model.rules.ts'
import { Literacy, Organisation, Pyramid } from './pyramid.rules.ts'
import { DateText, FiscalYear, Id, IsSample, Line, Statement, Text } from './shape.rules.ts'

const Town = z.strictObject({
  code: z
    .string()
    .regex(/^\d{6}$/u, { error: 'bad_town_code' })
    .optional()
    .describe('全国地方公共団体コード(6桁)。引用符で囲みます'),
  name: Line.describe('団体の名前'),
  nameEn: Line.describe('団体の名前(英語)'),
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
  decidedOn: DateText.optional().describe('決定日'),
  inForceFrom: DateText.optional().describe('施行日'),
  planYears: z
    .strictObject({ from: FiscalYear.describe('最初の年度'), to: FiscalYear.describe('最後の年度') })
    .optional()
    .describe('計画期間'),
})

const Mvv = z.strictObject({
  mission: Statement.describe('ミッション(使命)'),
  vision: Statement.describe('ビジョン(未来像)'),
  value: Statement.describe('バリュー(価値)'),
  commitments: z.array(Statement).max(20).optional().describe('MVV とともに掲げる約束'),
})

const DesiredTrait = z
  .strictObject({
    id: Id,
    name: Line.describe('目指す職員像を表すことば'),
    description: Text.optional().describe('補足'),
    isSample: IsSample,
    skills: z.array(Id).max(30).optional().describe('この職員像が行動に表れるスキルの id'),
    skillsAreSample: z.boolean().optional().describe('職員像の文言は確かでも、スキルとの結び付きが見本なら true'),
  })
  .meta({ id: 'DesiredTrait', description: '目指す職員像ひとつ' })

/**
 * A town's whole policy as one file: what the town wants of its staff, what they must be able to do, and how it knows
 * that it worked. Every text and number that a town did not confirm carries `isSample` (INV-D1). What a shape cannot say
 * (references, sums, the forward run of arrows) is said by `pyramid-checks` and `model-checks`.
 */
export const PolicyDocument = z
  .strictObject({
    formatVersion: z.literal(1).describe('この書き方の版。今は 1'),
    policy: Policy.describe('方針そのもの'),
    mvv: Mvv.describe('ミッション・ビジョン・バリュー'),
    desiredStaffProfile: z.array(DesiredTrait).min(1).max(40).describe('目指す職員像'),
    organisation: Organisation,
    pyramid: Pyramid,
    literacy: Literacy,
    model: Model,
    kpis: z.array(Kpi).min(1).max(200).describe('成果指標(KPI)'),
    indicators: z.array(Indicator).max(200).describe('活動指標'),
  })
  .meta({ title: '人材育成・確保基本方針', description: '人材育成・確保基本方針をひとつのファイルに書いたもの' })
export type PolicyDocument = z.infer<typeof PolicyDocument>

/** The published JSON Schema (draft 2020-12) with which editors complete and check a policy file. */
export function policyJsonSchema(): Record<string, unknown> {
  return { $id: 'urn:hagukumi:policy:1', ...z.toJSONSchema(PolicyDocument, { target: 'draft-2020-12' }) }
}
