/** Decisions of a review as they stand today, and what became of those of the last review before that made any. */
import { type Kysely, sql } from 'kysely'
import type { Input, Output } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { definitionsOf, lastDayOf } from '#rooms/kpi/rules.ts'
import { namesOf } from '#rooms/people/service.ts'
import type { PolicyDocument } from '#rooms/policy/document.rules.ts'
import { modelNodes } from '#rooms/policy/rules.ts'
import { policyOn } from '#rooms/policy/service.ts'
import { coursesByCode } from '#rooms/training/treatments.service.ts'
import type { followUp } from './follow-up.contract.ts'
import { stateOf } from './rules.ts'
import type { PdcaTables } from './tables.ts'

const tables = (ctx: Ctx) => ctx.db as unknown as Kysely<PdcaTables>
type Shown = Output<typeof followUp.showFollowUp>['decisions'][number]

export async function showFollowUp(
  ctx: Ctx<typeof followUp.showFollowUp>,
  { fiscalYear }: Input<typeof followUp.showFollowUp>,
): Promise<Output<typeof followUp.showFollowUp>> {
  const before = await tables(ctx)
    .selectFrom('review')
    .select('fiscal_year as year')
    .where('fiscal_year', '<', fiscalYear)
    // What became of the decisions of a year is told until others were made.
    .orderBy(sql`exists (select from review_decision d where d.fiscal_year = review.fiscal_year)`, 'desc')
    .orderBy('fiscal_year', 'desc')
    .executeTakeFirst()
  if (!before) return { of: null, decisions: [] }
  const document = await policyOn(ctx, lastDayOf(before.year))
  return { of: before.year, decisions: await decisionsShown(ctx, before.year, document ? subjectsOf(document) : []) }
}

/** In the order in which they were made. */
export async function decisionsShown(ctx: Ctx, fiscalYear: number, subjects: readonly Subject[]): Promise<Shown[]> {
  const rows = await tables(ctx)
    .selectFrom('review_decision as d')
    .leftJoin('review_decision_done as e', 'e.review_decision_id', 'd.review_decision_id')
    .select([
      'd.review_decision_id as reviewDecisionId',
      'd.subject',
      'd.decision',
      'd.cause',
      'd.changes',
      'd.aim_kind as aimKind',
      'd.aim',
      'd.owner',
      'd.due_on as dueOn',
      'd.recorded_by as recordedBy',
      'd.recorded_on as recordedOn',
      'e.done_on as doneOn',
      'e.note as doneNote',
      'e.recorded_by as doneBy',
    ])
    .where('d.fiscal_year', '=', fiscalYear)
    .orderBy('d.review_decision_id')
    .execute()
  const names = await namesOf(
    ctx,
    rows.flatMap((one) => [one.owner, one.recordedBy ?? [], one.doneBy ?? []].flat()),
  )
  const nameOf = (id: number | null) => (id === null ? null : (names.get(id)?.name ?? null))
  const courses = rows.some(({ aimKind }) => aimKind === 'course') ? await coursesByCode(ctx) : []
  const nameIn = (id: string) => subjects.find((one) => one.id === id)?.name ?? id
  const aimShown = (kind: NonNullable<Shown['aim']>['kind'], id: string) => {
    const course = kind === 'course' ? courses.find(({ courseCode }) => courseCode === id) : undefined
    if (kind === 'course') return { kind, id, name: course?.title ?? id, opens: `/training/${course?.courseId ?? ''}` }
    const part =
      kind === 'node' ? 'model' : subjects.find((one) => one.id === id)?.kind === 'indicator' ? 'indicators' : 'kpis'
    return { kind, id, name: nameIn(id), opens: `/admin/policy/drafts?part=${part}&at=${encodeURIComponent(id)}` }
  }
  return rows.map(({ doneOn, doneNote, doneBy, aimKind, aim, ...decision }) => ({
    ...decision,
    subjectName: nameIn(decision.subject),
    aim: aimKind === null || aim === null ? null : aimShown(aimKind, aim),
    ownerName: nameOf(decision.owner),
    recordedBy: nameOf(decision.recordedBy),
    done: doneOn === null ? null : { on: doneOn, note: doneNote ?? '', by: nameOf(doneBy) },
    state: stateOf({ doneOn, dueOn: decision.dueOn }, ctx.today),
    may: [
      // Whoever drafts policies is led to what it changes.
      ...(aimKind !== null && completesAs(ctx, undefined) === 'hr' ? ['openDraft' as const] : []),
      ...(doneOn === null && completesAs(ctx, decision.owner) ? ['completeDecision' as const] : []),
      ...(doneOn === ctx.today && doneBy === ctx.actor.subjectId && completesAs(ctx, decision.owner)
        ? ['takeBackCompletion' as const]
        : []),
    ],
  }))
}

/** Whoever is to carry a decision out says when it is done; HR says it of any. */
export function completesAs({ actor }: Ctx, owner: number | undefined): 'hr' | 'owner' | false {
  if (actor.kind !== 'account') return false
  if (actor.roles.includes('hr')) return 'hr'
  return owner === actor.subjectId && 'owner'
}

export interface Subject {
  id: string
  kind: string
  name: string
}

/** KPIs and indicators, then the nodes of the model. */
export function subjectsOf(document: PolicyDocument): Subject[] {
  return [
    ...definitionsOf(document).map(({ id, kind, name }) => ({ id, kind, name })),
    ...modelNodes(document).map(({ id, level, name }) => ({ id, kind: level, name })),
  ]
}
