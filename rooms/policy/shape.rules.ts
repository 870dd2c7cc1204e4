import { z } from 'zod'
import { parseDate, parseMonth } from '#platform/time/dates.ts'
import { levelKinds } from './evidence.rules.ts'

/**
 * The small shapes that every part of the policy file is made of. A pattern's `error` is a key of the room's messages,
 * so that a refusal is said in Japanese and never in Zod's own words.
 */

/** A name that other lines of the file refer to: letters of any script, digits, `-`, `_`; at most 64 characters. */
export const Id = z
  .string()
  .max(64)
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}_-]*$/u, { error: 'bad_id' })

/** A short text on one line, such as a name or a label. */
export const Line = z
  .string()
  .max(200)
  .regex(/^[^\n]*\S[^\n]*$/u, { error: 'bad_line' })

/** A sentence or a paragraph. */
export const Text = z.string().max(4000).regex(/\S/u, { error: 'blank_text' })

/** A calendar date as people write it, `2026-04-01`, `令和8年4月1日`, `R8.4.1`; kept as `2026-04-01`. */
export const DateText = z
  .string()
  .max(40)
  .transform((text) => parseDate(text) ?? '')
  .pipe(z.iso.date())

/** A date, or a month where no day is told: `令和5年4月`, `R5.4`; kept as `2023-04`. */
export const DayOrMonth = z
  .string()
  .max(40)
  .transform((text) => parseDate(text) ?? parseMonth(text) ?? '')
  .pipe(z.string().regex(/^\d{4}-\d\d(-\d\d)?$/u, { error: 'bad_date' }))

/** The number of the April year: 2026 is 令和8年度, 2026-04-01 to 2027-03-31 (INV-F1). */
export const FiscalYear = z.int().min(1900).max(2200)

export const IsSample = z
  .boolean()
  .describe('見本として置いた値なら true(画面に「サンプル値」と出ます)。区市町村が確かめた値なら false')

/** Of parts that a town writes down as its policy says them; left out, they are the town's own. */
export const IsSampleIfAny = z
  .boolean()
  .default(false)
  .describe('見本として置いたものなら true(画面に「サンプル値」と出ます)。省くと、団体が確かめたものとして扱います')

/** Kinds of statements that the house has words for; any other is the town's own. */
const statementKinds = ['mission', 'vision', 'value', 'commitment'] as const

/** Which kind of evidence a level rests on; kept apart everywhere (INV-P6). */
export const LevelKind = z.enum(levelKinds)

/** A text of the policy with its heading; a heading that is not known is null, never made up. */
export const Statement = z
  .strictObject({
    kind: Id.describe(
      `種類。${statementKinds.join('・')} のほか、団体の種類(例: purpose、credo、基本理念)を自由に書けます`,
    ),
    label: Line.optional().describe('画面に出す呼び名。例: パーパス。省くと種類の呼び名です'),
    heading: Line.nullable().optional().describe('見出し。分からないときは null(補って作りません)'),
    text: Text.describe('本文。方針の文言のまま'),
    source: Line.optional().describe('出典'),
    isSample: IsSampleIfAny,
  })
  .meta({ id: 'Statement', description: '方針の文章ひとつ' })
export type Statement = z.infer<typeof Statement>
