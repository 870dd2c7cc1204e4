/** What an import remembers for the next one: who a row was said to be, and what a column of HR's own files is read as. */
import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import type { Alike, KnownPerson } from './alike.rules.ts'
import type { FileName } from './columns.rules.ts'
import { answerKey } from './columns.rules.ts'

export type Mapping = Readonly<Record<string, string | null>>

/** Of each file, what its columns were read as when it was last imported. */
export async function readMappings(ctx: Ctx): Promise<Record<FileName, Mapping>> {
  const { rows } = await sql<{ file: FileName; name: string; means: string | null }>`select file, name, means
    from import_column`.execute(ctx.db)
  const of = (file: FileName) =>
    Object.fromEntries(rows.filter((row) => row.file === file).map(({ name, means }) => [name, means]))
  return { sections: of('sections'), staff: of('staff'), assignments: of('assignments'), leave: of('leave') }
}

export async function keepMapping(ctx: Ctx, file: FileName, mapping: Mapping): Promise<void> {
  const rows = Object.entries(mapping).map(([name, means]) => ({ name, means }))
  await sql`insert into import_column (file, name, means)
    select ${file}, name, means from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as c(name text, means text)
    on conflict (file, name) do update set means = excluded.means, recorded_at = now()`.execute(ctx.db)
}

/** Answers of earlier imports, by the row's number and every number of the person whom it was compared with. */
export async function readAnswers(ctx: Ctx, known: readonly KnownPerson[]): Promise<Map<string, boolean>> {
  const { rows } = await sql<{ staffNumber: string; id: number; isSame: boolean }>`select staff_number as "staffNumber",
    staff_member_id as id, is_same as "isSame" from import_answer`.execute(ctx.db)
  const ofPerson = Map.groupBy(rows, ({ id }) => id)
  return new Map(
    known.flatMap(({ staffMemberId, staffNumbers }) =>
      (ofPerson.get(staffMemberId) ?? []).flatMap(({ staffNumber, isSame }) =>
        staffNumbers.map((other): [string, boolean] => [answerKey(staffNumber, other), isSame]),
      ),
    ),
  )
}

/** Those that somebody gave: what the verb took for granted is asked again. */
export async function keepAnswers(ctx: Ctx, alike: readonly Alike[], idOf: (staffNumber: string) => number | null) {
  const rows = alike.flatMap(({ staffNumber, other, answer }) => {
    const id = other.staffMemberId ?? idOf(other.staffNumber)
    return answer === null || id === null ? [] : [{ staffNumber, id, isSame: answer }]
  })
  await sql`insert into import_answer (staff_number, staff_member_id, is_same, answered_by)
    select "staffNumber", id, "isSame", ${ctx.actor.name}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as a("staffNumber" text, id bigint, "isSame" boolean)
    on conflict (staff_number, staff_member_id) do update set is_same = excluded.is_same,
      answered_by = excluded.answered_by, answered_at = now()`.execute(ctx.db)
}
