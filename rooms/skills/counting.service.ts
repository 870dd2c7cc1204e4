/**
 * Everybody's levels by section and skill, as sums that are kept up (platform/measure): who is in scope today, where, and what follows
 * by the policy's rule. What a person adds stands in sections.rules.ts.
 */
import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import type { Among, Basis, Days, Quantity } from '#platform/measure/measure.ts'
import { hardly, mostly } from '#platform/sql/sql.ts'
import { followsPeople, followsSections, organisationOn, upFrom } from '#rooms/people/relations.service.ts'
import type { PolicyWith } from '#rooms/policy/document.rules.ts'
import { occupationsNamed, recordsOf } from '#rooms/policy/rules.ts'
import { policyWith } from '#rooms/policy/service.ts'
import { latestLevels } from './levels.service.ts'
import { populationBasis, populationOnDays, restsOnSample } from './population.service.ts'
import { turningWithEvidence } from './reflected.service.ts'
import { expectationsOf, skillsIn } from './rules.ts'
import { placesOf, rungsNamed } from './sections.rules.ts'
import { standingOn } from './standing.service.ts'

export const standings: Quantity = {
  name: 'skills.standings',
  kind: 'state',
  unit: '人',
  isOutput: false,
  follows: { ...followsPeople, ...followsSections, skill_standing: 'units' },
  turning: turningWithEvidence,
  tallied: 'places',
  above: upFrom,

  async basis(ctx: Ctx, asOf: string): Promise<Basis | undefined> {
    const [document, organisation] = await Promise.all([policyWith(ctx, ['pyramid'], asOf), organisationOn(ctx, asOf)])
    if (!document) return undefined
    return { ...(await levelsBasis(ctx, document)), organisation }
  },

  parts: (days, among) => partsBy(levelsOf(days, among), days, among),
}

/** The same of a day that is past, counted from the evidence: what stands is kept for today alone. */
export const standingsThen: Quantity = {
  ...standings,
  name: 'skills.standingsThen',
  parts: (days, among) => partsBy(levelsThen(days, among), days, among),
}

/** What counting levels reads of the policy: the rule's kinds, the skills and what each grade and occupation expects of them, each with its places. */
export async function levelsBasis(ctx: Ctx, document: PolicyWith<'pyramid'>): Promise<Basis> {
  const { pyramid, literacy } = document
  const skills = skillsIn(document)
  const rungs = rungsNamed(document)
  const places = placesOf(skills.length, pyramid.highestLevel)
  const expected = rungs.map((rung) => expectationsOf(document, rung))
  return {
    restsOnSample: await restsOnSample(ctx, pyramid, literacy, ...pyramid.tiers),
    population: populationBasis(literacy?.population),
    kinds: pyramid.rule.levelFrom.map((kind, rank) => ({ kind, rank })),
    highestLevel: pyramid.highestLevel,
    rungs: rungs.map(({ grade, occupation }, index) => ({
      ...{ grade, occupation: occupation ?? '' },
      ...{ rank: index + 1, place: places.rung(index) },
    })),
    occupations: occupationsNamed(document),
    skills: skills.flatMap(({ id }, skill) => {
      const at = { first: places.level(skill, 0), reached: places.reached(skill) }
      const row = { skill: id, ...at, expected: expected.map((levels) => levels.get(id) ?? null) }
      const [, ...former] = recordsOf(document, id)
      // Whose records count beside its own, each in a row of its own; towns without any have no such word in their basis.
      if (former.length === 0) return [row]
      return [{ ...row, counts: 'own' }, ...former.map((record) => ({ ...row, skill: record, counts: 'former' }))]
    }),
  }
}

