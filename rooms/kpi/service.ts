import type { Input, Output } from '#platform/contract/contract.ts'
import { correctionsOf, noteCorrection } from '#platform/correction/correction.ts'
import { closedYears } from '#platform/correction/reach.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { csvFile } from '#platform/files/csv.ts'
import type { SumsOf } from '#platform/measure/counting.ts'
import { type MeasureRecord, periodOf } from '#platform/measure/measure.ts'
import { compareDates, fiscalYearOf } from '#platform/time/dates.ts'
import { mustBeMadeFrom, versionOf } from '#platform/version/made-from.ts'
import { countedBySection, partsOfSections } from '#rooms/people/section-parts.service.ts'
import { namesOf } from '#rooms/people/service.ts'
import type { CountedTree } from '#rooms/people/small-sections.rules.ts'
import { type EditionInForce, editionOn } from '#rooms/policy/service.ts'
import { sampleMark } from '#rooms/skills/population.service.ts'
import { answersFor, owedOf, owedValues } from './calendar.service.ts'
import type { change } from './change.contract.ts'
import type { kpi } from './contract.ts'
import { definitionAsOf, editionAsOf } from './definitions.service.ts'
import { doubtOf, readingsOf } from './entry.service.ts'
import { YEARS_SHOWN } from './kept.service.ts'
import { isOfAll, lowestGroup, placesOf, sumsTold } from './lowest.service.ts'
import { kpiMessages } from './messages.ts'
import { sectionsHeaded, tellableSum } from './own.service.ts'
import { definitionsOf, isReported, isShareOfWholes } from './rules.ts'
import { type Item, type ItemOn, itemsOn } from './trend.service.ts'
import {
  addEntry,
  allRecords,
  byHand,
  dropEntry,
  enoughPeople,
  entriesAndOwned,
  entriesUpTo,
  lockEntry,
  measureOf,
} from './values.service.ts'

export { nameKpiOwner, showKpiCalendar } from './calendar.service.ts'
export { showKpiChange } from './change.service.ts'
export { importKpiActuals } from './entry.service.ts'
export { showKpiForecast } from './forecast.service.ts'
export { checkFigures, keepFigures } from './kept.service.ts'
export { listLowestGroups } from './lowest.service.ts'
export { listMeasures } from './measures.service.ts'
export { lookAtPaths } from './paths.service.ts'

export async function listKpis(
  ctx: Ctx<typeof kpi.listKpis>,
  { asOf = ctx.today }: { asOf?: string | undefined },
): Promise<Output<typeof kpi.listKpis>> {
  const { document } = await editionAsOf(ctx, asOf)
  const items = (await itemsOn(ctx, { document, definitions: definitionsOf(document), asOf })).map(({ item }) => item)
  return {
    asOf,
    fiscalYear: fiscalYearOf(asOf),
    edition: document.policy.edition,
    kpis: document.kpis && items.filter((item) => item.kind === 'kpi'),
    indicators: document.indicators && items.filter((item) => item.kind === 'indicator'),
  }
}

export type KpiItem = Extract<Item, { kind: 'kpi' }>

/** KPIs as of today by the outcome that they belong to; empty before a town has a policy. For a line of sight. */
export async function kpisByOutcome(
  ctx: Ctx,
  inForce: Promise<EditionInForce | undefined> = editionOn(ctx, ctx.today),
): Promise<ReadonlyMap<string, readonly KpiItem[]>> {
  const edition = await inForce
  if (!edition) return new Map()
  const { document } = edition
  const definitions = definitionsOf(document).filter(({ kind }) => kind === 'kpi')
  return byOutcome(await itemsOn(ctx, { document, definitions, asOf: ctx.today }))
}

/** The same without the years before, for a person's start page; with the values by hand that are theirs to see to, the most urgent first. */
export async function kpisForStart(ctx: Ctx, person: number, inForce: Promise<EditionInForce | undefined>) {
  const edition = await inForce
  if (!edition) return { byOutcome: new Map<string, KpiItem[]>(), owed: [] }
  const { document } = edition
  const all = definitionsOf(document)
  const { entries, owned } = await entriesAndOwned(ctx, byHand(all), person)
  const definitions = all.filter(({ kind }) => kind === 'kpi')
  const [items, owed] = await Promise.all([
    itemsOn(ctx, { document, definitions, asOf: ctx.today, withoutTrend: true, entered: entries }),
    owedValues(
      ctx,
      all.filter(({ id }) => owned.has(id)),
      entries,
    ),
  ])
  return {
    byOutcome: byOutcome(items),
    owed: [...owed.values()].toSorted((a, b) => compareDates(a.dueOn, b.dueOn)),
  }
}

function byOutcome(items: readonly ItemOn[]): ReadonlyMap<string, readonly KpiItem[]> {
  return Map.groupBy(
    items.map(({ item }) => item).filter((item) => item.kind === 'kpi'),
    ({ node }) => node ?? '',
  )
}

