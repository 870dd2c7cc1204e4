import { sql } from 'kysely'
import type { Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import type { FieldProblem } from '#platform/refusal/refusal.ts'
import { employments } from '#rooms/people/relations.service.ts'
import { kindOf } from '#rooms/policy/evidence.rules.ts'
import { requirePolicyWith } from '#rooms/policy/service.ts'
import type { evidenceImport } from './import.contract.ts'
import { skillsMessages } from './messages.ts'
import { ownWords, skillsIn } from './rules.ts'
import { addEvidence } from './standing.service.ts'

export async function importEvidence(
  ctx: Ctx<typeof evidenceImport.importEvidence>,
  { rows, isSample = false }: Input<typeof evidenceImport.importEvidence>,
) {
  ctx.must(!isSample || (ctx.actor.kind === 'command' && ctx.actor.name === 'sample'), 'sample_not_allowed')
  await ctx.progress(0, rows.length, ctx.t(skillsMessages, 'import.checking'))
  const people = await peopleBehind(ctx, rows)
  const problems = await findImportProblems(ctx, rows, people)
  if (problems.length > 0) throw ctx.refusal('faulty_rows', { count: problems.length }, problems.slice(0, 100))
  await ctx.progress(0, rows.length, ctx.t(skillsMessages, 'import.adding'))
  const added = await addEvidence(
    ctx,
    rows.map((row) => ({ ...row, staffMemberId: people.get(row.staffNumber)! })),
    { isSample, skipKnown: true },
  )
  ctx.about([...new Set(people.values())], { detail: { rows: rows.length, added: added.length } })
  await ctx.progress(rows.length, rows.length, ctx.t(skillsMessages, 'import.adding'))
  return { added: added.length, known: rows.length - added.length }
}

async function peopleBehind(ctx: Ctx, rows: readonly { staffNumber: string }[]): Promise<Map<string, number>> {
  const numbers = [...new Set(rows.map(({ staffNumber }) => staffNumber))]
  const { rows: found } = await sql<{ number: string; id: number }>`select staff_number as number, staff_member_id as id
    from ${employments()} e where staff_number = any(${numbers})`.execute(ctx.db)
  return new Map(found.map(({ number, id }) => [number, id]))
}

type ImportRow = Input<typeof evidenceImport.importEvidence>['rows'][number]

async function findImportProblems(
  ctx: Ctx<'no_policy'>,
  rows: readonly ImportRow[],
  people: ReadonlyMap<string, number>,
): Promise<FieldProblem[]> {
  const document = await requirePolicyWith(ctx, ['pyramid'])
  const known = new Set(skillsIn(document).map(({ id }) => id))
  const highest = document.pyramid.highestLevel
  const problem = (index: number, field: keyof ImportRow, key: Parameters<typeof say>[0], values = {}) => ({
    path: `rows[${index}].${field}`,
    reason: say(key, values),
  })
  const say = (
    key: Extract<keyof (typeof skillsMessages)['ja'], `import.wrong.${string}`>,
    values: Readonly<Record<string, string | number>>,
  ) => ctx.t(skillsMessages, key, values)
  const isOwn = (staffMemberId: number | undefined) =>
    staffMemberId !== undefined && staffMemberId === ctx.actor.subjectId
  return rows.flatMap((row, index) => {
    const { staffNumber, skill, kind, level, asOf } = row
    return [
      ...(people.has(staffNumber) ? [] : [problem(index, 'staffNumber', 'import.wrong.staff', { staffNumber })]),
      ...(kindOf(kind).setsLevel && isOwn(people.get(staffNumber))
        ? [problem(index, 'staffNumber', 'import.wrong.oneself')]
        : []),
      ...(known.has(skill) ? [] : [problem(index, 'skill', 'import.wrong.skill', { skill })]),
      ...(ctx.actor.kind === 'command' || !ownWords.includes(kind)
        ? []
        : [problem(index, 'kind', 'import.wrong.kind')]),
      ...((level !== null) === kindOf(kind).setsLevel ? [] : [problem(index, 'level', 'import.wrong.level')]),
      ...(level !== null && level > highest ? [problem(index, 'level', 'import.wrong.high', { level, highest })] : []),
      ...(asOf <= ctx.today ? [] : [problem(index, 'asOf', 'import.wrong.future', { date: asOf })]),
    ]
  })
}
