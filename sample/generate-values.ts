import type { Operation } from '#platform/contract/contract.ts'
import { addDays, fiscalYearOf } from '#platform/time/dates.ts'
import type { kpi } from '#rooms/kpi/contract.ts'
import { type Definition, definitionsOf } from '#rooms/kpi/rules.ts'
import type { pdca } from '#rooms/pdca/contract.ts'
import type { PolicyDocument } from '#rooms/policy/document.rules.ts'
import type { Records } from './generate-records.ts'

/*
 * What HR would have entered by hand: values of KPIs and indicators that no record counts, and the decisions of last year's review.
 * Shares stand around the policy's baseline: below it the year before, a little above it this year. All of it is invented (INV-D1).
 */

type InputOf<Op extends Operation> = Op['input']['_zod']['input']
export type Entered = InputOf<typeof kpi.recordKpiActual>
export type Decided = Omit<InputOf<typeof pdca.decide>, 'owner'> & { readonly by: 'hr' | 'sectionHead' | 'it' }

export interface ValuesPlan {
  readonly document: PolicyDocument
  readonly records: Records
  readonly asOf: string
  /** Fiscal year of `asOf`. */
  readonly year: number
  readonly staff: number
}

type Planned = Omit<InputOf<typeof pdca.saveInitiative>, 'owner'> & { readonly by: 'hr' | 'sectionHead' }

/** Percentage points from the baseline: the year before last, last year, this year. */
const movement = [-4, 0, 2] as const
const RESPONSE = 0.88
const SURVEY_DAY = '10-01'

export function generateValues({ document, records, asOf, year, staff }: ValuesPlan): Entered[] {
  const byHand = definitionsOf(document).filter(({ measure }) => measure === null)
  return byHand.flatMap((definition, index) =>
    [year - 2, year - 1, year].flatMap((fiscalYear, place): Entered[] => {
      const isShare = definition.unit === '%'
      const end = earlier(`${fiscalYear + 1}-03-31`, asOf)
      const day = isShare ? dayOf(definition, fiscalYear) : end
      if (day > asOf) return []
      const value = isShare
        ? shareOf(definition, {
            staff,
            shift: movement[place]! + (place === 2 ? index % 3 : 0),
            step: year - fiscalYear,
          })
        : { numerator: countOf(definition, { records, fiscalYear, end, staff, place }), note: 'サンプル値' }
      return [{ kpiId: definition.id, asOf: day, isSample: true, ...value }]
    }),
  )
}

/** On the baseline's day of the year, so that years compare. */
function dayOf({ contract }: Definition, fiscalYear: number): string {
  const day = contract?.baseline?.asOf.slice(5) ?? SURVEY_DAY
  return day >= '04-01' ? `${fiscalYear}-${day}` : `${fiscalYear + 1}-${day}`
}

function shareOf({ contract }: Definition, { staff, shift, step }: { staff: number; shift: number; step: number }) {
  const percent = (contract?.baseline?.value ?? 54) + (contract?.direction === 'down' ? -shift : shift)
  const isSurvey = !contract?.source || contract.source.includes('調査')
  const denominator = Math.round(isSurvey ? staff * (RESPONSE - step * 0.02) : Math.max(5, staff * 0.045))
  const numerator = Math.min(denominator, Math.max(0, Math.round((denominator * percent) / 100)))
  const response = Math.round((RESPONSE - step * 0.02) * 100)
  return { numerator, denominator, note: isSurvey ? `サンプル値。回答率 ${response} %` : 'サンプル値' }
}

/** Recommendations and agreed covers as they are in the records; what has no record is invented. */
function countOf(
  { id }: Definition,
  {
    records,
    fiscalYear,
    end,
    staff,
    place,
  }: { records: Records; fiscalYear: number; end: string; staff: number; place: number },
): number {
  const within = (day: string | undefined) => day !== undefined && day <= end && fiscalYearOf(day) === fiscalYear
  if (id.includes('recommendation')) return records.recommendations.filter((one) => within(one.recommendedOn)).length
  if (id.includes('cover')) return records.applications.filter(({ cover }) => within(cover?.agreedOn)).length
  const share = id.includes('section') ? [0.021, 0.026, 0.022] : [0.11, 0.15, 0.1]
  return Math.round(staff * share[place]!)
}

