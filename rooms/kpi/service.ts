import type { Input, Output } from '#platform/contract/contract.ts'
import { upToToday } from '#platform/ctx/as-of.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { writeCsv } from '#platform/files/csv.ts'
import { type MeasureRecord, periodOf } from '#platform/measure/measure.ts'
import { fiscalYearOf } from '#platform/time/dates.ts'
import { listSections, namesOf, postsOf } from '#rooms/people/service.ts'
import type { PolicyDocument } from '#rooms/policy/document.rules.ts'
import { editionOn } from '#rooms/policy/service.ts'
import type { kpi } from './contract.ts'
import { compositionFrozen } from './freezing.service.ts'
import { memoryOf, remembered } from './memory.service.ts'
import { kpiMessages } from './messages.ts'
import { type Definition, definitionsOf } from './rules.ts'
import { countWithin, type SectionCount, safeRows, sizeOf, smallestSection } from './sections.rules.ts'
import { type Item, itemsOn } from './trend.service.ts'
import { addEntry, entriesUpTo, measureOf } from './values.service.ts'

/** Years before the present one that a single KPI shows. */
const YEARS_SHOWN = 3

export async function listKpis(
  ctx: Ctx<typeof kpi.listKpis>,
  { asOf = ctx.today }: { asOf?: string | undefined },
): Promise<Output<typeof kpi.listKpis>> {
  const { document } = await editionAsOf(ctx, asOf)
  const items = await itemsOn(ctx, { document, definitions: definitionsOf(document), asOf })
  return {
    asOf,
    fiscalYear: fiscalYearOf(asOf),
    edition: document.policy.edition,
    kpis: items.filter((item) => item.kind === 'kpi'),
    indicators: items.filter((item) => item.kind === 'indicator'),
  }
}

/** KPIs and indicators of some outcomes and outputs as of a day; empty before a town has a policy. For a line of sight. */
export async function kpisOf(ctx: Ctx, nodes: readonly string[], asOf = ctx.today): Promise<Item[]> {
  const edition = await editionOn(ctx, upToToday(ctx, asOf))
  if (!edition) return []
  const definitions = definitionsOf(edition.document).filter(({ node }) => nodes.includes(node))
  return await itemsOn(ctx, { document: edition.document, definitions, asOf })
}

export async function showKpi(ctx: Ctx<typeof kpi.showKpi>, { kpiId, asOf = ctx.today }: Input<typeof kpi.showKpi>) {
  const { policyEditionId, document, definition } = await definitionAsOf(ctx, kpiId, asOf)
  const isHr = ctx.actsAs === 'hr'
  const [[item], counts, entries] = await Promise.all([
    itemsOn(ctx, { document, definitions: [definition], asOf, recount: YEARS_SHOWN }),
    sectionCounts(ctx, definition, asOf),
    isHr ? entriesUpTo(ctx, [kpiId], asOf) : [],
  ])
  const names = await namesOf(
    ctx,
    entries.flatMap(({ recordedBy }) => recordedBy ?? []),
  )
  return {
    asOf,
    fiscalYear: fiscalYearOf(asOf),
    edition: document.policy.edition,
    policyEditionId,
    item: item!,
    ...(await withinRights(ctx, counts, asOf, item!.frozen?.fiscalYear, kpiId)),
    entries: entries.toReversed().map(({ kpi: _, recordedBy, recordedAt, ...entry }) => ({
      ...entry,
      recordedBy: recordedBy === null ? null : (names.get(recordedBy)?.name ?? null),
      recordedAt: recordedAt.toISOString(),
    })),
    may: { openRecords: isHr && !!measureOf(definition), enterValue: isHr && !measureOf(definition) },
  }
}

export async function listKpiRecords(ctx: Ctx<typeof kpi.listKpiRecords>, input: Input<typeof kpi.listKpiRecords>) {
  const { kpiId, sectionCode, page, pageSize, asOf = ctx.today } = input
  const { definition } = await definitionAsOf(ctx, kpiId, asOf)
  const measure = measureOf(definition)
  if (!measure) return { asOf, total: 0, records: [] }
  const { total, records } = await measure.records(ctx, periodOf(measure, asOf), {
    offset: (page - 1) * pageSize,
    limit: pageSize,
    ...(sectionCode ? { sectionCode } : {}),
  })
  ctx.sees(peopleIn(records), `kpi ${kpiId}`)
  const names = await namesOf(ctx, peopleIn(records))
  return {
    asOf,
    total,
    records: records.map(({ id, staffMemberId, counted, finding }) => ({
      ...{ id, staffMemberId, counted, finding },
      name: (staffMemberId !== null && names.get(staffMemberId)?.name) || null,
      nameKana: (staffMemberId !== null && names.get(staffMemberId)?.nameKana) || null,
    })),
  }
}