export async function showKpi(ctx: Ctx<typeof kpi.showKpi>, input: Input<typeof kpi.showKpi>) {
  const { kpiId, within, asOf = ctx.today } = input
  const { policyEditionId, document, definition } = await definitionAsOf(ctx, kpiId, asOf)
  const isHr = ctx.actsAs === 'hr'
  const isByHand = !measureOf(definition)
  const mayEnter = isByHand && (isHr || (await answersFor(ctx, kpiId)))
  const [[shown], entries] = await Promise.all([
    itemsOn(ctx, { document, definitions: [definition], asOf, recount: YEARS_SHOWN }),
    mayEnter ? entriesUpTo(ctx, [kpiId], asOf) : [],
  ])
  const { item, sums } = shown!
  const [corrected, years] = mayEnter
    ? await Promise.all([correctionsOf(ctx, thingOf(kpiId)), closedYears(ctx)])
    : [[], []]
  const authors = [...entries, ...corrected].flatMap(({ recordedBy }) => recordedBy ?? [])
  const isTold = isHr || isReported(asOf, ctx.today)
  const under = isTold && sums ? underValue(ctx, item, { asOf, sums }) : undefined
  const [names, bySection, lowest] = await Promise.all([
    authors.length > 0 ? namesOf(ctx, authors) : new Map<number, { name: string }>(),
    withinRights(ctx, under, { item, asOf, within }),
    under ? lowestGroup(ctx, item, under) : null,
  ])
  return {
    asOf,
    fiscalYear: fiscalYearOf(asOf),
    edition: document.policy.edition,
    policyEditionId,
    item,
    ...bySection,
    sectionsAtMonthEnds: !isTold && sums !== undefined && (ctx.actsAs === 'executive' || ctx.actsAs === 'sectionHead'),
    lowest,
    entries: entries.toReversed().map(({ kpi: _, id, recordedBy, recordedAt, ...entry }) => ({
      ...entry,
      kpiActualId: id,
      version: versionOf(saidOf(entry)),
      recordedBy: recordedBy === null ? null : (names.get(recordedBy)?.name ?? null),
      recordedAt: recordedAt.toISOString(),
    })),
    closedYears: years,
    corrections: corrected.map(({ id: _, recordedBy, ...one }) => ({
      ...one,
      before: { ...one.before },
      after: { ...one.after },
      by: recordedBy === null ? null : (names.get(recordedBy)?.name ?? null),
    })),
    owed: mayEnter ? owedOf(ctx, definition, entries) : null,
    may: {
      openRecords: isHr && !isByHand,
      enterValue: mayEnter,
      bringFile: isHr && isByHand,
      askWhy: await ctx.may<typeof change.showKpiChange>('kpi.showKpiChange', { kpiId }),
    },
  }
}

