import { type Kysely, sql } from 'kysely'
import type { Input, Output } from '#platform/contract/contract.ts'
import { settle, unsettled } from '#platform/correction/correction.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import {
  addRestatement,
  type FrozenValue,
  freezeYear,
  frozenUpTo,
  lastStated,
  recountNow,
} from '#rooms/kpi/freezing.service.ts'
import { type Counted, definitionsOf, type Judged, lastDayOf } from '#rooms/kpi/rules.ts'
import { judgedAtClose } from '#rooms/kpi/trend.service.ts'
import { colleagues, namesOf } from '#rooms/people/service.ts'
import { modelNodes } from '#rooms/policy/rules.ts'
import { editionsOn, policyOn } from '#rooms/policy/service.ts'
import { coursesByCode } from '#rooms/training/treatments.service.ts'
import { barriersIn, keepBarriers } from './barriers.service.ts'
import { closingAlone, mayStillClose, mustBeSettled, reasonsOf } from './closing.service.ts'
import type { pdca } from './contract.ts'
import { decisionsShown, type Subject, subjectsOf } from './decisions.service.ts'
import { endedYears, sameCount } from './rules.ts'
import type { PdcaTables } from './tables.ts'

export { listClosing, stateNoValue } from './closing.service.ts'
export { showFollowUp } from './decisions.service.ts'
export { showMinute } from './minute.service.ts'
export {
  dropInitiative,
  fixPlan,
  markMilestone,
  noteProgress,
  saveInitiative,
  showYearPlan,
} from './plan.service.ts'

const tables = (ctx: Ctx) => ctx.db as unknown as Kysely<PdcaTables>
/** One a year. */
const MOST = 100

export async function listReviews(ctx: Ctx): Promise<Output<typeof pdca.listReviews>> {
  const { rows: reviews } = await sql<{ fiscalYear: number; closedOn: string; decided: number; done: number }>`
    select r.fiscal_year as "fiscalYear", r.closed_on as "closedOn", count(d.review_decision_id) as decided,
      count(e.review_decision_id) as done
    from review r left join review_decision d using (fiscal_year) left join review_decision_done e using (review_decision_id)
    group by r.fiscal_year order by r.fiscal_year desc limit ${MOST}`.execute(ctx.db)
  const closed = new Set(reviews.map(({ fiscalYear }) => fiscalYear))
  const open = endedYears(ctx.today).filter((year) => !closed.has(year))
  const [mayClose, editions] = await Promise.all([
    ctx.may<typeof pdca.closeFiscalYear>('pdca.closeFiscalYear'),
    editionsOn(ctx, open.map(lastDayOf)),
  ])
  return {
    today: ctx.today,
    reviews,
    closable: open.filter((year) => editions.has(lastDayOf(year))),
    may: mayClose ? ['closeFiscalYear'] : [],
  }
}

export async function showReview(
  ctx: Ctx<typeof pdca.showReview>,
  { fiscalYear }: Input<typeof pdca.showReview>,
): Promise<Output<typeof pdca.showReview>> {
  const review = await reviewOf(ctx, fiscalYear)
  const document = await policyOn(ctx, lastDayOf(fiscalYear))
  const subjects = document ? subjectsOf(document) : []
  const [frozen, decisions, { hindered }, reasons, mayRestate, mayDecide] = await Promise.all([
    frozenUpTo(ctx, fiscalYear, { years: 1 }),
    decisionsShown(ctx, fiscalYear, subjects),
    barriersIn(ctx, fiscalYear),
    reasonsOf(ctx, fiscalYear),
    ctx.may<typeof pdca.restate>('pdca.restate', { fiscalYear }),
    ctx.may<typeof pdca.decide>('pdca.decide', { fiscalYear }),
  ])
  const [now, held] = await Promise.all([
    recountNow(ctx, frozen),
    document ? judgedAtClose(ctx, frozen, document) : new Map<string, Judged>(),
  ])
  const names = await namesOf(ctx, [
    ...[review.closed_by].filter(isId),
    ...[...reasons.values()].map(({ recordedBy }) => recordedBy).filter(isId),
    ...frozen.flatMap(({ restatements }) => restatements.map(({ recordedBy }) => recordedBy)).filter(isId),
  ])
  const nameOf = (id: number | null) => (id === null ? null : (names.get(id)?.name ?? null))
  return {
    fiscalYear,
    asOf: lastDayOf(fiscalYear),
    closedOn: review.closed_on,
    closedBy: nameOf(review.closed_by),
    policyTitle: document?.policy.title ?? '',
    edition: document?.policy.edition ?? '',
    summary: review.summary,
    mayBePublished: frozen.every(({ restsOnSample }) => !restsOnSample),
    values: inOrderOf(subjects, frozen).map((value) => {
      const said = reasons.get(value.definition.id)
      return {
        ...reviewedValue(value, now.get(value.definition.id) ?? null, subjects, nameOf),
        ...outcomeOf(held.get(value.definition.id)),
        reason: said ? { reason: said.reason, by: nameOf(said.recordedBy), on: said.on } : null,
      }
    }),
    barriers: hindered,
    decisions,
    subjects,
    may: [...(mayRestate ? (['restate'] as const) : []), ...(mayDecide ? (['decide'] as const) : [])],
  }
}

