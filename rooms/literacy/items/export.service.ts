import { sql } from 'kysely'
import type { Answer, Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { csvFile } from '#platform/files/csv.ts'
import { packed } from '#platform/files/pack.ts'
import { storedItems } from './bank.service.ts'
import type { items } from './contract.ts'
import { itemHeader, rowOfItem } from './csv.service.ts'
import { packageOf } from './qti.rules.ts'

/** What is right is in the file: the journal says who took it. */
export async function exportItems(
  ctx: Ctx,
  { format }: Input<typeof items.exportItems>,
): Promise<Answer<typeof items.exportItems>> {
  const all = await storedItems(ctx, sql`i.retired_at is null`)
  ctx.exports([], `items.${format}`)
  const file =
    format === 'qti'
      ? { name: 'items-qti.zip', base64: Buffer.from(packed(packageOf(all))).toString('base64') }
      : { name: 'items.csv', base64: csvFile(itemHeader, all.map(rowOfItem)) }
  return { ...file, items: all.length }
}
