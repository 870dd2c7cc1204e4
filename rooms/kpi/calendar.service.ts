/** Which values are known, due, missing or stale, and who answers for each. */
import { type Kysely, sql } from 'kysely'
import type { Input, Output } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { oneAtATime } from '#platform/sql/sql.ts'
import { fiscalYearOf } from '#platform/time/dates.ts'
import { mustBeMadeFrom, versionOf } from '#platform/version/made-from.ts'
import { colleagues } from '#rooms/people/service.ts'
import type { calendar } from './calendar.contract.ts'
import { isStale, type Period, periodState, periodsAsked } from './calendar.rules.ts'
import { definitionAsOf, editionAsOf } from './definitions.service.ts'
import { pathsOf } from './paths.service.ts'
import { aimOf, type Definition, definitionsOf, judgedBy, statedIn } from './rules.ts'
import type { KpiTables } from './tables.ts'
import { byHand, type Entry, entriesUpTo, measureOf, valuesOn } from './values.service.ts'

const tables = (ctx: Ctx) => ctx.db as unknown as Kysely<KpiTables>

export async function showKpiCalendar(
  ctx: Ctx<typeof calendar.showKpiCalendar>,
): Promise<Output<typeof calendar.showKpiCalendar>> {
  const { document } = await editionAsOf(ctx, ctx.today)
  const definitions = definitionsOf(document)
  const stated = statedIn(document)
  const counted = definitions.filter((definition) => measureOf(definition))
  const [entries, values, owners, paths, mayName] = await Promise.all([
    entriesUpTo(ctx, byHand(definitions), ctx.today),
    valuesOn(ctx, counted, ctx.today),
    ownersToday(ctx),
    pathsOf(ctx),
    ctx.may<typeof calendar.nameKpiOwner>('kpi.nameKpiOwner'),
  ])
  const people = new Map((await colleagues(ctx, [...owners.values()])).map((one) => [one.staffMemberId, one.name]))
  return {
    today: ctx.today,
    items: definitions.map((definition) => {
      const { id, kind, name, contract } = definition
      const isByHand = !measureOf(definition)
      const days = isByHand
        ? entries.filter(({ kpi }) => kpi === id).map(({ asOf }) => asOf)
        : values.has(id)
          ? [ctx.today]
          : []
      const said = owners.get(id)
      // Whoever has left answers for nothing.
      const owner = said !== undefined && people.has(said) ? said : undefined
      const lastOn = days.at(-1) ?? null
      return {
        ...{
          id,
          kind,
          name,
          isByHand,
          lastOn,
          frequency: contract?.frequency ?? null,
          section: contract?.owner ?? null,
        },
        owner: owner === undefined ? null : { staffMemberId: owner, name: people.get(owner) ?? null },
        isMine: owner !== undefined && owner === ctx.actor.subjectId,
        isStale: isByHand && isStale(lastOn, ctx.today),
        hasTarget: aimOf(judgedBy(definition, stated), fiscalYearOf(ctx.today)) !== undefined,
        path: paths.get(id) ?? null,
        periods: isByHand ? statesOf(periodsAsked(contract?.frequency ?? '', ctx.today), days, ctx.today) : [],
        version: versionOf(said === undefined ? null : { owner: said }),
      }
    }),
    may: mayName ? ['nameKpiOwner'] : [],
  }
}

export async function nameKpiOwner(
  ctx: Ctx<typeof calendar.nameKpiOwner>,
  { kpiId, owner, seen }: Input<typeof calendar.nameKpiOwner>,
) {
  await definitionAsOf(ctx, kpiId, ctx.today)
  await oneAtATime(`owner of ${kpiId}`).execute(ctx.db)
  const before = (await ownersToday(ctx)).get(kpiId)
  mustBeMadeFrom(ctx, seen, before === undefined ? null : { owner: before })
  ctx.must(owner === null || (await colleagues(ctx, [owner])).length === 1, 'no_such_staff_member')
  const { rows: ended } = await sql<{ id: number }>`update kpi_owner set valid_to = ${ctx.today}::date
    where kpi = ${kpiId} and valid_to is null returning kpi_owner_id as id`.execute(ctx.db)
  const named =
    owner === null
      ? []
      : await tables(ctx)
          .insertInto('kpi_owner')
          .values({
            ...{ kpi: kpiId, staff_member_id: owner, valid_from: ctx.today },
            ...{ recorded_by: ctx.actor.subjectId, recorded_on: ctx.today },
          })
          .returning('kpi_owner_id as id')
          .execute()
  ctx.tells(
    'kpi_owner',
    [...ended, ...named].map(({ id }) => id),
  )
  ctx.about(
    [before, owner].filter((one) => one != null),
    { detail: { kpiId } },
  )
  return { named: true as const }
}

/** A value by hand that is due soon or missing, the first of each that somebody answers for. */
export async function owedValues(
  ctx: Ctx,
  definitions: readonly Definition[],
  /** Where whoever asks has it already (`entriesUpTo`). */
  entered?: readonly Entry[],
) {
  const entries = entered ?? (await entriesUpTo(ctx, byHand(definitions), ctx.today))
  return new Map(
    definitions.flatMap((definition) => {
      if (measureOf(definition)) return []
      const { id, name } = definition
      const owed = owedOf(ctx, definition, entries)
      return owed ? [[id, { id, name, dueOn: owed.to, state: owed.state }] as const] : []
    }),
  )
}

/** Whether it is the reader who answers for it today. */
export async function answersFor(ctx: Ctx, kpiId: string): Promise<boolean> {
  const owner = ctx.actor.subjectId === null ? undefined : (await ownersToday(ctx)).get(kpiId)
  return owner !== undefined && owner === ctx.actor.subjectId
}

/** The first span of a value by hand that is missing or due soon. */
export function owedOf(ctx: Ctx, { id, contract }: Definition, entries: readonly Entry[]) {
  const days = entries.filter(({ kpi }) => kpi === id).map(({ asOf }) => asOf)
  const spans = statesOf(periodsAsked(contract?.frequency ?? '', ctx.today), days, ctx.today)
  return spans.find(({ state }) => state === 'missing' || state === 'soon') ?? null
}

function statesOf(periods: readonly Period[], days: readonly string[], today: string) {
  return periods.map((period) => ({ ...period, state: periodState(period, days, today) }))
}

async function ownersToday(ctx: Ctx): Promise<Map<string, number>> {
  const rows = await tables(ctx)
    .selectFrom('kpi_owner')
    .select(['kpi', 'staff_member_id as owner'])
    .where('valid_to', 'is', null)
    .execute()
  return new Map(rows.map(({ kpi, owner }) => [kpi, owner]))
}
