import { sql } from 'kysely'
import type { Answer, Input } from '#platform/contract/contract.ts'
import { upToToday } from '#platform/ctx/as-of.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { figuresOf } from '#platform/measure/figures.ts'
import { countedBySection, partsOfSections } from '#rooms/people/section-parts.service.ts'
import { rolesOf } from '#rooms/people/service.ts'
import { THRESHOLD } from '#rooms/people/small-sections.rules.ts'
import { type FloorSkill, floorOf } from '#rooms/policy/rules.ts'
import { policyOn, requirePolicyWith } from '#rooms/policy/service.ts'
import { populationOn, restsOnSample } from '#rooms/skills/population.service.ts'
import type { literacy } from './contract.ts'
import { FLOOR, levelsAtFloor, shareAtFloor } from './floor.service.ts'

export { showFloorByGroup, showFloorBySection } from './groups.service.ts'
export { showFloorPath } from './path.service.ts'
export { exportFloorWorklist, showFloorWorklist, showTeamFloor } from './worklist.service.ts'

export async function showLiteracyBoard(
  ctx: Ctx<typeof literacy.showLiteracyBoard>,
  input: Input<typeof literacy.showLiteracyBoard>,
) {
  const asOf = upToToday(ctx, input.asOf)
  const document = await requirePolicyWith(ctx, FLOOR, asOf)
  const maySeeSections = ctx.actsAs !== 'staff'
  const [figure] = await figuresOf(ctx, [{ measure: shareAtFloor, asOf }])
  const { total, outside, tallies, restsOnSample, sums } = figure!
  const asked = { asOf, within: input.within, threshold: THRESHOLD }
  const { path, rows } = maySeeSections
    ? await partsOfSections(ctx, await countedBySection(ctx, sums, asked), asked)
    : { path: [], rows: [] }
  const [, , , unassessed = 0, ...reached] = tallies
  const denominator = total.denominator ?? 0
  return {
    asOf,
    name: document.literacy.name,
    populationNote: document.literacy.population.note,
    isSample: restsOnSample,
    total: { numerator: total.numerator, denominator },
    isKnown: shareAtFloor.isKnown!(tallies),
    unassessed,
    outside: [...outside],
    floor: floorOf(document).map((skill, index) => ({
      skill: skill.id,
      name: skill.name,
      level: skill.floorLevel,
      levelName: levelOf(skill)?.name ?? null,
      evidence: skill.evidence,
      numerator: reached[index] ?? 0,
      denominator,
    })),
    threshold: THRESHOLD,
    within: path.map(({ sectionCode, name }) => ({ sectionCode, name })),
    sections: rows.map(({ sectionCode, name, holds, isOpen, tallies: [inScope = 0, atFloor = 0] }) => ({
      ...{ sectionCode, name, holds, isOpen },
      numerator: atFloor,
      denominator: inScope,
    })),
    may: await mayOf(ctx),
  }
}

async function mayOf(ctx: Ctx): Promise<Answer<typeof literacy.showLiteracyBoard>['may']> {
  const [everybody, groups, roles] = await Promise.all([
    ctx.may<typeof literacy.showFloorWorklist>('literacy.showFloorWorklist', {}),
    ctx.may<typeof literacy.showFloorByGroup>('literacy.showFloorByGroup', { by: 'grade' }),
    rolesOf(ctx),
  ])
  return [
    ...(everybody ? ['seeEverybody' as const] : []),
    ...(groups ? ['seeGroups' as const] : []),
    ...(roles.includes('sectionHead') ? ['seeTeam' as const] : []),
  ]
}

export async function showMyFloor(ctx: Ctx<typeof literacy.showMyFloor>): Promise<Answer<typeof literacy.showMyFloor>> {
  const document = await requirePolicyWith(ctx, FLOOR)
  const floor = floorOf(document)
  const [skills, isSample, { rows }] = await Promise.all([
    standingAtFloor(ctx, floor),
    restsOnSample(ctx, document.literacy, ...floor),
    sql<{ outside: string | null }>`select p.outside from (${populationOn(ctx.today, document.literacy.population)}) p
      where p.staff = ${ctx.actor.subjectId}::bigint`.execute(ctx.db),
  ])
  return {
    name: document.literacy.name,
    isSample,
    outside: rows[0]?.outside ?? null,
    reached: skills.every(({ reached }) => reached),
    skills,
  }
}

/** The skills of the floor as the actor has them; none before there is a policy. */
export async function myFloor(ctx: Ctx) {
  const document = await policyOn(ctx)
  return document ? standingAtFloor(ctx, floorOf(document)) : []
}

async function standingAtFloor(ctx: Ctx, floor: readonly FloorSkill[]) {
  const me = ctx.actor.subjectId!
  const levels = await levelsAtFloor(ctx, ctx.today, floor, [me])
  return floor.map((skill, index) => {
    const level = levels.get(me)?.[index] ?? null
    return {
      skill: skill.id,
      name: skill.name,
      floorLevel: skill.floorLevel,
      levelName: levelOf(skill)?.name ?? null,
      behaviour: levelOf(skill)?.behaviour ?? null,
      evidence: skill.evidence,
      level,
      reached: level !== null && level >= skill.floorLevel,
    }
  })
}

function levelOf({ levels, floorLevel }: FloorSkill) {
  return levels.find(({ level }) => level === floorLevel)
}
