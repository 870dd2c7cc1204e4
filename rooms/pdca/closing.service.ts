/**
 * What keeps a year from being closed, as a list that can be worked off: a KPI, or an indicator with a target of the year, has a value of that
 * year or a stated reason; an arrow against which the records moved has the review's answer (INV-L9, decisions/0069).
 */
import { type Kysely, sql } from 'kysely'
import type { Input, Output } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { listOf } from '#platform/i18n/messages.ts'
import { oneAtATime } from '#platform/sql/sql.ts'
import { fiscalYearOf, formatDate } from '#platform/time/dates.ts'
import { mustBeMadeFrom, versionOf } from '#platform/version/made-from.ts'
import { contradictionsOf } from '#rooms/evidence/arrows.service.ts'
import { type Definition, definitionsOf, figureOf, lastDayOf } from '#rooms/kpi/rules.ts'
import { isOfYear, measureOf, valuesOn } from '#rooms/kpi/values.service.ts'
import { namesOf } from '#rooms/people/service.ts'
import type { PolicyDocument } from '#rooms/policy/document.rules.ts'
import { modelNodes, targetsOf } from '#rooms/policy/rules.ts'
import { editionOn, policyOn } from '#rooms/policy/service.ts'
import type { closing } from './closing.contract.ts'
import { pdcaMessages } from './messages.ts'
import type { PdcaTables } from './tables.ts'

const tables = (ctx: Ctx) => ctx.db as unknown as Kysely<PdcaTables>
type Listed = Output<typeof closing.listClosing>

export async function listClosing(
  ctx: Ctx<typeof closing.listClosing>,
  { fiscalYear }: Input<typeof closing.listClosing>,
): Promise<Listed> {
  const { document } = await editionAtEndOf(ctx, fiscalYear)
  const { values, arrows } = await closingOf(ctx, fiscalYear, document)
  return { fiscalYear, asOf: lastDayOf(fiscalYear), values, arrows, open: openIn({ values, arrows }).length }
}

export async function stateNoValue(
  ctx: Ctx<typeof closing.stateNoValue>,
  { fiscalYear, id, reason, seen }: Input<typeof closing.stateNoValue>,
) {
  // Whoever closes the year at the same moment goes first or last, never between.
  await closingAlone(ctx, fiscalYear)
  const { document } = await mayStillClose(ctx, fiscalYear)
  const definition = judgedIn(document, fiscalYear).find((one) => one.id === id)
  ctx.must(definition, 'no_such_kpi')
  ctx.must((await withoutValue(ctx, [definition], fiscalYear)).length === 1, 'has_value')
  const before = (await reasonsOf(ctx, fiscalYear)).get(id)
  mustBeMadeFrom(ctx, seen, before ? { reason: before.reason } : null)
  const row = { reason, recorded_by: ctx.actor.subjectId, recorded_on: ctx.today }
  await tables(ctx)
    .insertInto('review_reason')
    .values({ fiscal_year: fiscalYear, kpi: id, ...row })
    .onConflict((conflict) => conflict.columns(['fiscal_year', 'kpi']).doUpdateSet(row))
    .execute()
  ctx.about([], { reason, detail: { fiscalYear, id, ...(before ? { before: before.reason } : {}) } })
  return { stated: true as const }
}

/** Refuses to close while something is open, and names it. Reasons that a value has overtaken fall away. Gives the arrows that moved against their hypothesis. */
export async function mustBeSettled(
  ctx: Ctx<'closing_blocked'>,
  fiscalYear: number,
  document: PolicyDocument,
): Promise<Listed['arrows']> {
  const { values, arrows } = await closingOf(ctx, fiscalYear, document)
  const open = openIn({ values, arrows })
  ctx.must(open.length === 0, 'closing_blocked', { n: open.length, list: listOf(open.map(words(ctx)), ctx.language) })
  await sql`delete from review_reason
    where fiscal_year = ${fiscalYear} and kpi <> all(${values.map(({ id }) => id)}::text[])`.execute(ctx.db)
  return arrows
}

/** The reasons that were stated for a year, by the id of the KPI. */
export async function reasonsOf(ctx: Ctx, fiscalYear: number) {
  const rows = await tables(ctx)
    .selectFrom('review_reason')
    .select(['kpi', 'reason', 'recorded_by as recordedBy', 'recorded_on as on'])
    .where('fiscal_year', '=', fiscalYear)
    .execute()
  return new Map(rows.map((row) => [row.kpi, row]))
}