/** Decisions of last year's review; due at the end of this fiscal year. */
export function generateDecisions(document: PolicyDocument, fiscalYear: number): Decided[] {
  const known = new Set(definitionsOf(document).map(({ id }) => id))
  const dueOn = addDays(`${fiscalYear + 2}-04-01`, -1)
  const wanted = decisions.filter(({ subject }) => known.has(subject))
  return wanted.map((decision) => ({ ...decision, fiscalYear, dueOn }))
}

/** What this fiscal year sets out to do; the day on which the sample is settled may lie before or after a milestone. */
export function generateInitiatives(document: PolicyDocument, fiscalYear: number): Planned[] {
  const known = new Set((document.model?.activities ?? []).map(({ id }) => id))
  return initiatives.map(({ activity, milestones, ...said }) => ({
    ...said,
    fiscalYear,
    activity: known.has(activity) ? activity : null,
    milestones: milestones.map(({ name, day }) => ({
      name,
      dueOn: `${day < '04-01' ? fiscalYear + 1 : fiscalYear}-${day}`,
    })),
  }))
}

const initiatives = [
  {
    name: '窓口の職場へ出向くICT研修(サンプル値)',
    activity: 'ict-training',
    budget: 4_800_000,
    by: 'hr',
    milestones: [
      { name: '出向く職場と日程を決める', day: '06-30' },
      { name: '半分の窓口で行う', day: '12-25' },
      { name: '全ての窓口で行う', day: '03-20' },
    ],
  },
  {
    name: '申込みのときに代わりの担当を決める進め方(サンプル値)',
    activity: 'arranging-cover',
    budget: null,
    by: 'sectionHead',
    milestones: [{ name: '課の中で代われる組を決める', day: '12-10' }],
  },
] as const satisfies readonly {
  name: string
  activity: string
  budget: number | null
  by: 'hr' | 'sectionHead'
  milestones: readonly { name: string; day: string }[]
}[]

const decisions = [
  {
    subject: 'kpi-ict-floor',
    decision: 'improve',
    cause: '研修の定員は足りていたが、窓口の職場では日程が合わず到達テストを受けていない職員が多かった。',
    changes: '短い回と窓口の閉まった後の回を増やす。',
    by: 'hr',
  },
  {
    subject: 'kpi-approvals-with-cover',
    decision: 'improve',
    cause: '申込みの時点で代わりの担当が決まっていないことが多い。',
    changes: '所属長が先に候補を示す進め方に変える。',
    by: 'sectionHead',
  },
  {
    subject: 'kpi-recommendations-taken',
    decision: 'continue',
    cause: 'おすすめの件数は増えたが、受講までつながる割合は横ばい。',
    changes: '面談の時期に合わせて届ける今の進め方を続けて様子を見る。',
    by: 'hr',
  },
  {
    subject: 'recruiting-visitors',
    decision: 'continue',
    cause: '職員が自分の仕事を語る回の参加者が多かった。',
    changes: '同じ形で続ける。',
    by: 'hr',
  },
] as const satisfies readonly Pick<Decided, 'subject' | 'decision' | 'cause' | 'changes' | 'by'>[]

export const reviewSummary =
  'サンプル値による見本の振り返りです。ICTの一定水準に達した職員は増えました。研修に出やすい体制づくりは道半ばで、申込みのときに代わりの担当を決める進め方を来年度の重点とします。'

export const noValueReason = 'サンプル値による見本の理由です。この年度には、値のもとになる記録がありません。'

function earlier(a: string, b: string): string {
  return a < b ? a : b
}