function partsBy(levels: RawBuilder<unknown>, days: Days, among: Among): RawBuilder<unknown> {
  return sql`select p.figure_id, p.staff as unit, p.section_code, null::text as outside,
        array_remove(array[1, g.place], null) || array_agg(s.place order by s.place) filter (where s.place is not null)
          || array_agg(s.reached order by s.place) filter (where s.level >= s.expected[g.rank]) as tallies
      from (select p.figure_id, p.staff, p.section_code, p.grade, ${occupationIn(sql`p`)} as occupation
          from ${populationOnDays(days, among)} p where ${mostly(sql`p.outside is null`)} offset 0) p
        left join ${rungsOf(days)} g on (g.figure_id, g.grade, g.occupation) = (p.figure_id, p.grade, p.occupation)
        left join ${levels} s on (s.figure_id, s.staff) = (p.figure_id, p.staff)
      group by p.figure_id, p.staff, p.section_code, g.place`
}

/** The grades and occupations of a basis, by which expectations go: figure_id, grade, occupation (empty: every other), rank, place. */
export function rungsOf(days: Days): RawBuilder<unknown> {
  return sql`(select d.figure_id, g.* from ${days} d
    cross join lateral jsonb_to_recordset(d.basis -> 'rungs') as g(grade text, occupation text, rank integer, place integer))`
}

/** The occupation of a row of `populationOnDays`, as `rungsOf` names it. */
export function occupationIn(row: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`case when ${row}.basis -> 'occupations' ? ${row}.occupation then ${row}.occupation else '' end`
}

/**
 * Today's levels by the policy's rule, as `levelsByRule`, each with its places and what the grades expect, in their order: figure_id,
 * staff, level, place, reached, expected.
 */
function levelsOf(days: Days, among: Among): RawBuilder<unknown> {
  const records = sql`(select s.staff_member_id as staff, s.level, s.as_of, s.skill_evidence_id as id
    from ${standingOn(sql`d.day`)} s where s.skill = k.skill and s.kind = r.kind and ${among('s.staff_member_id')})`
  return sql`((select distinct on (d.figure_id, s.staff, k.skill) ${LEVEL} from ${days} d cross join lateral ${OWN} k
      cross join lateral ${KINDS} r join lateral ${records} s on true order by d.figure_id, s.staff, k.skill, r.rank)
    union all ${ofFormer(days, records)})`
}

/** The levels of a past day, in the same columns; a skill after the other, because the records of all of them do not fit into the memory for putting in order. */
export function levelsThen(days: Days, among: Among): RawBuilder<unknown> {
  const records = latestLevels({ skill: sql`k.skill`, kind: sql`r.kind`, day: sql`d.day` }, among)
  return sql`(select ${LEVEL} from ${days} d cross join lateral ${OWN} k cross join lateral (
      select distinct on (s.staff) s.staff, s.level from ${KINDS} r cross join lateral ${records} s order by s.staff, r.rank) s
    union all ${ofFormer(days, records)})`
}

const SKILLS = sql`jsonb_to_recordset(d.basis -> 'skills') as k(skill text, first integer, reached integer, expected integer[], counts text)`
const OWN = sql`(select * from ${SKILLS} where ${mostly(sql`k.counts is null`)})`
const KINDS = sql`(select * from jsonb_to_recordset(d.basis -> 'kinds') as r(kind text, rank integer))`
/** The level by the first kind that has one. */
const LEVEL = sql`d.figure_id, s.staff, s.level, k.first + least(s.level, (d.basis -> 'highestLevel')::integer) as place, k.reached, k.expected`

/**
 * Where records of former skills count too, the latest of them all: those few skills are put in order by their days, which of all others would be read for
 * nothing.
 */
function ofFormer(days: Days, records: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(select distinct on (d.figure_id, s.staff, k.first) ${LEVEL} from ${days} d
      cross join lateral (select * from ${SKILLS} where ${hardly(sql`k.counts is not null`)}) k
      cross join lateral ${KINDS} r join lateral ${records} s on true
    order by d.figure_id, s.staff, k.first, r.rank, s.as_of desc, s.id desc)`
}