/** Of those who close a year or state what belongs to it one at a time. */
export async function closingAlone(ctx: Ctx, fiscalYear: number): Promise<void> {
  await oneAtATime(`closing ${fiscalYear}`).execute(ctx.db)
}

/** The policy at the end of a year that has ended and is open. */
export async function mayStillClose(ctx: Ctx<'no_policy' | 'already_closed' | 'year_not_ended'>, fiscalYear: number) {
  const edition = await editionAtEndOf(ctx, fiscalYear)
  await mustBeOpen(ctx, fiscalYear)
  return edition
}

export async function mustBeOpen(ctx: Ctx<'already_closed'>, fiscalYear: number): Promise<void> {
  const closed = await tables(ctx)
    .selectFrom('review')
    .select('fiscal_year')
    .where('fiscal_year', '=', fiscalYear)
    .executeTakeFirst()
  ctx.must(!closed, 'already_closed')
}

async function editionAtEndOf(ctx: Ctx<'no_policy' | 'year_not_ended'>, fiscalYear: number) {
  const asOf = lastDayOf(fiscalYear)
  ctx.must(asOf <= ctx.today, 'year_not_ended', { lastDay: formatDate(asOf, ctx.language) })
  const edition = await editionOn(ctx, asOf)
  ctx.must(edition, 'no_policy')
  return edition
}

/** KPIs, and of the indicators those that have a target of the year: the others are counted, not judged (INV-L3). */
function judgedIn(document: PolicyDocument, fiscalYear: number): Definition[] {
  const aimed = new Set(
    (document.indicators ?? [])
      .filter((one) => targetsOf(document, one).some((target) => target.fiscalYear === fiscalYear))
      .map(({ id }) => id),
  )
  return definitionsOf(document).filter(({ id, kind }) => kind === 'kpi' || aimed.has(id))
}

/** Those without a value of the year itself; what was entered for an earlier one says nothing of it. */
async function withoutValue(ctx: Ctx, definitions: readonly Definition[], fiscalYear: number) {
  const values = await valuesOn(ctx, definitions, lastDayOf(fiscalYear))
  return definitions.flatMap((definition) => {
    const value = values.get(definition.id)
    const has = value && isOfYear(value, fiscalYear) && figureOf(value, definition.unit) !== null
    return has ? [] : [{ definition, value }]
  })
}

async function closingOf(ctx: Ctx, fiscalYear: number, document: PolicyDocument) {
  const [missing, reasons, current] = await Promise.all([
    withoutValue(ctx, judgedIn(document, fiscalYear), fiscalYear),
    reasonsOf(ctx, fiscalYear),
    policyOn(ctx),
  ])
  const against = current ? await contradictionsOf(ctx, current, fiscalYear) : []
  const names = await namesOf(
    ctx,
    [...reasons.values()].flatMap(({ recordedBy }) => recordedBy ?? []),
  )
  const nodes = new Map(modelNodes(document).map(({ id, name }) => [id, name]))
  return {
    values: missing.map(({ definition, value }): Listed['values'][number] => {
      const { id, kind, name, node, unit, contract } = definition
      const said = reasons.get(id)
      const by = said && said.recordedBy !== null ? names.get(said.recordedBy)?.name : null
      return {
        ...{ id, kind, name, unit, nodeName: nodes.get(node ?? '') ?? null, owner: contract?.owner ?? null },
        isByHand: !measureOf(definition),
        earlier:
          value && fiscalYearOf(value.asOf) < fiscalYear
            ? { numerator: value.numerator, denominator: value.denominator, asOf: value.asOf }
            : null,
        reason: said ? { reason: said.reason, by: by ?? null, on: said.on } : null,
        version: versionOf(said ? { reason: said.reason } : null),
      }
    }),
    // What the policy of that year did not claim yet, its review need not answer.
    arrows: against.filter(({ from, to }) =>
      (document.model?.arrows ?? []).some((arrow) => arrow.from === from && arrow.to === to),
    ),
  }
}

type Open = { readonly name: string } | { readonly fromName: string; readonly toName: string }

function openIn({ values, arrows }: Pick<Listed, 'values' | 'arrows'>): Open[] {
  return [...values.filter(({ reason }) => reason === null), ...arrows.filter(({ answer }) => answer === null)]
}

const words = (ctx: Ctx) => (open: Open) =>
  'name' in open
    ? ctx.t(pdcaMessages, 'closing.no_value', { name: open.name })
    : ctx.t(pdcaMessages, 'closing.no_answer', { from: open.fromName, to: open.toName })
