/** A survey as a file (`survey load`): its shape, its JSON Schema, and everything that is wrong with one, by line. */
import { z } from 'zod'
import { checkFile, type FileCheck } from '#rooms/policy/file.rules.ts'
import { error, type Finding, findDuplicates, findUnknown } from '#rooms/policy/findings.rules.ts'
import { Id, Line, Text } from '#rooms/policy/shape.rules.ts'

export { toldIn } from '#rooms/policy/file.rules.ts'

export const itemTypes = ['agreement5', 'single', 'multiple', 'number', 'text', 'heading'] as const
type ItemType = (typeof itemTypes)[number]

const SurveyItem = z
  .strictObject({
    id: Id.describe('設問を指す名前。版が変わっても同じ設問には同じ名前を使います'),
    type: z
      .enum(itemTypes)
      .describe(
        'agreement5: 5段階の同意(5が最も強い同意)、single: 一つ選ぶ、multiple: いくつでも選ぶ、number: 整数、text: 自由記述、heading: 設問の間の見出し(答えるものではありません)',
      ),
    wording: Text.describe('設問の文'),
    choices: z.array(Line).min(2).max(30).optional().describe('選択肢。single と multiple にだけ書きます'),
    scale: z
      .strictObject({
        min: z.int().min(-1_000_000).max(1_000_000).describe('いちばん小さい数'),
        max: z.int().min(-1_000_000).max(1_000_000).describe('いちばん大きい数'),
      })
      .optional()
      .describe('数の範囲。number にだけ書き、必ず書きます'),
    outcome: Id.optional().describe('この設問が測るアウトカムの id'),
    onlyIf: z
      .strictObject({
        item: Id.describe('前に置いた設問の id。agreement5、single、multiple のどれか'),
        oneOf: z
          .array(z.union([Line, z.int().min(1).max(5)]))
          .min(1)
          .max(30)
          .describe('その設問への答え。このどれかを選んだ人にだけ聞きます'),
      })
      .optional()
      .describe('前の設問にこう答えた人にだけ聞くとき'),
    en: z
      .strictObject({
        wording: Text.describe('設問の文の英訳'),
        choices: z.array(Line).max(30).optional().describe('選択肢の英訳。選択肢と同じ数を、同じ順に'),
      })
      .optional()
      .describe('英訳。画面を英語にしている人に示します'),
  })
  .meta({ id: 'SurveyItem', description: '設問ひとつ' })
export type SurveyItem = z.infer<typeof SurveyItem>

export const SurveyDocument = z.strictObject({
  formatVersion: z.literal(1).describe('この形式の番号。いまは 1'),
  id: Id.describe('調査を指す名前。同じ名前で設問を変えて読み込むと、新しい版になります'),
  title: Line.describe('調査の題名'),
  en: z
    .strictObject({ title: Line.describe('題名の英訳') })
    .optional()
    .describe('題名の英訳'),
  kind: z.enum(['anonymous', 'named']).describe('anonymous: 無記名、named: 記名。二つは混ざりません'),
  items: z.array(SurveyItem).min(1).max(100).describe('設問。回答する人には、この順に出ます'),
})
export type SurveyDocument = z.infer<typeof SurveyDocument>

/** The published JSON Schema (draft 2020-12) with which editors complete and check the file of a survey. */
export function surveyJsonSchema(): Record<string, unknown> {
  return { $id: 'urn:hagukumi:survey:1', ...z.toJSONSchema(SurveyDocument, { target: 'draft-2020-12' }) }
}

/** Everything that is wrong with a file, in the order of its lines; as `policy check` tells it. */
export function checkSurvey(file: string | Uint8Array): FileCheck<SurveyDocument> {
  return checkFile(file, { shape: SurveyDocument, schema: surveyJsonSchema, faultsIn })
}

function faultsIn({ items }: SurveyDocument): Finding[] {
  const ids = items.map(({ id }, at) => ({ id, path: ['items', at, 'id'] }))
  return [...findDuplicates(ids), ...items.flatMap((_, at) => [...faultsOf(items, at), ...conditionFaults(items, at)])]
}

