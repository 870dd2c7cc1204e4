/** The list as a file, both ways: what is exported comes in again as it was. */
import { sql } from 'kysely'
import type { Answer, Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { csvFile } from '#platform/files/csv.ts'
import { writeWorkbook } from '#platform/files/excel.ts'
import { readTableApart } from '#platform/files/table-apart.ts'
import { oneAtATime } from '#platform/sql/sql.ts'
import { requirePolicyWith } from '#rooms/policy/service.ts'
import { skillsIn } from '../rules.ts'
import type { qualifications } from './contract.ts'
import { faultsOf } from './file-faults.service.ts'
import { LIST, type Qualification, qualificationsWhere, said, shownToday, write } from './list.service.ts'
import { qualificationsMessages } from './messages.ts'
import { listColumns } from './rules.ts'

const MOST_MONTHS = 600

type Wanted = Pick<Qualification, 'name' | 'issuer' | 'validMonths'> & { levels: { skill: string; level: number }[] }

export async function importQualifications(
  ctx: Ctx<typeof qualifications.importQualifications>,
  { file, dryRun }: Input<typeof qualifications.importQualifications>,
): Promise<Answer<typeof qualifications.importQualifications>> {
  const document = await requirePolicyWith(ctx, ['pyramid'])
  const skills = new Set(skillsIn(document).map(({ id }) => id))
  const highest = document.pyramid.highestLevel
  const table = await readTableApart(new Uint8Array(Buffer.from(file.base64, 'base64')), listColumns, {
    file: file.name,
  })
  const found = faultsOf(ctx, table)
  const wanted = new Map<string, Wanted>()
  for (const { line, name, issuer = '', skill, level, validMonths = null } of table.rows) {
    const before = wanted.get(name)
    if (!skills.has(skill)) found.add(line, 'スキル', skill, 'wrong.skill')
    if (level < 0 || level > highest) found.add(line, '水準', String(level), 'wrong.level', { highest })
    if (validMonths !== null && (validMonths < 1 || validMonths > MOST_MONTHS))
      found.add(line, '有効月数', String(validMonths), 'wrong.months', { most: MOST_MONTHS })
    if (before?.levels.some((one) => one.skill === skill)) found.add(line, 'スキル', skill, 'wrong.skill_twice')
    if (before && (before.issuer !== issuer || before.validMonths !== validMonths))
      found.add(line, '資格名', name, 'wrong.two_words')
    wanted.set(name, { name, issuer, validMonths, levels: [...(before?.levels ?? []), { skill, level }] })
  }
  const { problemCount, problems } = found.told()
  const applied = problemCount === 0 && !dryRun
  if (applied) await oneAtATime(LIST).execute(ctx.db)
  const all = problemCount === 0 ? [...wanted.values()] : []
  const stored = await qualificationsWhere(ctx, sql`q.name = any(${all.map(({ name }) => name)}::text[])`)
  const known = new Map(stored.map((one) => [one.name, one]))
  const fresh = all.filter(({ name }) => !known.has(name))
  const same = (one: Wanted) => JSON.stringify(said(known.get(one.name)!)) === JSON.stringify(said(one))
  const changed = all.filter((one) => known.has(one.name) && !same(one))
  if (applied) for (const one of [...fresh, ...changed]) await write(ctx, one, known.get(one.name)?.qualificationId)
  const counts = { added: fresh.length, changed: changed.length, unchanged: all.length - fresh.length - changed.length }
  ctx.about([], { detail: { file: file.name, applied, ...counts, problemCount } })
  return { applied, ...counts, problemCount, problems }
}

export async function exportQualifications(
  ctx: Ctx,
  { format }: Input<typeof qualifications.exportQualifications>,
): Promise<Answer<typeof qualifications.exportQualifications>> {
  const known = await qualificationsWhere(ctx, sql`q.retired_at is null`)
  const header = listColumns.map(({ ja }) => ja)
  const rows = known.flatMap((one) =>
    shownToday(one).map(({ skill, level }) => [one.name, one.issuer, skill, level, one.validMonths]),
  )
  const title = ctx.t(qualificationsMessages, 'list.file')
  ctx.exports([], 'qualifications.list')
  if (format === 'csv') return { name: `${title}.csv`, base64: csvFile(header, rows) }
  return { name: `${title}.xlsx`, base64: (await writeWorkbook([{ name: title, header, rows }])).toString('base64') }
}
