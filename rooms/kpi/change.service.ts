/** Why a value changed between two days, for its reader. */
import type { Answer, Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import type { Figure } from '#platform/measure/counting.ts'
import { type Measure, periodOf } from '#platform/measure/measure.ts'
import { fiscalYearOf, monthEnds } from '#platform/time/dates.ts'
import { countsPeople } from '#rooms/people/relations.service.ts'
import { countedBySection, pathOf } from '#rooms/people/section-parts.service.ts'
import { partsDown, THRESHOLD } from '#rooms/people/small-sections.rules.ts'
import { editionsOn } from '#rooms/policy/service.ts'
import { type Causes, causesOf, type Side } from './causes.service.ts'
import type { change } from './change.contract.ts'
import {
  digitsFor,
  exactly,
  type Fraction,
  inBlocks,
  minus,
  NOTHING,
  numberOf,
  type Pair,
  type Part,
  partsBySection,
  partsOf,
  partsOfCounts,
  shownParts,
  sumOf,
} from './change.rules.ts'
import { definitionAsOf } from './definitions.service.ts'
import { frozenUpTo, lastStated } from './freezing.service.ts'
import { placesOf } from './lowest.service.ts'
import { sectionsHeaded, tellableSum } from './own.service.ts'
import { countsTheSame, type Definition, definitionsOf, isReported, lastDayOf } from './rules.ts'
import {
  byHand,
  enoughPeople,
  entriesUpTo,
  figuresFor,
  isOneSeries,
  measureOf,
  type Value,
  valueFrom,
} from './values.service.ts'

type Answered = Answer<typeof change.showKpiChange>
type Change = NonNullable<Answered['whole']>

export async function showKpiChange(
  ctx: Ctx<typeof change.showKpiChange>,
  { kpiId, from, to = ctx.today, within }: Input<typeof change.showKpiChange>,
): Promise<Answered> {
  const seesAll = ctx.actsAs === 'hr' || ctx.actsAs === 'command'
  ctx.must(from === undefined || from < to, 'days_in_order')
  ctx.must(seesAll || [from, to].every((day) => day === undefined || isReported(day, ctx.today)), 'only_month_ends')
  ctx.must(seesAll || within === undefined, 'only_own_sections')
  const { definition } = await definitionAsOf(ctx, kpiId, to)
  const offered = await daysOffered(ctx, kpiId, to)
  const path = within === undefined ? [] : await pathOf(ctx, within, to)
  ctx.must(within === undefined || path.length > 0, 'no_such_section', { sectionCode: within ?? '' })
  const start = from ?? (offered.find(({ since }) => since === 'year') ?? offered[0])?.from
  const { name, unit, contract } = definition
  const about = { id: kpiId, name, unit, direction: contract?.direction ?? null, offered }
  const answer = { ...about, within: path.map(({ sectionCode, name: called }) => ({ sectionCode, name: called })) }
  const may = { chooseDays: seesAll }
  if (start === undefined) return { ...answer, whole: null, ownSections: null, may }
  const first = (await definitionAsOf(ctx, kpiId, start)).definition
  const days = await bothDays(ctx, { first, last: definition, from: start, to })
  const whole = await changeOf(ctx, days, within === undefined ? null : [within])
  const own = ctx.actsAs === 'sectionHead' ? await ownChange(ctx, days, whole) : null
  return {
    ...answer,
    whole: shown(whole, { days, threshold: seesAll && !days.isClosed ? 1 : THRESHOLD }),
    ownSections: own,
    may,
  }
}

/** Days on which the policy knew the figure: the end of the last month, of the last fiscal year, and what the last review closed. */
async function daysOffered(ctx: Ctx, kpiId: string, to: string): Promise<Answered['offered']> {
  const closed = await frozenUpTo(ctx, fiscalYearOf(to), { ids: [kpiId] })
  const review = closed.findLast(({ asOf }) => asOf < to)?.asOf
  const days = [
    { since: 'month' as const, from: monthEnds(to, 1)[0]! },
    { since: 'year' as const, from: lastDayOf(fiscalYearOf(to) - 1) },
    ...(review === undefined ? [] : [{ since: 'review' as const, from: review }]),
  ]
  const editions = await editionsOn(
    ctx,
    days.map(({ from }) => from),
  )
  const isKnown = (day: string) => {
    const edition = editions.get(day)
    return edition !== undefined && definitionsOf(edition.document).some(({ id }) => id === kpiId)
  }
  return days.filter(({ from }, place) => isKnown(from) && days.findIndex((one) => one.from === from) === place)
}

/** A day of the two: what is said of it, and by which measure. */
interface End {
  readonly definition: Definition
  readonly asOf: string
  readonly measure: Measure | undefined
  readonly figure: Figure | undefined
  /** As the records, or what HR entered, give it. */
  readonly value: Value | undefined
  /** As a review closed it and later stated it; undefined: it has not. */
  readonly stated: Pair | null | undefined
}

interface Days {
  readonly first: End
  readonly last: End
  /** Its records are nobody's to see. */
  readonly isClosed: boolean
}

async function bothDays(
  ctx: Ctx,
  { first, last, from, to }: { first: Definition; last: Definition; from: string; to: string },
): Promise<Days> {
  const asked = [
    { definition: first, asOf: from },
    { definition: last, asOf: to },
  ]
  const [figures, entries, frozen] = await Promise.all([
    figuresFor(ctx, asked),
    entriesUpTo(ctx, [...new Set(byHand([first, last]))], to),
    frozenUpTo(ctx, fiscalYearOf(to), { ids: [last.id], years: fiscalYearOf(to) - fiscalYearOf(from) + 1 }),
  ])
  const [one, other] = asked.map(({ definition, asOf }, place): End => {
    const closed = frozen.find((one) => one.asOf === asOf)
    const own = entries.filter((entry) => entry.asOf <= asOf)
    return {
      ...{ definition, asOf, measure: measureOf(definition), figure: figures[place] },
      value: valueFrom(definition, figures[place], own, asOf),
      stated: closed && lastStated(closed),
    }
  })
  return { first: one!, last: other!, isClosed: other!.measure?.opensNoRecords === true }
}

/** A change and its parts before anybody looks at them. */
interface Taken {
  readonly split: Change['split']
  readonly why: Change['why']
  readonly from: Pair | null
  readonly to: Pair | null
  readonly parts: readonly Part[]
  readonly moved: number | null
}

async function changeOf(ctx: Ctx, { first, last }: Days, sections: readonly string[] | null): Promise<Taken> {
  const isWard = sections === null
  const from = isWard && first.stated !== undefined ? first.stated : pairOf(first.value)
  const to = isWard && last.stated !== undefined ? last.stated : pairOf(last.value)
  const untold = { split: 'none', from, to, parts: [], moved: null } as const
  if (first.definition.unit !== last.definition.unit) return { ...untold, why: 'otherUnit' }
  const { unit } = last.definition
  if (!first.value || !last.value || !from || !to || !exactly(from, unit) || !exactly(to, unit)) {
    return { ...untold, why: 'noValue' }
  }
  const sides = await bothSides(ctx, first, last)
  const counts = { from, to, moved: null, parts: partsOfCounts(from, to, unit) }
  if (sides && countsPeople(first.measure!) && countsPeople(last.measure!)) {
    const causes = await causesOf(ctx, { ...sides, sections })
    return byPeople(causes, { unit, isWard, stated: isWard ? [first, last] : [] })
  }
  if (sections) return { ...untold, from: null, to: null, why: 'recordsOfNobody' }
  const isSeries = isOneSeries(last.definition, first.figure?.told, last.figure?.told)
  if (!isSeries || !countsTheSame(first.definition, last.definition)) {
    const part = { part: 'definition', reason: null, people: null, before: from, after: to } as const
    const parts = [{ ...part, change: minus(exactly(to, unit), exactly(from, unit))! }]
    return { from, to, moved: null, parts, split: 'none', why: 'otherDefinition' }
  }
  if (!last.measure || !first.measure) {
    const isSame = !last.measure && first.value.asOf === last.value.asOf
    return { ...counts, split: 'counts', why: isSame ? 'sameValue' : 'enteredByHand' }
  }
  const bySection = await sectionsBoth(ctx, first, last)
  // What a review says otherwise than the records lies in no section.
  const isRecorded = [first, last].every(({ stated, value }) => stated === undefined || isSamePair(stated, value!))
  if (!bySection || unit !== '%' || !isRecorded) return { ...counts, split: 'counts', why: 'recordsOfNobody' }
  const none = { reason: null, people: null, before: null, after: null }
  const parts = [
    { ...none, part: 'within' as const, change: bySection.within },
    { ...none, part: 'between' as const, change: bySection.between },
  ]
  return { from, to, moved: null, parts, split: 'sections', why: 'recordsOfNobody' }
}

async function bothSides(ctx: Ctx, first: End, last: End): Promise<{ first: Side; last: Side } | undefined> {
  if (!first.measure || !last.measure) return undefined
  const [before, after] = await Promise.all([first.measure.basis(ctx, first.asOf), last.measure.basis(ctx, last.asOf)])
  if (!before || !after) return undefined
  return {
    first: { measure: first.measure, asOf: first.asOf, basis: before },
    last: { measure: last.measure, asOf: last.asOf, basis: after },
  }
}

/** Corrections of the first day, then another definition on that day, then the people, then corrections of the second day. */
function byPeople(
  { definition, groups, moved }: Causes,
  { unit, isWard, stated }: { unit: string; isWard: boolean; stated: readonly End[] },
): Taken {
  const before = definition?.before ?? sumOf(groups.map((group) => group.before))
  const after = sumOf(groups.map((group) => group.after))
  const said = (place: number, counted: Pair) => stated[place]?.stated ?? counted
  const [from, to] = [said(0, before), said(1, after)]
  const [start, end] = [exactly(before, unit), exactly(after, unit)]
  const redefinedFrom = definition && exactly(definition.after, unit)
  if (!start || !end || (definition && !redefinedFrom)) {
    return { split: 'none', why: 'noValue', from, to, parts: [], moved: null }
  }
  const corrected = plusOf(minus(start, exactly(from, unit)), minus(exactly(to, unit), end))
  const none = { reason: null, before: null, after: null }
  const parts: Part[] = [
    { ...none, part: 'correction', people: null, change: corrected },
    ...(definition
      ? [
          {
            ...{ part: 'definition' as const, reason: null, people: definition.people },
            ...{ before: definition.before, after: definition.after },
            change: minus(redefinedFrom!, start)!,
          },
        ]
      : []),
    ...partsOf(groups, unit).sort((a, b) => ORDER.indexOf(a.part) - ORDER.indexOf(b.part)),
  ]
  return {
    ...{ split: 'people', why: null, from, to },
    parts: parts.filter(({ change, people }) => change.over !== 0n || (people ?? 0) > 0),
    moved: isWard ? moved : null,
  }
}

const ORDER: readonly Part['part'][] = [
  ...(['joined', 'left', 'movedIn', 'movedOut', 'reorganisedIn', 'reorganisedOut'] as const),
  ...(['enteredScope', 'leftScope', 'gained', 'lost', 'others'] as const),
]

function plusOf(a: Fraction | undefined, b: Fraction | undefined): Fraction {
  return minus(a ?? NOTHING, b && { over: -b.over, under: b.under }) ?? NOTHING
}

/** A section head's own sections; no part of it from which, with that of the whole, fewer than may be shown could be told (INV-S1, A7). */
async function ownChange(ctx: Ctx, days: Days, whole: Taken): Promise<Change | null> {
  const codes = await sectionsHeaded(ctx)
  const own = await changeOf(ctx, days, codes)
  const isTold = await Promise.all([days.first, days.last].map((end) => isTellable(ctx, codes, end)))
  if (own.split !== 'people' || isTold.includes(false)) return null
  const besides = ({ part, reason, people: here }: Part) =>
    Math.max(0, (whole.parts.find((one) => one.part === part && one.reason === reason)?.people ?? 0) - (here ?? 0))
  return shown(own, { days, threshold: THRESHOLD, besides })
}

/** Whether the page of the KPI tells their sum on that day. */
async function isTellable(
  ctx: Ctx,
  codes: readonly string[],
  { definition, asOf, figure, stated }: End,
): Promise<boolean> {
  if (!figure) return false
  const { measure, unit, contract } = definition
  const enough = enoughPeople({ measure, frozen: null })
  const tree = await countedBySection(ctx, figure.sums, { asOf, places: placesOf(enough) })
  const direction = unit === '%' ? (contract?.direction ?? null) : null
  return tellableSum(codes, { tree, enough, direction, isPublished: stated !== undefined }) !== null
}

function shown(
  taken: Taken,
  { days: { first, last }, threshold, besides }: { days: Days; threshold: number; besides?: (part: Part) => number },
): Change {
  const { split, why, from, to } = taken
  const { unit } = last.definition
  const blocks =
    split === 'people' && threshold > 1
      ? inBlocks(taken.parts, threshold, besides)
      : { parts: taken.parts, isMerged: false }
  const ends = { from: endOf(first, from), to: endOf(last, to) }
  const [start, end] = [from && exactly(from, unit), to && exactly(to, unit)]
  const moved = taken.moved !== null && taken.moved > 0 && taken.moved < threshold ? null : taken.moved
  const told = { split, why, ...ends, moved, isMerged: blocks.isMerged }
  if (!start || !end || why === 'otherUnit') return { ...told, change: null, shown: null, parts: [] }
  const changes = blocks.parts.map(({ change }) => change)
  const digits = digitsFor(changes, unit)
  const words = shownParts({ from: start, to: end, changes }, digits)
  return {
    ...told,
    change: numberOf(minus(end, start)!),
    shown: { digits, from: words.from, to: words.to, change: words.change },
    parts: blocks.parts.map(({ change, ...part }, place) => ({
      ...part,
      change: numberOf(change),
      shown: words.parts[place]!,
    })),
  }
}

function endOf({ definition, asOf, measure, value, stated }: End, counted: Pair | null): Change['from'] {
  return {
    asOf,
    restsOnSample: definition.isSample || (value?.restsOnSample ?? false),
    counted: counted && {
      ...{ numerator: counted.numerator, denominator: counted.denominator },
      asOf: value?.asOf ?? asOf,
      from: measure ? periodOf(measure, asOf).from : (value?.asOf ?? asOf),
      isFrozen: stated !== undefined,
    },
  }
}

/** What lies in the sections right below the town, on both days. */
async function sectionsBoth(ctx: Ctx, first: End, last: End) {
  const [before, after] = await Promise.all([first, last].map((end) => sectionsOf(ctx, end)))
  return before && after && partsBySection(before, after)
}

async function sectionsOf(ctx: Ctx, { figure, asOf }: End): Promise<Map<string, Pair> | undefined> {
  if (!figure) return undefined
  // Sums, of which none is shown.
  const parts = partsDown(await countedBySection(ctx, figure.sums, { asOf }), 1)
  return new Map(
    parts
      .filter(({ path }) => path.length === 0)
      .map(
        ({
          row: {
            sectionCode,
            tallies: [denominator = 0, numerator = 0],
          },
        }) => [sectionCode ?? '', { numerator, denominator }],
      ),
  )
}

function pairOf(value: Value | undefined): Pair | null {
  return value ? { numerator: value.numerator, denominator: value.denominator } : null
}

function isSamePair(a: Pair | null, b: Pair): boolean {
  return a !== null && a.numerator === b.numerator && a.denominator === b.denominator
}
