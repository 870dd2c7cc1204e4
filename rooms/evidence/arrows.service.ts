import { type Kysely, sql } from 'kysely'
import type { Answer, Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { oneAtATime } from '#platform/sql/sql.ts'
import { mustBeMadeFrom, versionOf } from '#platform/version/made-from.ts'
import { namesOf } from '#rooms/people/service.ts'
import type { PolicyDocument } from '#rooms/policy/document.rules.ts'
import { modelNodes } from '#rooms/policy/rules.ts'
import { requirePolicy } from '#rooms/policy/service.ts'
import type { arrows } from './arrows.contract.ts'
import type { Movement } from './comovement.rules.ts'
import { type Basis, type EvidenceLevel, standingOf } from './level.rules.ts'
import { briefs, nameOfMeasured } from './studies.service.ts'
import type { EvidenceTables } from './tables.ts'

export { compareArrows } from './comparing.service.ts'

const tables = (ctx: Ctx) => ctx.db as unknown as Kysely<EvidenceTables>

interface Ends {
  readonly from: string
  readonly to: string
}

export async function listArrows(ctx: Ctx<typeof arrows.listArrows>) {
  const document = await requirePolicy(ctx)
  const [standing, mayOpen] = await Promise.all([
    standingArrows(ctx, document),
    ctx.may<typeof arrows.showArrow>('evidence.showArrow'),
  ])
  return {
    arrows: standing.map(({ from, to, level, basis, movement }) => ({ from, to, level, basis, movement })),
    mayOpen,
  }
}

export async function showArrow(
  ctx: Ctx<typeof arrows.showArrow>,
  { fromNode: from, toNode: to }: Input<typeof arrows.showArrow>,
): Promise<Answer<typeof arrows.showArrow>> {
  const document = await requirePolicy(ctx)
  const [standing, comparisons, sources, answers, all, mayCompare, mayAdd, mayAnswer] = await Promise.all([
    standingArrows(ctx, document),
    tables(ctx)
      .selectFrom('arrow_comparison')
      .selectAll()
      .where('from_node', '=', from)
      .where('to_node', '=', to)
      .execute(),
    tables(ctx)
      .selectFrom('arrow_source')
      .selectAll()
      .where('from_node', '=', from)
      .where('to_node', '=', to)
      .where('withdrawn_on', 'is', null)
      .orderBy('arrow_source_id')
      .execute(),
    tables(ctx)
      .selectFrom('arrow_answer')
      .selectAll()
      .where('from_node', '=', from)
      .where('to_node', '=', to)
      .orderBy('arrow_answer_id', 'desc')
      .execute(),
    briefs(ctx),
    ctx.may<typeof arrows.compareArrows>('evidence.compareArrows'),
    ctx.may<typeof arrows.addArrowSource>('evidence.addArrowSource'),
    ctx.may<typeof arrows.answerContradiction>('evidence.answerContradiction'),
  ])
  const arrow = standing.find((one) => one.from === from && one.to === to)
  ctx.must(arrow, 'unknown_arrow')
  const nodes = namesOfNodes(document)
  const authors = await namesOf(
    ctx,
    answers.flatMap((one) => one.recorded_by ?? []),
  )
  const { evidence: _, isSample: __, ...said } = arrow
  return {
    ...said,
    fromName: nodes.get(from) ?? from,
    toName: nodes.get(to) ?? to,
    studies: all.filter((one) => one.arrow?.from === from && one.arrow.to === to),
    comparisons: comparisons.map((one) => ({
      cause: nameOfMeasured(document, one.cause),
      effect: nameOfMeasured(document, one.effect),
      ...{ comparedOn: one.compared_on, sections: one.sections, pairs: one.pairs, movement: one.movement },
      ...{ pWith: one.p_with, pAgainst: one.p_against, series: one.series },
    })) as Answer<typeof arrows.showArrow>['comparisons'],
    sources: sources.map(({ citation, population, people, finding, level, ...one }) => ({
      ...{ arrowSourceId: one.arrow_source_id, citation, population, people, finding, level },
      recordedOn: one.recorded_on,
    })),
    answers: answers.map((one) => ({
      ...{ fiscalYear: one.fiscal_year, follows: one.follows, answer: one.answer, on: one.recorded_on },
      by: one.recorded_by === null ? null : (authors.get(one.recorded_by)?.name ?? null),
    })),
    may: [
      ...(mayCompare ? (['compareArrows'] as const) : []),
      ...(mayAdd ? (['addArrowSource'] as const) : []),
      ...(mayAnswer && arrow.movement === 'against' ? (['answerContradiction'] as const) : []),
    ],
  }
}

export async function addArrowSource(
  ctx: Ctx<typeof arrows.addArrowSource>,
  { fromNode: from, toNode: to, ...said }: Input<typeof arrows.addArrowSource>,
) {
  await mustBeThere(ctx, { from, to })
  const { arrow_source_id: arrowSourceId } = await tables(ctx)
    .insertInto('arrow_source')
    .values({ ...said, from_node: from, to_node: to, recorded_by: ctx.actor.subjectId, recorded_on: ctx.today })
    .returning('arrow_source_id')
    .executeTakeFirstOrThrow()
  ctx.about([], { detail: { arrowSourceId, from, to, citation: said.citation } })
  return { arrowSourceId }
}

export async function withdrawArrowSource(
  ctx: Ctx<typeof arrows.withdrawArrowSource>,
  { arrowSourceId }: Input<typeof arrows.withdrawArrowSource>,
) {
  const { numUpdatedRows } = await tables(ctx)
    .updateTable('arrow_source')
    .set({ withdrawn_on: ctx.today })
    .where('arrow_source_id', '=', arrowSourceId)
    .where('withdrawn_on', 'is', null)
    .executeTakeFirst()
  ctx.must(numUpdatedRows > 0n, 'no_such_source')
  ctx.about([], { detail: { arrowSourceId } })
  return { arrowSourceId }
}

/** Arrows of a policy against whose hypothesis the records have moved beyond chance, as they were last compared. */
export async function arrowsAgainst(ctx: Ctx, document: PolicyDocument): Promise<Standing[]> {
  return (await standingArrows(ctx, document)).filter(({ movement }) => movement === 'against')
}

export async function listContradictions(
  ctx: Ctx<typeof arrows.listContradictions>,
  { fiscalYear }: Input<typeof arrows.listContradictions>,
) {
  return { arrows: await contradictionsOf(ctx, await requirePolicy(ctx), fiscalYear) }
}

/** Arrows of a policy against which the records move, with what the review of a year says of each last. */
export async function contradictionsOf(ctx: Ctx, document: PolicyDocument, fiscalYear: number) {
  const nodes = namesOfNodes(document)
  const [against, answers] = await Promise.all([arrowsAgainst(ctx, document), answersOf(ctx, fiscalYear)])
  return against.map(({ from, to, hypothesis }) => {
    const said = answers.findLast((one) => one.from === from && one.to === to)
    return {
      ...{ from, to, hypothesis, fromName: nodes.get(from) ?? from, toName: nodes.get(to) ?? to },
      follows: said?.follows ?? null,
      answer: said?.answer ?? null,
      version: versionOf(said ? saidIn(said) : null),
    }
  })
}

/** Said again it is another row; whoever has not seen the last one is told. */
export async function answerContradiction(
  ctx: Ctx<typeof arrows.answerContradiction>,
  { fromNode: from, toNode: to, fiscalYear, follows, answer, seen }: Input<typeof arrows.answerContradiction>,
) {
  const document = await mustBeThere(ctx, { from, to })
  const arrow = (await standingArrows(ctx, document)).find((one) => one.from === from && one.to === to)
  ctx.must(arrow?.movement === 'against', 'not_contradicted')
  await oneAtATime(`answers of ${fiscalYear}`).execute(ctx.db)
  const before = (await answersOf(ctx, fiscalYear)).findLast((one) => one.from === from && one.to === to)
  mustBeMadeFrom(ctx, seen, before ? saidIn(before) : null)
  await tables(ctx)
    .insertInto('arrow_answer')
    .values({
      ...{ fiscal_year: fiscalYear, from_node: from, to_node: to, follows, answer },
      ...{ recorded_by: ctx.actor.subjectId, recorded_on: ctx.today },
    })
    .execute()
  ctx.about([], { reason: answer, detail: { fiscalYear, from, to, follows } })
  return { answered: true as const }
}

/** Of a year, the last word of an arrow last. */
export async function answersOf(ctx: Ctx, fiscalYear: number) {
  return await tables(ctx)
    .selectFrom('arrow_answer')
    .select(['from_node as from', 'to_node as to', 'follows', 'answer'])
    .where('fiscal_year', '=', fiscalYear)
    .orderBy('arrow_answer_id')
    .execute()
}

const saidIn = ({ follows, answer }: { follows: string | null; answer: string }) => ({ follows, answer })

type Standing = NonNullable<PolicyDocument['model']>['arrows'][number] & {
  level: EvidenceLevel
  basis: Basis
  movement: Movement
}

/** Every arrow of the model with what it has earned: the strongest of the policy's word, the records of both ends, and its studies. */
async function standingArrows(ctx: Ctx, document: PolicyDocument): Promise<Standing[]> {
  const [{ rows: moved }, studied] = await Promise.all([
    sql<
      Ends & { movement: Movement }
    >`select from_node as "from", to_node as "to", movement from arrow_comparison`.execute(ctx.db),
    briefs(ctx),
  ])
  const isOf = (arrow: Ends) => (one: Ends | null) => one?.from === arrow.from && one.to === arrow.to
  return (document.model?.arrows ?? []).map((arrow) => {
    const movements = moved.filter(isOf(arrow)).map(({ movement }) => movement)
    // A question that was asked anew counts by its latest statement alone.
    const levels = studied
      .filter((one) => isOf(arrow)(one.arrow) && one.followedBy === null)
      .flatMap(({ result }) => (result?.finding === 'with' ? [result.level] : []))
    return { ...arrow, ...standingOf({ policy: arrow.evidence, movements, studies: levels }) }
  })
}

async function mustBeThere(ctx: Ctx<'no_policy' | 'unknown_arrow'>, { from, to }: Ends): Promise<PolicyDocument> {
  const document = await requirePolicy(ctx)
  ctx.must(
    document.model?.arrows.some((arrow) => arrow.from === from && arrow.to === to),
    'unknown_arrow',
  )
  return document
}

function namesOfNodes(document: PolicyDocument): Map<string, string> {
  return new Map(modelNodes(document).map(({ id, name }) => [id, name]))
}