export async function exportKpiRecords(
  ctx: Ctx<typeof kpi.exportKpiRecords>,
  { kpiId, asOf = ctx.today }: Input<typeof kpi.exportKpiRecords>,
) {
  const { definition } = await definitionAsOf(ctx, kpiId, asOf)
  const measure = measureOf(definition)
  const records: MeasureRecord[] = []
  for (let total = measure ? 1 : 0; measure && records.length < total; ) {
    const piece = await measure.records(ctx, periodOf(measure, asOf), { offset: records.length, limit: 5_000 })
    total = piece.records.length === 0 ? 0 : piece.total
    records.push(...piece.records)
  }
  ctx.exports(peopleIn(records), `kpi ${kpiId}`)
  const names = await namesOf(ctx, peopleIn(records))
  const t = (key: Parameters<typeof ctx.t<typeof kpiMessages>>[1]) => ctx.t(kpiMessages, key)
  const file = writeCsv(
    [t('column.record'), t('column.name'), t('column.kana'), t('column.counted'), t('column.finding'), t('as_of')],
    records.map(({ id, staffMemberId, counted, finding }) => {
      const person = staffMemberId === null ? undefined : names.get(staffMemberId)
      return [id, person?.name, person?.nameKana, t(counted ? 'counted' : 'not_counted'), finding, asOf]
    }),
  )
  if (!('bytes' in file)) throw new Error('UTF-8 writes every character')
  const sample = definition.isSample ? `_${t('sample')}` : ''
  return { fileName: `${kpiId}_${asOf}${sample}.csv`, base64: Buffer.from(file.bytes).toString('base64') }
}

export async function recordKpiActual(ctx: Ctx<typeof kpi.recordKpiActual>, input: Input<typeof kpi.recordKpiActual>) {
  const { kpiId, numerator, denominator = null, asOf, note, isSample } = input
  const { definition } = await definitionAsOf(ctx, kpiId, asOf)
  ctx.must(!measureOf(definition), 'counted_from_records')
  const isShare = denominator !== null && numerator <= denominator
  const isWhole = Number.isInteger(numerator) && Number.isInteger(denominator)
  ctx.must(definition.unit !== '%' || (isShare && isWhole), 'not_a_share')
  await addEntry(ctx, { kpi: kpiId, numerator, denominator, asOf, note, isSample })
  ctx.about([], { ...(note ? { reason: note } : {}), detail: { kpiId, numerator, denominator, asOf } })
  return { recorded: true as const }
}

async function editionAsOf(ctx: Ctx<'no_policy'>, asOf: string) {
  const edition = await editionOn(ctx, upToToday(ctx, asOf))
  ctx.must(edition, 'no_policy')
  return edition
}

async function definitionAsOf(
  ctx: Ctx<'no_policy' | 'no_such_kpi'>,
  id: string,
  asOf: string,
): Promise<{ policyEditionId: number; document: PolicyDocument; definition: Definition }> {
  const edition = await editionAsOf(ctx, asOf)
  const definition = definitionsOf(edition.document).find((one) => one.id === id)
  ctx.must(definition, 'no_such_kpi')
  return { ...edition, definition }
}

/** Only those who may see any of it make the database count. */
async function sectionCounts(
  ctx: Ctx,
  definition: Definition,
  asOf: string,
): Promise<readonly SectionCount[] | undefined> {
  const mayAny = ['hr', 'executive', 'sectionHead'].includes(ctx.actsAs)
  const measure = measureOf(definition)
  if (!mayAny || !measure) return undefined
  const key = `sections ${measure.name} ${asOf} ${ctx.today}`
  return await remembered(await memoryOf(ctx), key, () => measure.bySection(ctx, periodOf(measure, asOf)))
}

/** Rows by section for executives and HR, one sum for a section head; never fewer than the threshold together (INV-S1). */
async function withinRights(
  ctx: Ctx,
  live: readonly SectionCount[] | undefined,
  asOf: string,
  frozenYear: number | undefined,
  id: string,
): Promise<Pick<Output<typeof kpi.showKpi>, 'sections' | 'ownSections'>> {
  if (!live) return { sections: null, ownSections: null }
  const counts = frozenYear === undefined ? live : ((await compositionFrozen(ctx, frozenYear, id))?.sections ?? live)
  const sections = await listSections(ctx, { asOf })
  if (ctx.actsAs !== 'sectionHead') {
    // HR opens the records themselves, so nothing is merged for them.
    return { sections: safeRows(counts, sections, ctx.actsAs === 'hr' ? 1 : smallestSection), ownSections: null }
  }
  const posts = await postsOf(ctx, ctx.actor.subjectId!)
  const headed = posts.filter(({ isHead }) => isHead).map(({ sectionCode }) => sectionCode)
  const own = countWithin(headed, counts, sections)
  return { sections: null, ownSections: sizeOf(own) >= smallestSection ? own : null }
}

function peopleIn(records: readonly MeasureRecord[]): number[] {
  return [...new Set(records.flatMap(({ staffMemberId }) => staffMemberId ?? []))]
}
