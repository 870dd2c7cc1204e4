import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { measureNamed } from '#platform/measure/measure.ts'
import { fiscalYearOf } from '#platform/time/dates.ts'
import { answersOf } from '#rooms/evidence/arrows.service.ts'
import { type FrozenValue, lastStated, sectionsFrozen } from '#rooms/kpi/freezing.service.ts'
import { countsTheSame, type Judged, lastDayOf, statedIn } from '#rooms/kpi/rules.ts'
import { judgedAtClose } from '#rooms/kpi/trend.service.ts'
import { nodesOf } from '#rooms/logic-model/rules.ts'
import { closedReview } from '#rooms/pdca/service.ts'
import { sectionsOn } from '#rooms/people/relations.service.ts'
import { colleagues } from '#rooms/people/service.ts'
import type { PolicyDocument } from '#rooms/policy/document.rules.ts'
import type { Arrow, Facts, Kind, Part, Value } from './facts.rules.ts'
import { partsOf, type SectionOfDay } from './small.rules.ts'

/** The year, and the one before. */
const YEARS = 2

/** All that the documents of a closed year are made of, or those of a kind; undefined while it is open. */
export async function factsOf(ctx: Ctx, fiscalYear: number, kind?: Kind): Promise<Facts | undefined> {
  const review = await closedReview(ctx, fiscalYear, { years: YEARS })
  if (!review?.document) return undefined
  const { document, subjects } = review
  const asOf = lastDayOf(fiscalYear)
  const owners = review.decisions.map(({ owner }) => owner)
  const [parts, carryOut, answers] = await Promise.all([
    kind === 'public' ? partsOfYear(ctx, review.values, asOf) : new Map<string, Part[]>(),
    owners.length > 0 ? colleagues(ctx, owners) : [],
    review.against.length > 0 ? answersOf(ctx, fiscalYear) : [],
  ])
  const nameOf = (id: string) => subjects.find((subject) => subject.id === id)?.name ?? id
  const sectionOf = new Map(carryOut.map(({ staffMemberId, sectionName }) => [staffMemberId, sectionName]))
  const ofYear = review.values.filter((value) => value.fiscalYear === fiscalYear)
  const judgements = await judgedAtClose(ctx, ofYear, document)
  const stated = statedIn(document)
  return {
    ...{ fiscalYear, asOf, closedOn: review.closedOn, summary: review.summary },
    town: document.policy.town.name,
    policy: document.policy.title,
    edition: document.policy.edition,
    values: ofYear.map((value) => ({
      ...statedValue(ctx, value, review.values, subjects.find(({ id }) => id === value.definition.node)?.name ?? null),
      ...outcomeOf(judgements.get(value.definition.id)),
      direction: (value.definition.contract ?? stated.get(value.definition.id)?.contract)?.direction ?? 'up',
      reason: review.reasons.find(({ kpi }) => kpi === value.definition.id)?.reason ?? null,
    })),
    decisions: review.decisions.map(({ owner, ...one }) => ({
      ...{ ...one, subjectName: nameOf(one.subject), section: sectionOf.get(owner) ?? null },
    })),
    nodes: nodesOf(document),
    arrows: arrowsOf(document, review.against),
    contradictions: review.against.flatMap(({ from, to }) => {
      const said = answers.findLast((one) => one.from === from && one.to === to)
      return said ? [{ fromName: nameOf(from), toName: nameOf(to), follows: said.follows, answer: said.answer }] : []
    }),
    parts,
  }
}

function statedValue(
  ctx: Ctx,
  value: FrozenValue,
  all: readonly FrozenValue[],
  nodeName: string | null,
): Omit<Value, 'reason' | 'direction' | keyof Outcome> {
  const { definition, counted, fiscalYear, restatements, restsOnSample, told } = value
  const stated = lastStated(value)
  const before = all.find((one) => one.fiscalYear === fiscalYear - 1 && one.definition.id === definition.id)
  const tell = definition.measure === null ? undefined : measureNamed(definition.measure)?.tell
  return {
    ...{ definition, nodeName, stated, restsOnSample },
    frozen: counted,
    restatements: restatements.map((one) => ({ counted: one.counted, reason: one.reason, on: one.recordedOn })),
    before: before && countsTheSame(before.definition, definition) ? lastStated(before) : null,
    told: told === null ? null : (tell?.(ctx, told) ?? null),
  }
}

type Outcome = Pick<Value, 'target' | 'targetYear' | 'held' | 'status'>

function outcomeOf(judged: Judged | undefined): Outcome {
  const { target = null, targetYear = null, held = null, status = 'noTarget' } = judged ?? {}
  return { target, targetYear, held, status }
}

function arrowsOf(document: PolicyDocument, against: readonly { from: string; to: string }[]): Arrow[] {
  return (document.model?.arrows ?? []).map(({ from, to, evidence }) => ({
    ...{ from, to, evidence },
    isContradicted: against.some((arrow) => arrow.from === from && arrow.to === to),
  }))
}

/** Only what is published tells values by section, and of those only what counts people: of many records of one person it would not be known. */
async function partsOfYear(ctx: Ctx, values: readonly FrozenValue[], asOf: string): Promise<Map<string, Part[]>> {
  const [frozen, sections] = await Promise.all([sectionsFrozen(ctx, fiscalYearOf(asOf)), sectionsOf(ctx, asOf)])
  const countsPeople = new Set(
    values.flatMap(({ definition: { id, measure } }) => (measure && !measureNamed(measure)?.peopleAt ? [id] : [])),
  )
  return new Map(
    [...frozen].flatMap(([id, counts]) => (countsPeople.has(id) ? [[id, partsOf(counts, sections)] as const] : [])),
  )
}

async function sectionsOf(ctx: Ctx, day: string): Promise<SectionOfDay[]> {
  const { rows } = await sql<SectionOfDay>`select s.section_code as "sectionCode", s.name, s.parent_code as "parentCode"
    from ${sectionsOn(day)} s order by s.section_code`.execute(ctx.db)
  return rows
}
