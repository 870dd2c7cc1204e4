/**
 * Ward-wide values are the same for everyone and count over everyone, so they are counted once for all who look at their own
 * page, not once a request. Kept per process, town, day and edition of the policy; the pages say when they were counted.
 *
 *   younger than 30 s → as kept · 30 to 60 s → one request counts anew, the others get what is kept · older → counted anew
 */
import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { kpisOf } from '#rooms/kpi/service.ts'
import { editionOn } from '#rooms/policy/service.ts'
import type { KpiItem, WardValues } from './ward-values.rules.ts'

const FRESH = 30_000
const OLDEST = 60_000

interface Kept extends WardValues {
  readonly key: string
  readonly at: number
}

const kept = new Map<string, Kept>()
const counting = new Map<string, { key: string; values: Promise<Kept> }>()

/** KPIs of every direct and intermediate outcome as of today; empty before a town has a policy. */
export async function wardValues(ctx: Ctx): Promise<WardValues> {
  const [place, edition] = await Promise.all([placeOf(ctx), editionOn(ctx, ctx.today)])
  if (!edition) return { countedAt: ctx.now.toString(), kpis: new Map() }
  const key = `${ctx.today} ${edition.policyEditionId}`
  const known = kept.get(place)
  const age = known?.key === key ? ctx.now.epochMilliseconds - known.at : Number.POSITIVE_INFINITY
  if (known && age < FRESH) return known
  const underWay = counting.get(place)
  if (underWay?.key === key) {
    if (known && age < OLDEST) return known
    // The other request may fail for a reason of its own; this one then counts for itself.
    const values = await underWay.values.catch(() => undefined)
    if (values) return values
  }
  const { model } = edition.document
  const nodes = [...model.directOutcomes, ...model.intermediateOutcomes].map(({ id }) => id)
  const values = countNow(ctx, key, nodes)
  counting.set(place, { key, values })
  try {
    const counted = await values
    kept.set(place, counted)
    return counted
  } finally {
    if (counting.get(place)?.values === values) counting.delete(place)
  }
}

async function countNow(ctx: Ctx, key: string, nodes: readonly string[]): Promise<Kept> {
  const kpis = new Map<string, KpiItem[]>()
  for (const item of await kpisOf(ctx, nodes)) {
    if (item.kind === 'kpi') kpis.set(item.node, [...(kpis.get(item.node) ?? []), item])
  }
  return { key, at: ctx.now.epochMilliseconds, countedAt: ctx.now.toString(), kpis }
}

/** Database and schema of the town: one process may serve several. */
async function placeOf(ctx: Ctx): Promise<string> {
  const { rows } = await sql<{ place: string }>`select current_database() || '.' || current_schema() as place`.execute(
    ctx.db,
  )
  return rows[0]!.place
}
