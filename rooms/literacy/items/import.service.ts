/** Items from files: read, looked at whole, and written all or none; the same file again changes nothing (INV-D5). */
import type { Answer, Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { putBack, sentAs } from '#platform/files/sent.ts'
import { isWorkbook } from '#platform/files/table.ts'
import { readTableApart } from '#platform/files/table-apart.ts'
import { hasSkill } from '#rooms/policy/rules.ts'
import { requirePolicyWith } from '#rooms/policy/service.ts'
import { writeItems } from './bank.service.ts'
import type { items } from './contract.ts'
import { itemColumns, itemOfRow } from './csv.service.ts'
import type { Found, Placed, Read } from './found.rules.ts'
import { itemsMessages } from './messages.ts'
import { isPackage, readPackage } from './qti.service.ts'
import { faultOf, tidyItem } from './rules.ts'

type Report = Answer<typeof items.importItems>

const SHOWN = 200

export async function importItems(
  ctx: Ctx<typeof items.importItems>,
  { file, dryRun }: Input<typeof items.importItems>,
): Promise<Report> {
  const bytes = sentAs(file.base64) ?? new Uint8Array(Buffer.from(file.base64, 'base64'))
  const { format, found, skipped, problems } = (await isPackage(bytes))
    ? await readPackage(ctx, file.name, bytes)
    : await readSheet(ctx, file, bytes)
  const tidy = found.map(({ item, place }) => ({ item: tidyItem(item), place }))
  const all = [...problems, ...(await faultsIn(ctx, tidy))]
  const applied = all.length === 0 && !dryRun
  const counts = await writeItems(ctx, all.length === 0 ? tidy.map(({ item }) => item) : [], { dryRun })
  ctx.about([], { detail: { file: file.name, applied, ...counts, skipped: skipped.length, problems: all.length } })
  return {
    ...{ applied, format, items: tidy.length, ...counts },
    ...{ skipped: skipped.slice(0, SHOWN), problemCount: all.length, problems: all.slice(0, SHOWN) },
  }
}

async function readSheet(
  ctx: Ctx,
  { name, base64 }: { name: string; base64: string },
  bytes: Uint8Array,
): Promise<Read> {
  const format = isWorkbook(bytes) ? 'xlsx' : 'csv'
  const table = await readTableApart(
    bytes as Uint8Array<ArrayBuffer>,
    itemColumns,
    { file: name, most: SHOWN },
    {
      giveBack: (read) => putBack(base64, read),
    },
  )
  const problems = table.problems.map(({ line, column, reason, reasonEn }) => ({
    ...{ file: name, line: line ?? null, item: null, column: column ?? null },
    reason: ctx.language === 'ja' ? reason : reasonEn,
  }))
  const found = table.rows.map((row) => ({
    item: itemOfRow(row),
    place: { file: name, line: row.line, item: row.code, column: null },
  }))
  return { format, found, skipped: [], problems }
}

async function faultsIn(ctx: Ctx<'no_policy'>, found: readonly Found[]): Promise<Placed[]> {
  const document = await requirePolicyWith(ctx, ['pyramid'])
  const highest = document.pyramid.highestLevel
  const codes = new Set<string>()
  return found.flatMap(({ item, place }) => {
    const { code, skill, level } = item
    const fault = faultOf(item)
    const reasons = [
      ...(fault ? [ctx.t(itemsMessages, `fault.${fault}`, { code })] : []),
      ...(codes.has(code) ? [ctx.t(itemsMessages, 'wrong.twice', { code })] : []),
      ...(skill !== null && !hasSkill(document, skill) ? [ctx.t(itemsMessages, 'wrong.skill', { skill })] : []),
      ...(level < 0 || level > highest ? [ctx.t(itemsMessages, 'wrong.level', { level, highest })] : []),
    ]
    codes.add(code)
    return reasons.map((reason) => ({ ...place, reason }))
  })
}