interface ClosedReview {
  readonly closedOn: string
  readonly summary: string
  /** Why KPIs had no value of the year. */
  readonly reasons: readonly { readonly kpi: string; readonly reason: string }[]
  /** Arrows against which the records had moved when the year was closed. */
  readonly against: readonly { readonly from: string; readonly to: string }[]
  readonly decisions: readonly {
    readonly subject: string
    readonly decision: 'continue' | 'improve' | 'abolish'
    readonly cause: string
    readonly changes: string
    readonly owner: number
    readonly dueOn: string
    readonly doneOn: string | null
  }[]
}

/** What a closed year came to, as it was frozen and as it was stated since; nothing is counted anew. Undefined while the year is open. */
export async function closedReview(ctx: Ctx, fiscalYear: number, { years }: { years: number }) {
  const [{ rows }, document, values] = await Promise.all([
    sql<ClosedReview>`select r.closed_on as "closedOn", r.summary,
      coalesce((select json_agg(json_build_object('kpi', n.kpi, 'reason', n.reason) order by n.kpi)
        from review_reason n where n.fiscal_year = r.fiscal_year), '[]') as reasons,
      coalesce((select json_agg(json_build_object('from', c.from_node, 'to', c.to_node) order by c.from_node, c.to_node)
        from review_contradiction c where c.fiscal_year = r.fiscal_year), '[]') as against,
      coalesce((select json_agg(json_build_object('subject', d.subject, 'decision', d.decision, 'cause', d.cause, 'changes', d.changes,
          'owner', d.owner, 'dueOn', d.due_on, 'doneOn', e.done_on) order by d.review_decision_id)
        from review_decision d left join review_decision_done e using (review_decision_id)
        where d.fiscal_year = r.fiscal_year), '[]') as decisions
      from review r where r.fiscal_year = ${fiscalYear}`.execute(ctx.db),
    policyOn(ctx, lastDayOf(fiscalYear)),
    frozenUpTo(ctx, fiscalYear, { years }),
  ])
  const [review] = rows
  if (!review) return undefined
  const subjects = document ? subjectsOf(document) : []
  return { ...review, document, subjects, values: inOrderOf(subjects, values) }
}

export async function closeFiscalYear(
  ctx: Ctx<typeof pdca.closeFiscalYear>,
  { fiscalYear, summary }: Input<typeof pdca.closeFiscalYear>,
) {
  const asOf = lastDayOf(fiscalYear)
  await closingAlone(ctx, fiscalYear)
  const edition = await mayStillClose(ctx, fiscalYear)
  const against = await mustBeSettled(ctx, fiscalYear, edition.document)
  // The primary key decides between two who close at the same moment: the second waits here, begins again and finds the year closed.
  const opened = await tables(ctx)
    .insertInto('review')
    .values({
      fiscal_year: fiscalYear,
      policy_edition_id: edition.policyEditionId,
      closed_on: ctx.today,
      closed_by: ctx.actor.subjectId,
      summary,
    })
    .onConflict((conflict) => conflict.column('fiscal_year').doNothing())
    .returning('fiscal_year')
    .executeTakeFirst()
  ctx.must(opened, 'already_closed')
  const definitions = definitionsOf(edition.document)
  await freezeYear(ctx, { fiscalYear, asOf, definitions })
  await keepBarriers(ctx, fiscalYear)
  if (against.length > 0)
    await tables(ctx)
      .insertInto('review_contradiction')
      .values(against.map(({ from, to }) => ({ fiscal_year: fiscalYear, from_node: from, to_node: to })))
      .execute()
  ctx.tells('review', [fiscalYear])
  ctx.about([], { detail: { fiscalYear, asOf, frozen: definitions.length } })
  return { fiscalYear, frozen: definitions.length }
}

