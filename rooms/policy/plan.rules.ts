import { z } from 'zod'
import { DateText, FiscalYear, Id, IsSampleIfAny, Line, Text } from './shape.rules.ts'

/** What a policy says beside its words and its framework: chapters, who does it, when it is looked at again, plans, pillars, ways. */

export const Chapter = z
  .strictObject({
    heading: Line.describe('見出し'),
    text: Text.describe('本文。方針の文言のまま'),
    source: Line.optional().describe('出典'),
    isSample: IsSampleIfAny,
  })
  .meta({ id: 'Chapter', description: '方針の章ひとつ' })

const bodyRoles = ['decides', 'carriesOut', 'jointWork'] as const

export const Body = z
  .strictObject({
    name: Line.describe('会議や課の名前。例: 人材育成推進会議'),
    role: z.enum(bodyRoles).describe('decides=決める、carriesOut=進める、jointWork=都道府県やほかの団体とともに行う'),
    members: Line.optional().describe('だれで構成するか。例: 副市長、各部長'),
    with: z.array(Line).max(40).optional().describe('ともに行う相手。例: 県、近隣の町村'),
    text: Text.optional().describe('何をするか'),
    isSample: IsSampleIfAny,
  })
  .meta({ id: 'Body', description: '推進体制のひとつ' })

export const Review = z
  .strictObject({
    everyYears: z.int().min(1).max(20).optional().describe('何年ごとに見直すか'),
    by: Line.optional().describe('だれが見直すか'),
    next: DateText.optional().describe('次の見直しの期日。近づくと人材育成担当に知らせます'),
  })
  .meta({ description: '方針の見直し。方針に書かれていることだけを書きます' })

/** The three that the guideline for human resource policies names. */
export const guidelinePillars = ['育成', '確保', '職場環境'] as const

export const Pillar = z
  .strictObject({
    id: Id,
    name: Line.describe('団体の呼び名。例: 育つ'),
    guideline: z
      .enum(guidelinePillars)
      .optional()
      .describe('国の指針のどの柱にあたるか。どれにもあたらない柱(デジタル人材など)では省きます'),
    isSample: IsSampleIfAny,
  })
  .meta({ id: 'Pillar', description: '方針の柱ひとつ' })

const Initiative = z
  .strictObject({
    name: Line.describe('取組の名前'),
    skills: z.array(Id).max(60).optional().describe('この取組に要るスキルの id'),
    people: z.int().min(1).max(1_000_000).optional().describe('この取組に要る人数'),
    activities: z.array(Id).max(40).optional().describe('ロジックモデルの活動の id'),
    isSample: IsSampleIfAny,
  })
  .meta({ id: 'Initiative', description: '計画の取組ひとつ' })

const Demand = z
  .strictObject({
    occupation: Line.optional().describe('職種。例: 情報'),
    grade: Id.optional().describe('職務の級の id'),
    role: Id.optional().describe('級をまたぐ役割の id(roles)'),
    fiscalYear: FiscalYear.optional().describe('その年度(西暦)に要る人数なら、年度'),
    endOfPlan: z.literal(true).optional().describe('計画の終わりの年度に要る人数なら true。年度の代わりに書きます'),
    people: z.int().min(0).max(1_000_000).describe('要る人数'),
    source: Line.optional().describe('出典。例: 定員管理計画'),
    isSample: IsSampleIfAny,
  })
  .meta({
    id: 'Demand',
    description: '計画に要る人ひとつ。職種・級・役割のうち、書いたことのすべてに当てはまる職員を、その年度に何人要るか',
  })

const demand = z.array(Demand).max(200).optional().describe('要る人。職種・級・役割ごとに、年度と人数を書きます')

const PlanPillar = z
  .strictObject({
    name: Line.describe('計画の柱の名前'),
    initiatives: z
      .array(z.union([Line, Initiative]))
      .max(200)
      .describe('取組。名前だけでも、要るスキルと人数を添えても書けます'),
    demand,
    isSample: IsSampleIfAny,
  })
  .meta({ id: 'PlanPillar', description: '計画の柱ひとつ' })

export const Plan = z
  .strictObject({
    name: Line.describe('計画の名前。例: 長期基本計画'),
    from: z.union([FiscalYear, DateText]).describe('始まり(年度か日付)'),
    to: z.union([FiscalYear, DateText]).describe('終わり(年度か日付)'),
    pillars: z.array(PlanPillar).max(60).describe('計画の柱'),
    demand,
    isSample: IsSampleIfAny,
  })
  .meta({ id: 'Plan', description: '方針がつながる計画ひとつ(長期基本計画など)' })

const Step = z
  .strictObject({
    name: Line.describe('段階の名前。例: 採用から3年目まで'),
    text: Text.optional().describe('この段階で行うこと'),
    grades: z.array(Id).max(60).optional().describe('職務の級'),
    skills: z.array(Id).max(60).optional().describe('この段階で伸ばすスキルの id'),
    courses: z.array(Line).max(60).optional().describe('研修のコースの番号か名前'),
  })
  .meta({ id: 'Step', description: '道筋の段階ひとつ' })

const pathKinds = ['career', 'training', 'recruitment'] as const

export const CareerPath = z
  .strictObject({
    id: Id,
    name: Line.describe('道筋の名前。例: 専門職コースの歩み'),
    kind: z.enum(pathKinds).describe('career=キャリアパス、training=研修体系、recruitment=採用区分'),
    steps: z.array(Step).min(1).max(40).describe('段階。はじめから順に書きます'),
    isSample: IsSampleIfAny,
  })
  .meta({ id: 'CareerPath', description: 'キャリアパス・研修体系・採用区分のひとつ' })
