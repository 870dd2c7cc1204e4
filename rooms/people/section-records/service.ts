/**
 * Sections that never were, or never bore a name: struck by HR with the reason (decisions/0051). What is struck is kept as a correction, so that an
 * import that still names it says so and does not bring it back.
 */
import { sql } from 'kysely'
import type { Answer, Input } from '#platform/contract/contract.ts'
import { keepCorrection } from '#platform/correction/correction.ts'
import { closedYears } from '#platform/correction/reach.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { isFound, termsOf, wantedIn } from '#platform/search/fold.ts'
import { isReadAs } from '#platform/search/reading.ts'
import { mustBeMadeFrom, versionOf } from '#platform/version/made-from.ts'
import { namesOf } from '../directory.service.ts'
import type { SectionPeriod } from '../import/sections.rules.ts'
import { lastDay, overlaps } from '../import/spans.rules.ts'
import { alone } from '../records/service.ts'
import { type Facts, SECTION, struckIn } from '../struck.rules.ts'
import { sectionCorrections } from '../struck.service.ts'
import type { sectionRecords } from './contract.ts'
import { restingOn } from './resting.service.ts'
import { addPeriod, mustHang, periodsByCode, previousOf, removePeriod, sectionFacts, setEnd } from './stored.service.ts'

const SHOWN = 20
const NAMED = 20

export async function listSectionRecords(
  ctx: Ctx<typeof sectionRecords.listSectionRecords>,
  { q = '' }: Input<typeof sectionRecords.listSectionRecords>,
): Promise<Answer<typeof sectionRecords.listSectionRecords>> {
  const [all, last, corrections, years] = await Promise.all([
    periodsByCode(ctx),
    writtenLast(ctx),
    sectionCorrections(ctx),
    closedYears(ctx),
  ])
  const wanted = wantedIn(q)
  const found = [...all.values()]
    .flat()
    .filter(
      ({ name, sectionCode }) =>
        wanted.length === 0 || isFound(termsOf(name, sectionCode), wanted) || isReadAs(name, wanted),
    )
    .toSorted((a, b) => (last.get(keyOf(a)) ?? 0) - (last.get(keyOf(b)) ?? 0))
  const struck = new Set(struckIn(corrections).map(({ correctionId }) => correctionId))
  const names = await namesOf(
    ctx,
    corrections.flatMap(({ recordedBy }) => recordedBy ?? []),
  )
  return {
    hasMore: found.length > SHOWN,
    periods: found.slice(0, SHOWN).map((period) => shown(period, all)),
    corrections: corrections.toReversed().map(({ thing: _, subject: __, recordedBy, before, after, ...one }) => ({
      ...one,
      before: { ...before },
      after: { ...after },
      by: recordedBy === null ? null : (names.get(recordedBy)?.name ?? null),
      mayRestore: struck.has(one.correctionId),
    })),
    closedYears: years,
  }
}

const keyOf = ({ sectionCode, validFrom }: SectionPeriod) => `${validFrom} ${sectionCode}`

/** Place of each, from the one that was written last: a wrong import is the latest. */
async function writtenLast(ctx: Ctx): Promise<Map<string, number>> {
  const { rows } = await sql<{ key: string }>`select valid_from || ' ' || section_code as key from section_period
    order by recorded_at desc, section_code, valid_from desc`.execute(ctx.db)
  return new Map(rows.map(({ key }, place) => [key, place]))
}

function shown(period: SectionPeriod, all: ReadonlyMap<string, readonly SectionPeriod[]>) {
  const { sectionCode, name, kind, parentCode, validFrom } = period
  const above = parentCode === null ? undefined : all.get(parentCode)
  const parent = above?.findLast((one) => one.validFrom <= validFrom) ?? above?.[0]
  return { sectionCode, name, kind, parent: parent?.name ?? parentCode, validFrom, lastDay: lastDay(period) }
}

export async function showSectionRecord(
  ctx: Ctx<typeof sectionRecords.showSectionRecord>,
  { sectionCode, validFrom }: Input<typeof sectionRecords.showSectionRecord>,
): Promise<Answer<typeof sectionRecords.showSectionRecord>> {
  const all = await periodsByCode(ctx)
  const periods = all.get(sectionCode) ?? []
  const period = periods.find((one) => one.validFrom === validFrom)
  ctx.must(period, 'no_such_section')
  const resting = await restingOn(ctx, period)
  const rests = resting.filter(({ stays }) => !stays).map(({ words }) => words)
  return {
    ...shown(period, all),
    version: versionOf(sectionFacts(period)),
    previous: previousOf(periods, period)?.name ?? null,
    rests: rests.slice(0, NAMED),
    more: Math.max(0, rests.length - NAMED),
    stays: resting.filter(({ stays }) => stays).map(({ words }) => words),
  }
}

export async function strikeSection(
  ctx: Ctx<typeof sectionRecords.strikeSection>,
  { sectionCode, validFrom, seen, previousGoesOn, reason }: Input<typeof sectionRecords.strikeSection>,
) {
  await alone(ctx)
  const periods = (await periodsByCode(ctx)).get(sectionCode) ?? []
  const stored = periods.find((one) => one.validFrom === validFrom)
  mustBeMadeFrom(ctx, seen, stored ? sectionFacts(stored) : null)
  ctx.must(stored, 'changed_meanwhile')
  const previous = previousGoesOn ? previousOf(periods, stored) : undefined
  const resting = previous ? [] : (await restingOn(ctx, stored)).filter(({ stays }) => !stays)
  ctx.must(resting.length === 0, 'rests_on_section', { count: resting.length, first: resting[0]?.words ?? '' })
  await removePeriod(ctx, stored)
  if (previous) {
    const longer = { ...previous, validTo: stored.validTo }
    await setEnd(ctx, longer)
    await mustHang(ctx, longer)
    await keep(ctx, validFrom, reason, sectionFacts(previous), sectionFacts(longer))
  }
  await keep(ctx, validFrom, reason, sectionFacts(stored), {})
  ctx.tells('people', [])
  return { struck: true as const }
}

export async function restoreSection(
  ctx: Ctx<typeof sectionRecords.restoreSection>,
  { sectionCode, correctionId, reason }: Input<typeof sectionRecords.restoreSection>,
) {
  await alone(ctx)
  const struck = struckIn(await sectionCorrections(ctx)).find((one) => one.correctionId === correctionId)
  ctx.must(struck && struck.before.sectionCode === sectionCode, 'not_struck')
  const period = struck.before as unknown as SectionPeriod
  const others = ((await periodsByCode(ctx)).get(sectionCode) ?? []).filter((one) => overlaps(one, period))
  const [longer] = others
  const wentOn = others.length === 1 && longer!.validFrom < period.validFrom && longer!.validTo === period.validTo
  ctx.must(others.length === 0 || wentOn, 'overlaps_other')
  if (longer) {
    const shorter = { ...longer, validTo: period.validFrom }
    await setEnd(ctx, shorter)
    await keep(ctx, period.validFrom, reason, sectionFacts(longer), sectionFacts(shorter))
  }
  await addPeriod(ctx, period)
  await mustHang(ctx, period)
  await keep(ctx, period.validFrom, reason, {}, sectionFacts(period))
  ctx.tells('people', [])
  return { restored: true as const }
}

/** A section bears a code and no number: its corrections are found by what they say. */
async function keep(ctx: Ctx, concernsFrom: string, reason: string, before: Facts, after: Facts): Promise<void> {
  await keepCorrection(ctx, { thing: SECTION, id: 0, subject: null, concernsFrom, reason, before, after })
}