export async function restate(ctx: Ctx<typeof pdca.restate>, { fiscalYear, id, reason }: Input<typeof pdca.restate>) {
  await reviewOf(ctx, fiscalYear)
  const value = (await frozenUpTo(ctx, fiscalYear, { years: 1 })).find(({ definition }) => definition.id === id)
  ctx.must(value, 'no_such_kpi')
  const before = lastStated(value)
  const after = plain((await recountNow(ctx, [value])).get(id) ?? null)
  ctx.must(!sameCount(before, after), 'nothing_to_restate')
  await addRestatement(ctx, value, { counted: after, reason })
  ctx.about([], { reason, detail: { fiscalYear, id, before, after } })
  return { before, after, reason, on: ctx.today }
}

/**
 * A correction that reaches into closed years: the years stay as they were frozen, and each value that the records now count otherwise
 * gets its next word, by whoever corrected and with their reason (INV-F4). Whatever else came out otherwise since then is stated with it: the records
 * tell what is, not why.
 */
export async function restateCorrected(ctx: Ctx<typeof pdca.restateCorrected>) {
  const corrections = await unsettled(ctx)
  if (corrections.length === 0) return { settled: 0, restated: 0 }
  let restated = 0
  for (const year of await closedYears(ctx)) {
    const reaching = corrections.filter(({ concernsFrom }) => concernsFrom <= lastDayOf(year))
    const last = reaching.at(-1)
    if (last) restated += await restateYear(ctx, year, { reason: reasonOf(reaching), by: last.by })
  }
  await settle(
    ctx,
    corrections.map(({ id }) => id),
  )
  return { settled: corrections.length, restated }
}

/** Fiscal years that are closed, the earliest first. */
export async function closedYears(ctx: Ctx): Promise<number[]> {
  const years = await tables(ctx).selectFrom('review').select('fiscal_year as year').orderBy('fiscal_year').execute()
  return years.map(({ year }) => year)
}

async function restateYear(
  ctx: Ctx,
  year: number,
  { reason, by }: { reason: string; by: number | null },
): Promise<number> {
  const frozen = await frozenUpTo(ctx, year, { years: 1 })
  const now = await recountNow(ctx, frozen)
  let restated = 0
  for (const value of frozen) {
    const after = plain(now.get(value.definition.id) ?? null)
    if (sameCount(lastStated(value), after)) continue
    await addRestatement(ctx, value, { counted: after, reason, by })
    restated++
  }
  if (restated > 0) ctx.about([], { reason, detail: { fiscalYear: year, restated } })
  return restated
}

function reasonOf(corrections: readonly { reason: string }[]): string {
  return [...new Set(corrections.map(({ reason }) => reason))].join(' / ').slice(0, 1000)
}

export async function decide(ctx: Ctx<typeof pdca.decide>, input: Input<typeof pdca.decide>) {
  const { fiscalYear, subject, decision, cause, changes, aim, owner, dueOn } = input
  await reviewOf(ctx, fiscalYear)
  const document = await policyOn(ctx, lastDayOf(fiscalYear))
  ctx.must(document && subjectsOf(document).some(({ id }) => id === subject), 'no_such_subject')
  ctx.must((await colleagues(ctx, [owner])).length === 1, 'no_such_staff_member')
  ctx.must(dueOn >= ctx.today, 'due_in_past')
  ctx.must(aim === null || (await isInPolicy(ctx, aim)), 'no_such_aim')
  const { review_decision_id: reviewDecisionId } = await tables(ctx)
    .insertInto('review_decision')
    .values({
      ...{ subject, decision, cause, changes, owner, aim_kind: aim?.kind ?? null, aim: aim?.id ?? null },
      fiscal_year: fiscalYear,
      due_on: dueOn,
      recorded_by: ctx.actor.subjectId,
      recorded_on: ctx.today,
    })
    .returning('review_decision_id')
    .executeTakeFirstOrThrow()
  ctx.tells('review_decision', [reviewDecisionId])
  ctx.about([owner], { reason: cause, detail: { fiscalYear, subject, decision, dueOn, ...(aim ? { aim } : {}) } })
  return { reviewDecisionId }
}

