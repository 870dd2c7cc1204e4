import { sql } from 'kysely'
import { Temporal } from 'temporal-polyfill'
import type { Answer, Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { must, upToToday } from '#platform/refusal/refusal.ts'
import { listTeam } from '#rooms/people/service.ts'
import type { PolicyDocument } from '#rooms/policy/document.rules.ts'
import { bandCuts } from '#rooms/policy/rules.ts'
import { policyOn, requirePolicy } from '#rooms/policy/service.ts'
import type { skills } from './contract.ts'
import { type Evidence, evidenceOf } from './evidence.service.ts'
import { areasOf, decideLevel, expectationsOf, type LevelOf, scoreOf, skillsIn, tierShares } from './rules.ts'

export * from './evidence.service.ts'
export { importEvidence } from './import.service.ts'

type Skill = Answer<typeof skills.showSkills>['skills'][number]

export async function showSkills(ctx: Ctx, { staffMemberId, asOf }: Input<typeof skills.showSkills>) {
  const day = upToToday(ctx, asOf)
  const [document, person] = await Promise.all([
    requirePolicy(ctx, day),
    day === ctx.today ? standingsOf(ctx, staffMemberId) : standingsOn(ctx, staffMemberId, day),
  ])
  must(person, 'no_such_staff_member')
  ctx.sees([staffMemberId], 'skills.levels')
  const sharedOnly = ctx.actsAs === 'sectionHead'
  const expected = expectationsOf(document, person.grade)
  return {
    asOf: day,
    grade: person.grade,
    highestLevel: document.pyramid.highestLevel,
    sharedOnly,
    skills: skillsIn(document).map(({ id, name, tierId }): Skill => {
      const { level, from, ...levels } = decided(document, person.standings.get(id), sharedOnly)
      return { skill: id, name, tier: tierId, level, from, expected: expected.get(id) ?? null, ...levels }
    }),
  }
}

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

export async function showTeamSkills(ctx: Ctx) {
  const [document, team] = await Promise.all([requirePolicy(ctx), listTeam(ctx)])
  const ids = team.map(({ staffMemberId }) => staffMemberId)
  const standings = await standingsOfMany(ctx, ids)
  ctx.sees(ids, 'skills.team')
  const all = skillsIn(document)
  const members = team.map((member) => {
    const own = standings.get(member.staffMemberId)
    const expected = expectationsOf(document, member.grade)
    const levels = all.map(({ id }) => {
      const { level, from } = decided(document, own?.get(id), true)
      return { level, from, expected: expected.get(id) ?? null }
    })
    return {
      ...member,
      shares: [...(own?.values() ?? [])].filter(({ self_shared }) => self_shared).length,
      unassessed: levels.filter(({ level }) => level === null).length,
      levels,
    }
  })
  return {
    highestLevel: document.pyramid.highestLevel,
    skills: all.map(({ id, name, tierId, tierName }, index) => {
      const levels = members.map((member) => member.levels[index]!)
      return {
        skill: id,
        name,
        tier: tierId,
        tierName,
        assessed: levels.filter(({ level }) => level !== null).length,
        below: levels.filter(({ level, expected }) => level !== null && expected !== null && level < expected).length,
      }
    }),
    members,
  }
}

/** One row of skill_standing, as JSON carries it. */
interface Standing {
  skill: string
  self_level: number | null
  self_as_of: string | null
  self_shared: boolean
  supervisor_level: number | null
  supervisor_as_of: string | null
  test_level: number | null
  test_as_of: string | null
  qualification_level: number | null
  qualification_as_of: string | null
  is_sample: boolean
}

interface PersonStandings {
  grade: string | null
  standings: ReadonlyMap<string, Standing>
}

/** Today's levels of one person, in one statement. */
async function standingsOf(ctx: Ctx, staffMemberId: number): Promise<PersonStandings | undefined> {
  const { rows } = await sql<{ grade: string | null; standings: Standing[] | null }>`select
      (select a.grade from assignment a where a.staff_member_id = m.staff_member_id and a.kind = 'primary'
        and a.valid_from <= ${ctx.today}::date and (a.valid_to is null or a.valid_to > ${ctx.today}::date)) as grade,
      (select json_agg(s) from skill_standing s where s.staff_member_id = m.staff_member_id) as standings
    from staff_member m where m.staff_member_id = ${staffMemberId}`.execute(ctx.db)
  return rows[0] && { grade: rows[0].grade, standings: bySkill(rows[0].standings ?? []) }
}

/** The levels of a past day, from the evidence; a sharing that was taken back since then is not shared. */
async function standingsOn(ctx: Ctx, staffMemberId: number, day: string): Promise<PersonStandings | undefined> {
  const [grade, evidence] = await Promise.all([
    gradeOn(ctx, staffMemberId, day),
    evidenceOf(ctx, staffMemberId, { upTo: day }),
  ])
  if (grade === undefined) return undefined
  const standings = new Map<string, Standing>()
  for (const { skill, kind, level, asOf, shared, isSample } of evidence) {
    if (kind === 'completion' || level === null) continue
    const latest = { [`${kind}_level`]: level, [`${kind}_as_of`]: asOf, is_sample: isSample }
    const sharing = kind === 'self' ? { self_shared: shared } : {}
    standings.set(skill, { ...(standings.get(skill) ?? nothingKnown(skill)), ...latest, ...sharing })
  }
  return { grade, standings }
}

async function standingsOfMany(ctx: Ctx, ids: readonly number[]): Promise<Map<number, Map<string, Standing>>> {
  const { rows } = await sql<{
    staff: number
    standings: Standing[]
  }>`select staff_member_id as staff, json_agg(s) as standings
    from skill_standing s where staff_member_id = any(${ids}) group by staff_member_id`.execute(ctx.db)
  return new Map(rows.map(({ staff, standings }) => [staff, bySkill(standings)]))
}

/** The grade of the primary assignment of a day; undefined for a person who does not exist. */
async function gradeOn(ctx: Ctx, staffMemberId: number, day: string): Promise<string | null | undefined> {
  const { rows } = await sql<{ grade: string | null }>`select a.grade from staff_member m
    left join assignment a on a.staff_member_id = m.staff_member_id and a.kind = 'primary'
      and a.valid_from <= ${day}::date and (a.valid_to is null or a.valid_to > ${day}::date)
    where m.staff_member_id = ${staffMemberId}`.execute(ctx.db)
  return rows[0]?.grade
}

function bySkill(standings: readonly Standing[]): Map<string, Standing> {
  return new Map(standings.map((standing) => [standing.skill, standing]))
}

function nothingKnown(skill: string): Standing {
  return {
    skill,
    self_level: null,
    self_as_of: null,
    self_shared: false,
    supervisor_level: null,
    supervisor_as_of: null,
    test_level: null,
    test_as_of: null,
    qualification_level: null,
    qualification_as_of: null,
    is_sample: false,
  }
}

/** The levels of each kind that a reader may see, and the one that follows from them by the policy's rule. */
function decided({ pyramid }: PolicyDocument, standing: Standing | undefined, sharedOnly: boolean) {
  const s = standing ?? nothingKnown('')
  const levels = {
    self: sharedOnly && !s.self_shared ? null : dated(s.self_level, s.self_as_of, { shared: s.self_shared }),
    supervisor: dated(s.supervisor_level, s.supervisor_as_of, {}),
    test: dated(s.test_level, s.test_as_of, {}),
    qualification: dated(s.qualification_level, s.qualification_as_of, {}),
  }
  const { level, from } = decideLevel(pyramid.rule.levelFrom, {
    self: levels.self?.level ?? null,
    supervisor: s.supervisor_level,
    test: s.test_level,
    qualification: s.qualification_level,
  })
  return { level, from, ...levels, isSample: s.is_sample }
}

function dated<More extends object>(level: number | null, asOf: string | null, more: More) {
  return level === null || asOf === null ? null : { level, asOf, ...more }
}

/** The level of each skill after all this evidence, by the policy's rule. */
function levelsBy({ pyramid }: PolicyDocument, inOrder: readonly Evidence[]): LevelOf {
  const known = new Map<string, Partial<Record<string, number>>>()
  for (const { skill, kind, level } of inOrder) {
    if (level !== null) known.set(skill, { ...known.get(skill), [kind]: level })
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
