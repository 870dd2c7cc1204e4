import { Temporal } from 'temporal-polyfill'
import type { Answer, Input } from '#platform/contract/contract.ts'
import { upToToday } from '#platform/ctx/as-of.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import type { PolicyWith } from '#rooms/policy/document.rules.ts'
import type { LevelKind } from '#rooms/policy/evidence.rules.ts'
import { bandCuts, carriedIn, type Rung } from '#rooms/policy/rules.ts'
import { policyWith, requirePolicyWith } from '#rooms/policy/service.ts'
import type { skills } from './contract.ts'
import { type Evidence, evidenceOf } from './history.service.ts'
import { rungOn } from './levels.service.ts'
import {
  areasOf,
  decideLevel,
  expectationsOf,
  holds,
  type LevelOf,
  scoreOf,
  setsLevel,
  skillsIn,
  tierShares,
} from './rules.ts'

type Picture = Answer<typeof skills.showPyramid>
type WithPyramid = PolicyWith<'pyramid'>

export async function showPyramid(
  ctx: Ctx<typeof skills.showPyramid>,
  { staffMemberId, asOf }: Input<typeof skills.showPyramid>,
) {
  const day = upToToday(ctx, asOf)
  const [document, documentThen, rung] = await Promise.all([
    requirePolicyWith(ctx, ['pyramid'], day),
    policyWith(ctx, ['pyramid'], yearBefore(day)),
    rungOn(ctx, staffMemberId, day),
  ])
  ctx.must(rung, 'no_such_staff_member')
  return await pyramidUnder(ctx, { document, documentThen, ...rung, staffMemberId, day })
}

/** The pyramid as a policy sees it, for whoever has asked already how it stands on the day. */
export async function pyramidUnder(
  ctx: Ctx,
  { staffMemberId, day, ...known }: Omit<Sitting, 'visible' | 'sharedOnly'> & { readonly staffMemberId: number },
) {
  const visible = await evidenceOf(ctx, staffMemberId, { upTo: day })
  ctx.sees([staffMemberId], 'skills.pyramid')
  return pictured({ day, ...known, visible, sharedOnly: ctx.actsAs === 'sectionHead' })
}

export interface Sitting extends Rung {
  readonly day: string
  readonly document: WithPyramid
  /** A year before, if there was one. */
  readonly documentThen: WithPyramid | undefined
  /** In the order of time, up to the day. */
  readonly visible: readonly Evidence[]
  readonly sharedOnly: boolean
}

/** The picture that follows from a person's evidence. */
export function pictured({ day, document, documentThen, grade, occupation, visible, sharedOnly }: Sitting): Picture {
  const { pyramid } = document
  const names = new Map(pyramid.tiers.map(({ id, name, nature }) => [id, { name, nature }]))
  const counted = countedFor(document, visible)
  const levelOf = levelsBy(document, counted, day)
  const tiers = tierShares(pyramid, levelOf)
  const expected = expectationsOf(document, { grade, occupation })
  return {
    asOf: day,
    grade,
    name: pyramid.name,
    isSample: Boolean(pyramid.isSample) || pyramid.tiers.some(({ isSample }) => isSample),
    sharedOnly,
    highestLevel: pyramid.highestLevel,
    tiers: tiers.map((tier) => ({ ...names.get(tier.id)!, ...tier })),
    heightCuts: bandCuts(document).slice(1, -1),
    score: scoreOf(pyramid, levelOf),
    expectedScore: expected.size > 0 ? scoreOf(pyramid, (skill) => expected.get(skill)) : null,
    lastYear: documentThen ? scoreThen(documentThen, yearBefore(day), visible) : null,
    assessed: tiers.reduce((sum, { assessed }) => sum + assessed, 0),
    skills: skillsIn(document).length,
    ...explained(document, counted, day),
  }
}

export function yearBefore(day: string): string {
  return Temporal.PlainDate.from(day).subtract({ years: 1 }).toString()
}

/** By the edition of that day; null where nothing was known then. */
function scoreThen(document: WithPyramid, asOf: string, visible: readonly Evidence[]): Picture['lastYear'] {
  const then = countedFor(document, visible).filter((evidence) => holds(evidence, asOf))
  return then.some(setsLevel) ? { asOf, score: scoreOf(document.pyramid, levelsBy(document, then, asOf)) } : null
}

/** Each piece of evidence as one of the skills for which it counts: its own, and those that took over its records. */
function countedFor(document: WithPyramid, visible: readonly Evidence[]): readonly Evidence[] {
  const carried = Map.groupBy(carriedIn(document), ({ former }) => former)
  if (carried.size === 0) return visible
  return visible.flatMap((one) => [one, ...(carried.get(one.skill) ?? []).map(({ skill }) => ({ ...one, skill }))])
}

/** The level of each skill on a day after all this evidence, by the policy's rule. */
function levelsBy({ pyramid }: WithPyramid, inOrder: readonly Evidence[], day: string): LevelOf {
  const known = new Map<string, Partial<Record<LevelKind, number>>>()
  for (const { skill, kind, level } of inOrder.filter(setsLevel).filter((evidence) => holds(evidence, day))) {
    known.set(skill, { ...known.get(skill), [kind]: level })
  }
  return (skill) => decideLevel(pyramid.rule.levelFrom, known.get(skill) ?? {}).level
}

const LISTED = 200

/** What each piece of evidence added to the area, latest first. */
function explained({ pyramid }: WithPyramid, inOrder: readonly Evidence[], day: string) {
  const skills = new Set(pyramid.tiers.flatMap((tier) => tier.skills.map(({ id }) => id)))
  const areas = areasOf(
    pyramid,
    inOrder.filter(({ skill }) => skills.has(skill)),
    day,
  ).toReversed()
  return {
    earlierArea: areas.slice(LISTED).reduce((sum, { area }) => sum + area, 0),
    evidence: areas.slice(0, LISTED).map(({ area, evidence }) => {
      const { skillEvidenceId, skill, kind, level, asOf, validTo, source, isSample } = evidence
      return { skillEvidenceId, skill, kind, level, asOf, validTo, source, isSample, area }
    }),
  }
}