/** Of the policy that holds today, from which the next one is drafted; a course by its code. */
async function isInPolicy(
  ctx: Ctx,
  { kind, id }: { kind: 'node' | 'target' | 'course'; id: string },
): Promise<boolean> {
  if (kind === 'course') return (await coursesByCode(ctx)).some(({ courseCode }) => courseCode === id)
  const document = await policyOn(ctx)
  if (!document) return false
  const known = kind === 'node' ? modelNodes(document) : definitionsOf(document)
  return known.some((one) => one.id === id)
}

export async function completeDecision(
  ctx: Ctx<typeof pdca.completeDecision>,
  { reviewDecisionId, note }: Input<typeof pdca.completeDecision>,
) {
  const owner = await ownerOf(ctx, reviewDecisionId)
  ctx.must(owner !== undefined, 'no_such_decision')
  const done = await tables(ctx)
    .insertInto('review_decision_done')
    .values({ review_decision_id: reviewDecisionId, done_on: ctx.today, note, recorded_by: ctx.actor.subjectId })
    .onConflict((conflict) => conflict.column('review_decision_id').doNothing())
    .returning('review_decision_id')
    .executeTakeFirst()
  ctx.must(done, 'already_done')
  ctx.tells('review_decision', [reviewDecisionId])
  ctx.about([owner], { ...(note ? { reason: note } : {}), detail: { reviewDecisionId } })
  return { done: true as const }
}

/** Whoever said so takes it back on the same day; what another said stands. */
export async function takeBackCompletion(
  ctx: Ctx<typeof pdca.takeBackCompletion>,
  { reviewDecisionId }: Input<typeof pdca.takeBackCompletion>,
) {
  const { numDeletedRows } = await tables(ctx)
    .deleteFrom('review_decision_done')
    .where('review_decision_id', '=', reviewDecisionId)
    .where('done_on', '=', ctx.today)
    .where('recorded_by', '=', ctx.actor.subjectId)
    .executeTakeFirst()
  ctx.must(numDeletedRows > 0n, 'acted_on_meanwhile')
  ctx.tells('review_decision', [reviewDecisionId])
  ctx.about([(await ownerOf(ctx, reviewDecisionId))!], { detail: { reviewDecisionId } })
  return { takenBack: true as const }
}

/** Whose decision it is to carry out; undefined where there is none of this number. */
export async function ownerOf(ctx: Ctx, reviewDecisionId: number): Promise<number | undefined> {
  const row = await tables(ctx)
    .selectFrom('review_decision')
    .select('owner')
    .where('review_decision_id', '=', reviewDecisionId)
    .executeTakeFirst()
  return row?.owner
}

async function reviewOf(ctx: Ctx<'no_such_review'>, fiscalYear: number) {
  const review = await tables(ctx)
    .selectFrom('review')
    .selectAll()
    .where('fiscal_year', '=', fiscalYear)
    .executeTakeFirst()
  ctx.must(review, 'no_such_review')
  return review
}

/** As the policy lists them. */
function inOrderOf(subjects: readonly Subject[], frozen: readonly FrozenValue[]): FrozenValue[] {
  const place = new Map(subjects.map(({ id }, index) => [id, index]))
  return frozen.toSorted((a, b) => (place.get(a.definition.id) ?? 0) - (place.get(b.definition.id) ?? 0))
}

function reviewedValue(
  value: FrozenValue,
  now: Counted | null,
  subjects: readonly Subject[],
  nameOf: (id: number | null) => string | null,
) {
  const { definition, counted, restatements, restsOnSample } = value
  const { id, kind, name, unit, node, contract } = definition
  return {
    ...{ id, kind, name, unit, restsOnSample },
    nodeName: subjects.find((subject) => subject.id === node)?.name ?? null,
    direction: contract?.direction ?? null,
    definition: contract?.definition ?? null,
    owner: contract?.owner ?? null,
    frozen: counted,
    restatements: restatements.map((one, index) => ({
      before: index === 0 ? counted : restatements[index - 1]!.counted,
      after: one.counted,
      reason: one.reason,
      by: nameOf(one.recordedBy),
      on: one.recordedOn,
    })),
    now: plain(now),
    restatementDue: !sameCount(lastStated(value), now),
  }
}

function outcomeOf(held: Judged | undefined): Pick<Judged, 'target' | 'targetYear' | 'status'> {
  return { target: held?.target ?? null, targetYear: held?.targetYear ?? null, status: held?.status ?? 'noTarget' }
}

function plain(counted: Counted | null): Counted | null {
  return counted && { numerator: counted.numerator, denominator: counted.denominator }
}

function isId(id: number | null): id is number {
  return id !== null
}
