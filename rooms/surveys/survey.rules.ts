/** A survey as a file (`survey load`): its shape, its JSON Schema, and everything that is wrong with one, by line. */
import { z } from 'zod'
import { checkFile, type FileCheck } from '#rooms/policy/file.rules.ts'
import { error, type Finding, findDuplicates } from '#rooms/policy/findings.rules.ts'
import { Id, Line, Text } from '#rooms/policy/shape.rules.ts'

export { toldIn } from '#rooms/policy/file.rules.ts'

export const itemTypes = ['agreement5', 'single', 'multiple', 'number', 'text'] as const
type ItemType = (typeof itemTypes)[number]

const SurveyItem = z
  .strictObject({
    id: Id.describe('設問を指す名前。版が変わっても同じ設問には同じ名前を使います'),
    type: z
      .enum(itemTypes)
      .describe(
        'agreement5: 5段階の同意(5が最も強い同意)、single: 一つ選ぶ、multiple: いくつでも選ぶ、number: 整数、text: 自由記述',
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
  })
  .meta({ id: 'SurveyItem', description: '設問ひとつ' })
export type SurveyItem = z.infer<typeof SurveyItem>

export const SurveyDocument = z.strictObject({
  formatVersion: z.literal(1).describe('この形式の番号。いまは 1'),
  id: Id.describe('調査を指す名前。同じ名前で設問を変えて読み込むと、新しい版になります'),
  title: Line.describe('調査の題名'),
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
  return [...findDuplicates(ids), ...items.flatMap((item, at) => faultsOf(item, at))]
}

const hasChoices = (type: ItemType) => type === 'single' || type === 'multiple'

function faultsOf({ type, choices, scale }: SurveyItem, at: number): Finding[] {
  const place = ['items', at]
  const unwanted = (key: string) => ({ ...error([...place, key], 'unknown_key', { key }), atKey: true })
  const twice = findDuplicates((choices ?? []).map((id, index) => ({ id, path: [...place, 'choices', index] })))
  const missing = (key: string) => error([...place, key], 'missing', { key })
  return [
    ...(hasChoices(type) && !choices ? [missing('choices')] : []),
    ...(!hasChoices(type) && choices ? [unwanted('choices')] : []),
    ...twice,
    ...(type === 'number' && !scale ? [missing('scale')] : []),
    ...(type !== 'number' && scale ? [unwanted('scale')] : []),
    ...(scale && scale.max <= scale.min
      ? [error([...place, 'scale', 'max'], 'more_than', { key: 'max', shown: scale.max, limit: scale.min })]
      : []),
  ]
}
