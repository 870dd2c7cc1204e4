import type { Input } from '#platform/contract/contract.ts'
import { addDays, daysBetween, fiscalYearRange } from '#platform/time/dates.ts'
import type { PolicyWith } from '#rooms/policy/document.rules.ts'
import { type FloorSkill, floorOf } from '#rooms/policy/rules.ts'
import type { evidenceImport } from '#rooms/skills/import.contract.ts'
import { expectationsOf, skillsIn } from '#rooms/skills/rules.ts'
import type { Random } from './generate-random.ts'
import type { Member, Roster } from './generate-roster.ts'

/*
 * Evidence of three fiscal years. For each person: how far above or below the grade's expectation they see themselves (one number),
 * and how each skill differs from that; levels of earlier years are lower. Then:
 *
 *   self-reflections in early summer, by most people, never by all and seldom on every skill (未診断 occurs)
 *   observations by supervisors in autumn for some
 *   ICT tests: on a day of their own each person reaches the floor, and so many have by the end of each year as `reached` says;
 *   some of those who completed a course on what the floor asks for reach it in the months after, so that a study has something to find
 */

export type Evidence = Input<typeof evidenceImport.importEvidence>['rows'][number]

export interface SkillsPlan {
  readonly roster: Roster
  readonly document: PolicyWith<'pyramid'>
  readonly asOf: string
  /** Fiscal year of `asOf`. */
  readonly year: number
  readonly random: Random
  /** Whose records are told elsewhere. */
  readonly except: ReadonlySet<string>
  /** When somebody first completed a course on a skill of the floor. */
  readonly learnedOn: ReadonlyMap<string, string>
}

/** Years before the present one → share of people who reflect in it. */
const reflecting = [0.68, 0.55, 0.25] as const
const REFLECTORS = 0.86
const OBSERVED = 0.42
/** Share of people at the ICT floor by the end of the year before last, of last year, and on the reference day. */
const reached = [0.17, 0.27, 0.4] as const
/** Share of those who learned before they had reached it and reach it soon after. */
const LEARNED = 0.4

export function generateEvidence(plan: SkillsPlan): Evidence[] {
  const floor = floorOf(plan.document)
  return plan.roster.members
    .filter(({ staffNumber }) => !plan.except.has(staffNumber))
    .flatMap((member) => evidenceOf(member, plan, floor))
}

function evidenceOf(member: Member, plan: SkillsPlan, floor: readonly FloorSkill[]): Evidence[] {
  const { random } = plan
  const levels = levelsOf(member, plan)
  const self = random.chance(REFLECTORS) ? selfReflections(member, plan, levels) : []
  const observed = random.chance(OBSERVED) ? observations(member, plan, levels) : []
  return [...self, ...observed, ...tests(member, plan, levels, floor)]
}

/** The level of a skill on a day. */
type LevelOn = (skill: string, day: string) => number

function levelsOf(member: Member, { roster, document, year, random }: SkillsPlan): LevelOn {
  const highest = document.pyramid.highestLevel
  const ability = (random.next() + random.next() + random.next() - 1.6) * 0.9
  const own = new Map(skillsIn(document).map(({ id }) => [id, ability + (random.next() - 0.5) * 1.3]))
  return (skill, day) => {
    const grade = roster.postOn(member, day)?.grade ?? null
    const expected = expectationsOf(document, { grade, occupation: member.occupation }).get(skill) ?? 1
    const yearsAgo = Math.max(0, year + 1.25 - Number(day.slice(0, 4)) - Number(day.slice(5, 7)) / 12)
    const level = Math.round(expected + (own.get(skill) ?? 0) - yearsAgo * 0.25)
    return Math.min(highest, Math.max(1, level))
  }
}

function selfReflections(member: Member, plan: SkillsPlan, levelOn: LevelOn): Evidence[] {
  const { document, asOf, year, random } = plan
  const shared = random.chance(0.72)
  const skipped = new Set(skillsIn(document).filter(() => random.chance(0.1)))
  const known = new Map<string, number>()
  return reflecting
    .map((share, ago) => ({ share, day: addDays(`${year - ago}-05-15`, random.between(0, 80)) }))
    .toReversed()
    .flatMap(({ share, day }) => {
      if (day > asOf || !plan.roster.isPresent(member, day) || !random.chance(share)) return []
      return skillsIn(document).flatMap((skill): Evidence[] => {
        if (skipped.has(skill) || random.chance(0.06)) return []
        const level = Math.max(known.get(skill.id) ?? 0, levelOn(skill.id, day))
        known.set(skill.id, level)
        return [{ staffNumber: member.staffNumber, skill: skill.id, kind: 'self', level, asOf: day, shared }]
      })
    })
}

