import { Temporal } from 'temporal-polyfill'
import type { Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { must, upToToday } from '#platform/refusal/refusal.ts'
import type { PolicyDocument } from '#rooms/policy/document.rules.ts'
import type { LevelKind } from '#rooms/policy/evidence.rules.ts'
import { bandCuts } from '#rooms/policy/rules.ts'
import { policyOn, requirePolicy } from '#rooms/policy/service.ts'
import type { skills } from './contract.ts'
import { type Evidence, evidenceOf } from './evidence.service.ts'
import { gradeOn } from './levels.service.ts'
import {
  areasOf,
  decideLevel,
  expectationsOf,
  type LevelOf,
  scoreOf,
  setsLevel,
  skillsIn,
  tierShares,
} from './rules.ts'

export async function showPyramid(ctx: Ctx, { staffMemberId, asOf }: Input<typeof skills.showPyramid>) {
  const day = upToToday(ctx, asOf)
  const yearBefore = Temporal.PlainDate.from(day).subtract({ years: 1 }).toString()
  const [document, documentThen, grade, visible] = await Promise.all([
    requirePolicy(ctx, day),
    policyOn(ctx, yearBefore),
    gradeOn(ctx, staffMemberId, day),
    evidenceOf(ctx, staffMemberId, { upTo: day }),
  ])
  must(grade !== undefined, 'no_such_staff_member')
  ctx.sees([staffMemberId], 'skills.pyramid')
  const { pyramid } = document
  const names = new Map(pyramid.tiers.map(({ id, name, nature }) => [id, { name, nature }]))
  const tiers = tierShares(pyramid, levelsBy(document, visible))
  const expected = expectationsOf(document, grade)
  const then = visible.filter((evidence) => evidence.asOf <= yearBefore)
  return {
    asOf: day,
    grade,
    name: pyramid.name,
    isSample: Boolean(pyramid.isSample) || pyramid.tiers.some(({ isSample }) => isSample),
    sharedOnly: ctx.actsAs === 'sectionHead',
    highestLevel: pyramid.highestLevel,
    tiers: tiers.map((tier) => ({ ...names.get(tier.id)!, ...tier })),
    heightCuts: bandCuts(document).slice(1, -1),
    score: scoreOf(pyramid, levelsBy(document, visible)),
    expectedScore: expected.size > 0 ? scoreOf(pyramid, (skill) => expected.get(skill)) : null,
    lastYear:
      documentThen && then.some(({ level }) => level !== null)
        ? { asOf: yearBefore, score: scoreOf(documentThen.pyramid, levelsBy(documentThen, then)) }
        : null,
    assessed: tiers.reduce((sum, { assessed }) => sum + assessed, 0),
    skills: skillsIn(document).length,
    ...explained(document, visible),
  }
}

/** The level of each skill after all this evidence, by the policy's rule. */
function levelsBy({ pyramid }: PolicyDocument, inOrder: readonly Evidence[]): LevelOf {
  const known = new Map<string, Partial<Record<LevelKind, number>>>()
  for (const { skill, kind, level } of inOrder.filter(setsLevel)) {
    known.set(skill, { ...known.get(skill), [kind]: level })
  }
  return (skill) => decideLevel(pyramid.rule.levelFrom, known.get(skill) ?? {}).level
}

const LISTED = 200

/** What each piece of evidence added to the area, latest first. */
function explained({ pyramid }: PolicyDocument, inOrder: readonly Evidence[]) {
  const skills = new Set(pyramid.tiers.flatMap((tier) => tier.skills.map(({ id }) => id)))
  const areas = areasOf(
    pyramid,
    inOrder.filter(({ skill }) => skills.has(skill)),
  ).toReversed()
  return {
    earlierArea: areas.slice(LISTED).reduce((sum, { area }) => sum + area, 0),
    evidence: areas.slice(0, LISTED).map(({ area, evidence }) => {
      const { skillEvidenceId, skill, kind, level, asOf, source, isSample } = evidence
      return { skillEvidenceId, skill, kind, level, asOf, source, isSample, area }
    }),
  }
}
