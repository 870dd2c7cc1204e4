/** Items of a survey from a spreadsheet, as fields to go on with: what they say together is looked at with the survey. */
import type { Answer, Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { putBack, sentAs } from '#platform/files/sent.ts'
import { readTableApart } from '#platform/files/table-apart.ts'
import type { surveys } from './contract.ts'
import { itemColumns, itemOfRow } from './writing.rules.ts'

export async function readSurveyItems(
  ctx: Ctx<typeof surveys.readSurveyItems>,
  { file: { name, base64 } }: Input<typeof surveys.readSurveyItems>,
): Promise<Answer<typeof surveys.readSurveyItems>> {
  const bytes = sentAs(base64) ?? new Uint8Array(Buffer.from(base64, 'base64'))
  const giveBack = (read: Uint8Array<ArrayBuffer>) => putBack(base64, read)
  const table = await readTableApart(bytes, itemColumns, { file: name, most: SHOWN }, { giveBack })
  if (table.problems.length > 0) {
    const fields = table.problems.map(({ line, column, reason, reasonEn }) => ({
      path: [line, column].filter((part) => part !== undefined).join(' '),
      reason: ctx.language === 'ja' ? reason : reasonEn,
    }))
    throw ctx.refusal('faulty_table', { count: table.problemCount }, fields)
  }
  return { items: table.rows.map(itemOfRow).map((item) => ({ ...item, onlyOneOf: [...item.onlyOneOf] })) }
}

/** Problems that are told. */
const SHOWN = 50