export async function listKpiRecords(ctx: Ctx<typeof kpi.listKpiRecords>, input: Input<typeof kpi.listKpiRecords>) {
  const { kpiId, sectionCode, after, pageSize, asOf = ctx.today } = input
  const { definition } = await definitionAsOf(ctx, kpiId, asOf)
  const measure = measureOf(definition)
  if (!measure) return { asOf, total: 0, records: [], next: null }
  const { total, records, next } = await measure.records(ctx, periodOf(measure, asOf), {
    limit: pageSize,
    ...(after ? { after } : {}),
    ...(sectionCode ? { sectionCode } : {}),
  })
  ctx.sees(peopleIn(records), `kpi ${kpiId}`)
  const names = await namesOf(ctx, peopleIn(records))
  return {
    asOf,
    total,
    next,
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
  const records = measure ? await allRecords(ctx, measure, asOf) : []
  ctx.exports(peopleIn(records), `kpi ${kpiId}`)
  const names = await namesOf(ctx, peopleIn(records))
  const t = (key: Parameters<typeof ctx.t<typeof kpiMessages>>[1]) => ctx.t(kpiMessages, key)
  const base64 = csvFile(
    [t('column.record'), t('column.name'), t('column.kana'), t('column.counted'), t('column.finding'), t('as_of')],
    records.map(({ id, staffMemberId, counted, finding }) => {
      const person = staffMemberId === null ? undefined : names.get(staffMemberId)
      return [id, person?.name, person?.nameKana, t(counted ? 'counted' : 'not_counted'), finding, asOf]
    }),
  )
  return { fileName: `${kpiId}_${asOf}${await sampleMark(ctx, definition)}.csv`, base64 }
}

export async function recordKpiActual(ctx: Ctx<typeof kpi.recordKpiActual>, input: Input<typeof kpi.recordKpiActual>) {
  const { kpiId, numerator, denominator = null, asOf, note, isSample, asWritten } = input
  const { definition } = await definitionAsOf(ctx, kpiId, asOf)
  ctx.must(!measureOf(definition), 'counted_from_records')
  ctx.must(isShareOfWholes(definition, { numerator, denominator }), 'not_a_share')
  if (!asWritten) {
    const factor = doubtOf(definition, { numerator, denominator }, await entriesUpTo(ctx, [kpiId], '9999-12-31'))
    ctx.must(
      factor === undefined,
      'reads_two_ways',
      readingsOf(ctx, definition, { numerator, denominator }, factor ?? 1),
    )
  }
  await addEntry(ctx, definition.unit, { kpi: kpiId, numerator, denominator, asOf, note, isSample })
  ctx.about([], { ...(note ? { reason: note } : {}), detail: { kpiId, numerator, denominator, asOf } })
  return { recorded: true as const }
}

/** A wrong value counts no more, and what is right stands in its place; the review of a closed year states what comes out otherwise. */
export async function correctKpiActual(
  ctx: Ctx<typeof kpi.correctKpiActual>,
  { kpiId, kpiActualId, seen, to, reason }: Input<typeof kpi.correctKpiActual>,
) {
  const before = await lockEntry(ctx, kpiId, kpiActualId)
  // An entry that went was changed by somebody; of a KPI that never was there is nothing to look at again.
  if (!before) await definitionAsOf(ctx, kpiId, ctx.today)
  mustBeMadeFrom(ctx, seen, before ? saidOf(before) : null)
  ctx.must(before, 'changed_meanwhile')
  const after = to && { ...to, denominator: to.denominator ?? null }
  const definition = after && (await definitionAsOf(ctx, kpiId, after.asOf)).definition
  ctx.must(!after || !definition || isShareOfWholes(definition, after), 'not_a_share')
  await noteCorrection(ctx, {
    ...{ thing: thingOf(kpiId), id: kpiActualId, subject: null, reason },
    concernsFrom: after && after.asOf < before.asOf ? after.asOf : before.asOf,
    before: saidOf(before),
    after: after ? saidOf(after) : {},
  })
  await dropEntry(ctx, kpiActualId)
  if (after && definition) await addEntry(ctx, definition.unit, { kpi: kpiId, ...after, isSample: false })
  return { corrected: true as const }
}

/** Corrections are listed by KPI: a value that was taken away has no row of its own any more. */
const thingOf = (kpiId: string) => `kpi.actual ${kpiId}`

function saidOf(entry: { numerator: number; denominator: number | null; asOf: string; note: string }) {
  const { numerator, denominator, asOf, note } = entry
  return { asOf, numerator, denominator, note }
}

/** What lies under a value by section, for whoever may see some of it. */
interface Under {
  /** Read once, if anybody asks. */
  counted(): Promise<CountedTree>
  readonly enough: ReturnType<typeof enoughPeople>
}

function underValue(ctx: Ctx, item: Item, { asOf, sums }: { asOf: string; sums: SumsOf }): Under | undefined {
  const enough = enoughPeople(item)
  const own = sumsTold(ctx, item, sums)
  if (!own) return undefined
  let counted: Promise<CountedTree> | undefined
  return {
    enough,
    counted: () => (counted ??= countedBySection(ctx, own, { asOf, places: placesOf(enough) })),
  }
}

/** Rows by section for executives and HR, one sum for a section head; never fewer than the threshold together (INV-S1). */
async function withinRights(
  ctx: Ctx<typeof kpi.showKpi>,
  under: Under | undefined,
  { item, asOf, within }: { item: Item; asOf: string; within: string | undefined },
): Promise<Pick<Output<typeof kpi.showKpi>, 'sections' | 'ownSections'>> {
  const none = { sections: null, ownSections: null }
  if (!under) return none
  const { counted, enough } = under
  const isShare = item.unit === '%' || item.value?.denominator != null
  const countOf = ([people = 0, counted = 0]: readonly number[]) => ({
    numerator: counted,
    denominator: isShare ? people : null,
  })
  if (ctx.actsAs === 'hr' || ctx.actsAs === 'executive') {
    // HR opens the records themselves, so nothing is merged for them.
    const threshold = ctx.actsAs === 'hr' ? 1 : enough.threshold
    const { path, rows } = await partsOfSections(ctx, await counted(), { asOf, within, threshold })
    return {
      ...none,
      sections: {
        within: path.map(({ sectionCode, name }) => ({ sectionCode, name })),
        rows: rows.map(({ sectionCode, name, holds, isOpen, tallies }) => ({
          ...{ sectionCode, name, holds, isOpen },
          ...countOf(tallies),
        })),
      },
    }
  }
  if (ctx.actsAs !== 'sectionHead') return none
  const own = tellableSum(await sectionsHeaded(ctx), {
    ...{ enough, tree: await counted() },
    direction: isOfAll(item) && item.value ? item.direction : null,
    isPublished: item.frozen !== null,
  })
  return { ...none, ownSections: own && countOf(own) }
}

function peopleIn(records: readonly MeasureRecord[]): number[] {
  return [...new Set(records.flatMap(({ staffMemberId }) => staffMemberId ?? []))]
}