function observations(member: Member, plan: SkillsPlan, levelOn: LevelOn): Evidence[] {
  const { roster, document, asOf, year, random } = plan
  const highest = document.pyramid.highestLevel
  return [1, 0].flatMap((ago) => {
    const day = addDays(`${year - ago}-09-10`, random.between(0, 60))
    const mayBe = day <= asOf && roster.isPresent(member, day) && roster.headOf(member, day)
    if (!mayBe || !random.chance(0.7)) return []
    const skills = random.shuffle([...skillsIn(document)]).slice(0, random.between(3, 6))
    return skills.map(({ id }): Evidence => {
      const shift = random.weighted([
        [0, 65],
        [1, 20],
        [-1, 15],
      ] as const)
      const level = Math.min(highest, Math.max(1, levelOn(id, day) + shift))
      return { staffNumber: member.staffNumber, skill: id, kind: 'supervisor', level, asOf: day }
    })
  })
}

function tests(member: Member, plan: SkillsPlan, levelOn: LevelOn, floor: readonly FloorSkill[]): Evidence[] {
  const { random } = plan
  const day = soonAfter(dayReached(random.next(), plan), member, plan)
  const passed = day ? floor : random.chance(0.45) ? floor.filter(() => random.chance(0.45)) : []
  const others = day ? [] : floor.filter((skill) => !passed.includes(skill) && random.chance(0.15))
  const from = addDays(member.from, 30)
  const take = ({ id, floorLevel, evidence }: FloorSkill, passes: boolean): Evidence[] => {
    const on = later(day ?? randomDay(plan), from)
    const taken = addDays(on, -random.between(0, 3))
    if (taken > plan.asOf || !plan.roster.isPresent(member, taken) || taken < member.from) return []
    const isQualified = evidence.includes('qualification') && passes && random.chance(0.06)
    const level = passes ? Math.max(floorLevel, levelOn(id, taken)) : Math.max(0, floorLevel - 1)
    return [
      {
        staffNumber: member.staffNumber,
        skill: id,
        kind: isQualified ? 'qualification' : (evidence[0] ?? 'test'),
        level,
        asOf: taken,
        source: isQualified ? 'ITパスポート試験' : 'ICT到達テスト',
      },
    ]
  }
  return [...passed.flatMap((skill) => take(skill, true)), ...others.flatMap((skill) => take(skill, false))]
}

/** The day on which whoever stands at `place` of all people (0 to 1) has reached the floor; undefined for the last. */
function dayReached(place: number, { year, asOf }: SkillsPlan): string | undefined {
  const ends = [`${year - 1}-03-31`, `${year}-03-31`, asOf]
  const index = reached.findIndex((share) => place < share)
  if (index < 0) return undefined
  const [before, within] = [reached[index - 1] ?? 0, reached[index] ?? 1]
  const from = fiscalYearRange(year - 2 + index).from
  const days = Math.max(1, daysBetween(from, ends[index]!))
  return addDays(from, Math.floor((days * (place - before)) / (within - before)))
}

/** The earlier of the day on which somebody would have reached the floor anyway and one soon after learning, for some of those who learned. */
function soonAfter(
  day: string | undefined,
  member: Member,
  { learnedOn, asOf, random }: SkillsPlan,
): string | undefined {
  const learned = learnedOn.get(member.staffNumber)
  if (learned === undefined || !random.chance(LEARNED)) return day
  const after = addDays(learned, random.between(14, 120))
  return after <= asOf && (day === undefined || day > after) ? after : day
}

function randomDay({ year, asOf, random }: SkillsPlan): string {
  const { from } = fiscalYearRange(year - 2)
  return addDays(from, random.between(0, Math.max(1, daysBetween(from, asOf))))
}

const later = (a: string, b: string) => (a > b ? a : b)
