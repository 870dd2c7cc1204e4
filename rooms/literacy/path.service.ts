/** The share at the floor month by month, and the day on which it is reached (platform/measure/pace.ts states the method). */

import type { Answer, Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import type { Figure } from '#platform/measure/counting.ts'
import { figuresOf } from '#platform/measure/figures.ts'
import {
  arrivalDays,
  FEWEST_CHANGES,
  lastRun,
  MONTHS_KEPT,
  monthsUntil,
  type Pace,
  paceOf,
} from '#platform/measure/pace.ts'
import { addDays, fiscalYearOf, fiscalYearRange, monthEnds } from '#platform/time/dates.ts'
import { countedBySection, partsOfSections, wholeOfSection } from '#rooms/people/section-parts.service.ts'
import { THRESHOLD } from '#rooms/people/small-sections.rules.ts'
import type { PolicyDocument } from '#rooms/policy/document.rules.ts'
import { targetsOf } from '#rooms/policy/rules.ts'
import { editionsOn, requirePolicyWith } from '#rooms/policy/service.ts'
import { FLOOR, meaningOf, shareAtFloor } from './floor.service.ts'
import type { path } from './path.contract.ts'

type Path = Answer<typeof path.showFloorPath>
type Point = Path['points'][number]

export async function showFloorPath(
  ctx: Ctx<typeof path.showFloorPath>,
  { within }: Input<typeof path.showFloorPath>,
): Promise<Path> {
  const document = await requirePolicyWith(ctx, FLOOR, ctx.today)
  const editions = await editionsOn(ctx, monthEnds(ctx.today, MONTHS_KEPT))
  const days = [...[...editions.keys()].sort(), ctx.today]
  const figures = await figuresOf(
    ctx,
    days.map((asOf) => ({ measure: shareAtFloor, asOf })),
  )
  const now = figures.at(-1)!
  const parts =
    within === undefined
      ? undefined
      : await partsOfSections(ctx, await countedBySection(ctx, now.sums, { asOf: ctx.today }), {
          ...{ asOf: ctx.today, within, threshold: THRESHOLD },
        })
  const meaning = meaningOf(document)
  const found = await Promise.all(
    days.map(async (day, place): Promise<Point | undefined> => {
      const counted = await countedOn(ctx, figures[place], { asOf: day, within })
      const meant = editions.get(day)?.document ?? document
      return counted && { day, ...counted, countedOtherwise: meaningOf(meant) !== meaning }
    }),
  )
  const points = found.filter((point) => point !== undefined)
  const last = points.at(-1)?.day === ctx.today ? points.at(-1) : undefined
  const pace = paceOf(lastRun(found.slice(0, -1)).map(percentOf))
  return {
    asOf: ctx.today,
    isSample: now.restsOnSample,
    within: (parts?.path ?? []).map(({ sectionCode, name }) => ({ sectionCode, name })),
    points,
    pace: pace && last ? inPeople(pace, last) : null,
    fewestChanges: FEWEST_CHANGES,
    goals: last ? goalsOf(document, ctx.today).map((goal) => ({ ...goal, ...wayTo(goal, last, pace, ctx.today) })) : [],
  }
}

/** Undefined where nobody is in scope, nothing is known, or the section is not shown by itself. */
async function countedOn(
  ctx: Ctx,
  figure: Figure | undefined,
  { asOf, within }: { asOf: string; within: string | undefined },
): Promise<{ numerator: number; denominator: number } | undefined> {
  if (!figure || !shareAtFloor.isKnown!(figure.tallies)) return undefined
  const [denominator = 0, numerator = 0] =
    within === undefined
      ? figure.tallies
      : ((await wholeOfSection(ctx, await countedBySection(ctx, figure.sums, { asOf }), {
          ...{ asOf, within, threshold: THRESHOLD },
        })) ?? [])
  return denominator > 0 ? { numerator, denominator } : undefined
}

function percentOf({ numerator, denominator }: Point): number {
  return (100 * numerator) / denominator
}

function inPeople({ changes, perMonth }: Pace, { denominator }: Point): NonNullable<Path['pace']> {
  return { changes, perMonth, peoplePerMonth: (perMonth * denominator) / 100 }
}

type Goal = Pick<Path['goals'][number], 'fiscalYear' | 'by' | 'percent' | 'isSample'>

/** What the policy's KPIs of this share aim at from this year on, and that all staff are there, which it is about. */
function goalsOf(document: PolicyDocument, today: string): Goal[] {
  const targets = (document.kpis ?? [])
    .filter(({ measure }) => measure === shareAtFloor.name)
    .flatMap((kpi) => targetsOf(document, kpi).map((target) => ({ ...target, isSample: kpi.isSample })))
    .filter(({ fiscalYear }) => fiscalYear >= fiscalYearOf(today))
    .sort((a, b) => a.fiscalYear - b.fiscalYear)
  return [
    ...targets.flatMap(({ fiscalYear, value, isSample }) =>
      value === null ? [] : [{ fiscalYear, by: addDays(fiscalYearRange(fiscalYear).to, -1), percent: value, isSample }],
    ),
    { fiscalYear: null, by: null, percent: 100, isSample: false },
  ]
}

function wayTo(
  { by, percent }: Goal,
  last: Point,
  pace: Pace | undefined,
  today: string,
): Pick<Path['goals'][number], 'missing' | 'neededPerMonth' | 'reachedOn' | 'earliest' | 'latest'> {
  const missing = Math.max(0, Math.ceil((percent * last.denominator) / 100 - 1e-9) - last.numerator)
  const arrival = missing === 0 ? undefined : pace && arrivalDays(pace, percent - percentOf(last), today)
  return {
    missing,
    // The goal is reached by the end of its last day.
    neededPerMonth: by === null ? null : missing / monthsUntil(today, by),
    ...(arrival ?? { reachedOn: null, earliest: null, latest: null }),
  }
}