export const hasChoices = (type: ItemType) => type === 'single' || type === 'multiple'

function faultsOf(items: readonly SurveyItem[], at: number): Finding[] {
  const { type, choices, scale, outcome, en } = items[at]!
  const place = ['items', at]
  const unwanted = (key: string, ...above: string[]) => ({
    ...error([...place, ...above, key], 'unknown_key', { key }),
    atKey: true,
  })
  const twice = findDuplicates((choices ?? []).map((id, index) => ({ id, path: [...place, 'choices', index] })))
  const missing = (key: string) => error([...place, key], 'missing', { key })
  const [wanted, translated] = [choices?.length ?? 0, en?.choices?.length ?? 0]
  const unequal = translated < wanted ? ('too_few' as const) : ('too_many' as const)
  return [
    ...(hasChoices(type) && !choices ? [missing('choices')] : []),
    ...(!hasChoices(type) && choices ? [unwanted('choices')] : []),
    ...twice,
    ...(type === 'number' && !scale ? [missing('scale')] : []),
    ...(type !== 'number' && scale ? [unwanted('scale')] : []),
    ...(scale && scale.max <= scale.min
      ? [error([...place, 'scale', 'max'], 'more_than', { key: 'max', shown: scale.max, limit: scale.min })]
      : []),
    ...(type === 'heading' && outcome !== undefined ? [unwanted('outcome')] : []),
    ...(en && hasChoices(type) && translated !== wanted
      ? [error([...place, 'en', 'choices'], unequal, { key: 'choices', limit: wanted })]
      : []),
    ...(en?.choices && !hasChoices(type) ? [unwanted('choices', 'en')] : []),
  ]
}

/** What an item may be asked for only after: something chosen before it, by one of the answers that could be chosen. */
function conditionFaults(items: readonly SurveyItem[], at: number): Finding[] {
  const { onlyIf } = items[at]!
  if (!onlyIf) return []
  const place = ['items', at, 'onlyIf']
  const earlier = items.slice(0, at).filter((item) => answersOf(item).length > 0)
  const asked = earlier.find(({ id }) => id === onlyIf.item)
  const found = items.find(({ id }) => id === onlyIf.item)
  if (!asked && found) {
    const isLater = answersOf(found).length > 0
    return [error([...place, 'item'], isLater ? 'asked_later' : 'nothing_to_choose', { id: onlyIf.item })]
  }
  if (!asked) return findUnknown(onlyIf.item, [...new Set(earlier.map(({ id }) => id))], [...place, 'item'])
  const known = answersOf(asked).map(String)
  return onlyIf.oneOf.flatMap((value, index) => findUnknown(String(value), known, [...place, 'oneOf', index]))
}

/** The answers among which is chosen; none where nothing is. */
export function answersOf({ type, choices }: Pick<SurveyItem, 'type' | 'choices'>): readonly (string | number)[] {
  if (type === 'agreement5') return [1, 2, 3, 4, 5]
  return hasChoices(type) ? (choices ?? []) : []
}

/** In one order of keys: the database keeps its own. */
export function plain({ id, type, wording, choices, scale, outcome, onlyIf, en }: SurveyItem): SurveyItem {
  return {
    ...{ id, type, wording },
    ...(choices && { choices: [...choices] }),
    ...(scale && { scale: { min: scale.min, max: scale.max } }),
    ...(outcome && { outcome }),
    ...(onlyIf && { onlyIf: { item: onlyIf.item, oneOf: [...onlyIf.oneOf] } }),
    ...(en && { en: { wording: en.wording, ...(en.choices && { choices: [...en.choices] }) } }),
  }
}

/** Whether a series goes on from one to the other: the same id, asked of the same people in the same words with the same answers. */
export function isSameItem(one: SurveyItem, other: SurveyItem): boolean {
  return JSON.stringify(plain(one)) === JSON.stringify(plain(other))
}

/** Items of a later version whose series ends there. */
export function reworded(before: readonly SurveyItem[], after: readonly SurveyItem[]): SurveyItem[] {
  return after.filter((item) => {
    const old = before.find(({ id }) => id === item.id)
    return old && !isSameItem(old, item)
  })
}
