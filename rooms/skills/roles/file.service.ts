/** Who holds which role as a file, both ways: what is exported comes in again as it was. */
import { type Kysely, sql } from 'kysely'
import type { Answer, Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { csvFile } from '#platform/files/csv.ts'
import { problemTold } from '#platform/files/problem.ts'
import { readTableApart } from '#platform/files/table-apart.ts'
import { oneAtATime } from '#platform/sql/sql.ts'
import { addDays } from '#platform/time/dates.ts'
import { employments } from '#rooms/people/relations.service.ts'
import { peopleNumbered } from '#rooms/people/service.ts'
import { policyOn } from '#rooms/policy/service.ts'
import { sampleMark } from '../population.service.ts'
import type { roleHolders } from './contract.ts'
import { NAMING } from './holders.service.ts'
import { rolesMessages } from './messages.ts'
import { holderColumns } from './rules.ts'
import type { RolesTables } from './tables.ts'

const tables = (ctx: Ctx) => ctx.db as unknown as Kysely<RolesTables>
const SHOWN = 200

interface Span {
  readonly staff: number
  readonly role: string
  readonly validFrom: string
  readonly validTo: string | null
}

/** Rows are added, or give one that begins on the same day another end; rows that are not in the file stay. */
export async function importRoleHolders(
  ctx: Ctx<typeof roleHolders.importRoleHolders>,
  { file, dryRun }: Input<typeof roleHolders.importRoleHolders>,
): Promise<Answer<typeof roleHolders.importRoleHolders>> {
  const table = await readTableApart(new Uint8Array(Buffer.from(file.base64, 'base64')), holderColumns, {
    file: file.name,
  })
  if (!dryRun) await oneAtATime(NAMING).execute(ctx.db)
  const [document, people] = await Promise.all([
    policyOn(ctx),
    peopleNumbered(ctx, [...new Set(table.rows.map(({ staffNumber }) => staffNumber))]),
  ])
  const idOf = new Map(people.map(({ staffNumber, staffMemberId }) => [staffNumber, staffMemberId]))
  const roleOf = new Map(document?.roles?.flatMap(({ id, name }) => [[id, id] as const, [name, id] as const]))
  const { rows: stored } = await sql<Span & { id: number }>`select role_holder_id as id, staff_member_id as staff, role,
      valid_from as "validFrom", valid_to as "validTo" from role_holder
    where staff_member_id = any(${[...idOf.values()]}::bigint[]) and valid_to is distinct from valid_from`.execute(
    ctx.db,
  )
  const problems = table.problems.map((problem) => problemTold(problem, ctx.language))
  const wanted = new Map<string, Span>()
  for (const { line, staffNumber, role: written, validFrom, validTo = null } of table.rows) {
    const [staff, role] = [idOf.get(staffNumber), roleOf.get(written)]
    const fault = (
      column: string,
      value: string,
      wrong: 'wrong.staff' | 'wrong.role' | 'wrong.ends' | 'wrong.overlap',
    ) => problems.push({ line, column, value, reason: ctx.t(rolesMessages, wrong, { value }) })
    if (staff === undefined) fault('職員番号', staffNumber, 'wrong.staff')
    if (role === undefined) fault('役割', written, 'wrong.role')
    if (validTo !== null && validTo <= validFrom) fault('適用終了日', addDays(validTo, -1), 'wrong.ends')
    if (staff === undefined || role === undefined) continue
    const span = { staff, role, validFrom, validTo }
    const others = [...stored, ...wanted.values()].filter(
      (one) => one.staff === staff && one.role === role && one.validFrom !== validFrom,
    )
    if (others.some((one) => meets(one, span))) fault('適用開始日', validFrom, 'wrong.overlap')
    wanted.set(JSON.stringify([staff, role, validFrom]), span)
  }
  const problemCount = table.problemCount + problems.length - table.problems.length
  const applied = problemCount === 0 && !dryRun
  const all = problemCount === 0 ? [...wanted.values()] : []
  const known = new Map(stored.map((one) => [JSON.stringify([one.staff, one.role, one.validFrom]), one]))
  const storedAs = ({ staff, role, validFrom }: Span) => known.get(JSON.stringify([staff, role, validFrom]))
  const fresh = all.filter((span) => !storedAs(span))
  const changed = all.filter((span) => storedAs(span) && storedAs(span)!.validTo !== span.validTo)
  if (applied)
    await write(
      ctx,
      fresh,
      changed.map(({ validTo, ...span }) => ({ id: storedAs({ ...span, validTo })!.id, validTo })),
    )
  const counts = { added: fresh.length, changed: changed.length, unchanged: all.length - fresh.length - changed.length }
  ctx.about(applied ? [...new Set([...fresh, ...changed].map(({ staff }) => staff))] : [], {
    detail: { file: file.name, applied, ...counts, problemCount },
  })
  return { applied, ...counts, problemCount, problems: problems.slice(0, SHOWN) }
}

function meets(one: Span, other: Span): boolean {
  return (one.validTo ?? '9999-12-31') > other.validFrom && (other.validTo ?? '9999-12-31') > one.validFrom
}

async function write(
  ctx: Ctx,
  fresh: readonly Span[],
  changed: readonly { readonly id: number; readonly validTo: string | null }[],
): Promise<void> {
  for (const { id, validTo } of changed)
    await tables(ctx).updateTable('role_holder').set({ valid_to: validTo }).where('role_holder_id', '=', id).execute()
  const each = <T>(read: (span: Span) => T) => fresh.map(read)
  await sql`insert into role_holder (staff_member_id, role, valid_from, valid_to, recorded_by)
    select r.staff, r.role, r.from_day, r.to_day, ${ctx.actor.subjectId}::bigint
    from unnest(${each(({ staff }) => staff)}::bigint[], ${each(({ role }) => role)}::text[],
      ${each(({ validFrom }) => validFrom)}::date[], ${each(({ validTo }) => validTo)}::date[]) as r(staff, role, from_day, to_day)`.execute(
    ctx.db,
  )
}

export async function exportRoleHolders(ctx: Ctx): Promise<Answer<typeof roleHolders.exportRoleHolders>> {
  const [document, { rows }] = await Promise.all([
    policyOn(ctx),
    sql<{ staff: number; number: string; role: string; validFrom: string; validTo: string | null }>`select
        h.staff_member_id as staff, (select e.staff_number from ${employments()} e where e.staff_member_id = h.staff_member_id
          order by e.joined_on desc limit 1) as number, h.role, h.valid_from as "validFrom", h.valid_to as "validTo"
      from role_holder h where h.valid_to is distinct from h.valid_from order by number, h.role, h.valid_from`.execute(
      ctx.db,
    ),
  ])
  const header = holderColumns.map(({ ja }) => ja)
  const lines = rows.map(({ number, role, validFrom, validTo }) => [
    ...[number, role, validFrom, validTo === null ? null : addDays(validTo, -1)],
  ])
  ctx.exports([...new Set(rows.map(({ staff }) => staff))], 'roles.holders')
  const mark = await sampleMark(ctx, ...(document?.roles ?? []))
  return { name: `${ctx.t(rolesMessages, 'file.name')}${mark}.csv`, base64: csvFile(header, lines) }
}
