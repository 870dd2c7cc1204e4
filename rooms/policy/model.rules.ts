import { z } from 'zod'
import { DateText, FiscalYear, Id, IsSample, Line, Text } from './shape.rules.ts'

/** The logic model, its KPIs and its activity indicators, as they stand in the policy file. */

/** The levels of the model in the order in which arrows may run (INV-L1). */
export const modelLevels = ['activity', 'output', 'directOutcome', 'intermediateOutcome', 'finalOutcome'] as const
export type ModelLevel = (typeof modelLevels)[number]

/** How strongly an arrow is known to hold, weakest first; a file that knows nothing says 'hypothesis' (INV-L6). */
const arrowEvidence = ['hypothesis', 'comovement', 'beforeAfter', 'controlled'] as const

const Activity = z
  .strictObject({
    id: Id,
    name: Line.describe('取組の名前'),
    description: Text.describe('何をするか'),
    owner: Line.describe('所管'),
    pillar: Id.describe('方針の柱の id(pillars)。pillars がなければ 育成・確保・職場環境 のどれか'),
    isSample: IsSample,
  })
  .meta({ id: 'Activity', description: '活動(取組)ひとつ' })

const Output = z
  .strictObject({
    id: Id,
    name: Line.describe('何がどれだけ行われたか'),
    isSample: IsSample,
    indicators: z.array(Id).max(20).describe('この産出を数える活動指標の id'),
  })
  .meta({ id: 'Output', description: '産出(アウトプット)ひとつ' })

export const Outcome = z
  .strictObject({
    id: Id,
    name: Line.describe('めざす状態'),
    description: Text.optional().describe('補足'),
    source: Line.optional().describe('出典'),
    isSample: IsSample,
  })
  .meta({ id: 'Outcome', description: '成果(アウトカム)ひとつ' })
export type Outcome = z.infer<typeof Outcome>

export const Arrow = z
  .strictObject({
    from: Id.describe('原因の側の id'),
    to: Id.describe('結果の側の id'),
    hypothesis: Text.describe('なぜつながると考えるか'),
    sign: z.enum(['+', '-']).describe('増えると増えるなら "+"、減るなら "-"'),
    lagYears: z.number().min(0).max(30).describe('現れるまでの年数の見込み'),
    evidence: z
      .enum(arrowEvidence)
      .describe(
        '根拠の強さ。hypothesis=仮説、comovement=同時期に変化、beforeAfter=前後比較、controlled=対照あり。確かめるまでは hypothesis',
      ),
    isSample: IsSample,
  })
  .meta({ id: 'Arrow', description: '因果の矢印ひとつ。左(活動)から右(最終アウトカム)へだけ引けます' })
export type Arrow = z.infer<typeof Arrow>

const outcomes = z.array(Outcome).min(1).max(40)

export const Model = z
  .strictObject({
    activities: z.array(Activity).min(1).max(100).describe('活動'),
    outputs: z.array(Output).min(1).max(100).describe('産出'),
    directOutcomes: outcomes.describe('直接アウトカム'),
    intermediateOutcomes: outcomes.describe('中間アウトカム'),
    finalOutcomes: outcomes.describe('最終アウトカム'),
    arrows: z.array(Arrow).min(1).max(1000).describe('因果の矢印'),
  })
  .meta({ description: 'ロジックモデル' })

/** Which names there are the measures say themselves (`findMeasureFaults`). */
const measure = Line.nullable().describe('自動で数える量(例: literacy.shareAtFloor)。手で入力する指標は null')

/** A value that was, of a day or of a fiscal year. */
export const Actual = z
  .strictObject({
    value: z.number().describe('値'),
    asOf: DateText.optional().describe('基準日'),
    fiscalYear: FiscalYear.optional().describe('年度(西暦)。基準日の代わりに書けます'),
    source: Line.optional().describe('出典'),
  })
  .meta({ id: 'Actual', description: '実績の値ひとつ。基準日か年度のどちらかを書きます' })
export type Actual = z.infer<typeof Actual>

/** What is wanted of a value: how it compares, when, and whether it is counted anew each year. */
const comparisons = ['atLeast', 'atMost', 'keep', 'notBelowLastYear'] as const
export type Comparison = (typeof comparisons)[number]
const countings = ['eachYear', 'cumulative'] as const
export type Counting = (typeof countings)[number]

export const Target = z
  .strictObject({
    fiscalYear: FiscalYear.optional().describe('年度(西暦)'),
    endOfPlan: z
      .literal(true)
      .optional()
      .describe('計画の終わりの目標なら true。年度の代わりに書きます(policy.planYears が要ります)'),
    value: z.number().optional().describe('目標値。前年を下回らない目標(notBelowLastYear)では書きません'),
    comparison: z
      .enum(comparisons)
      .optional()
      .describe(
        '比べ方。atLeast=以上、atMost=以下、keep=現状値を保つ、notBelowLastYear=前年を下回らない。省くと direction によります',
      ),
    counting: z
      .enum(countings)
      .optional()
      .describe('数え方。eachYear=毎年度(省いたとき)、cumulative=計画の始まりからの累計'),
  })
  .meta({ id: 'Target', description: '目標ひとつ。比べ方、時期、数え方を分けて書きます' })
export type Target = z.infer<typeof Target>

export const Kpi = z
  .strictObject({
    id: Id,
    outcome: Id.describe('直接アウトカムか中間アウトカムの id'),
    name: Line.describe('指標の名前'),
    definition: Text.describe('分子と分母を言葉で'),
    measure,
    unit: Line.describe('単位。例: %'),
    direction: z.enum(['up', 'down']).describe('増えるほどよければ up、減るほどよければ down'),
    population: Text.describe('対象とする職員などの範囲'),
    source: Line.describe('値の出どころ'),
    method: Text.describe('測り方'),
    frequency: Line.describe('測る頻度'),
    owner: Line.describe('所管'),
    baseline: Actual.optional().describe('現状値'),
    history: z.array(Actual).max(200).optional().describe('これまでの実績。最初の版より前のものも書けます'),
    targets: z.array(Target).max(30).describe('目標値。まだ決めていなければ [](「目標未設定」と表示します)'),
    rationale: Text.optional().describe('この指標を選んだ理由。意識調査による指標では必ず書きます'),
    isSample: IsSample,
  })
  .meta({ id: 'Kpi', description: '成果指標(KPI)ひとつ。最終アウトカムには置きません' })
export type Kpi = z.infer<typeof Kpi>

/** A type of its own, never a KPI: it counts what was done, not what came of it (INV-L3). */
export const Indicator = z
  .strictObject({
    id: Id,
    output: Id.optional().describe('産出の id。ロジックモデルのない方針では省けます'),
    name: Line.describe('指標の名前'),
    measure,
    unit: Line.describe('単位。例: 人'),
    direction: z.enum(['up', 'down']).optional().describe('増えるほどよければ up(省いたとき)、減るほどよければ down'),
    baseline: Actual.optional().describe('現状値'),
    history: z.array(Actual).max(200).optional().describe('これまでの実績'),
    targets: z.array(Target).max(30).optional().describe('目標値。目標があっても活動指標のままです'),
    isSample: IsSample,
  })
  .meta({ id: 'Indicator', description: '活動指標ひとつ(産出を数えます。成果指標ではありません)' })
export type Indicator = z.infer<typeof Indicator>
