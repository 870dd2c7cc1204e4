import { sql } from 'kysely'
import type { Answer, Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { writeCsv } from '#platform/files/csv.ts'
import { packed } from '#platform/files/pack.ts'
import { storedItems } from './bank.service.ts'
import type { items } from './contract.ts'
import { itemHeader, rowOfItem } from './csv.rules.ts'
import { packageOf } from './qti.rules.ts'

/** What is right is in the file: the journal says who took it. */
export async function exportItems(
  ctx: Ctx,
  { format }: Input<typeof items.exportItems>,
): Promise<Answer<typeof items.exportItems>> {
  const all = await storedItems(ctx, sql`i.retired_at is null`)
  ctx.exports([], `items.${format}`)
  const bytes = format === 'qti' ? packed(packageOf(all)) : csvOf(all.map(rowOfItem))
  const name = format === 'qti' ? 'items-qti.zip' : 'items.csv'
  return { name, base64: Buffer.from(bytes).toString('base64'), items: all.length }
}

function csvOf(rows: ReturnType<typeof rowOfItem>[]): Uint8Array {
  const written = writeCsv(itemHeader, rows)
  if ('unwritable' in written) throw new Error('UTF-8 writes everything')
  return written.bytes
}
