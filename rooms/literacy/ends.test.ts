/** Evidence that ends: on the day it stops counting everywhere, with nothing else happening. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays } from '#platform/time/dates.ts'
import { kpi } from '#rooms/kpi/contract.ts'
import { skills } from '#rooms/skills/contract.ts'
import { qualifications } from '#rooms/skills/qualifications/contract.ts'
import { standing } from '#testing/notices.ts'
import { inTown, type Name, type Town } from '#testing/town.ts'
import { literacy } from './contract.ts'

const FLOOR = { 'ict-tools': 2, 'information-security': 2, 'data-use': 1 } as const
type Skill = keyof typeof FLOOR

async function keepFigures({ asJob }: Town) {
  for (let left = 1; left > 0; ) left = (await asJob.ask(kpi.keepFigures, {})).left
}

const record = (town: Town, name: Name, skill: Skill, level: number, asOf: string, lastDay?: string) =>
  town.as('hayashi').ask(qualifications.recordResults, {
    staffMemberIds: [town[name]],
    of: { kind: 'test', source: `${skill} ${level}`, skill, level },
    ...{ asOf, ...(lastDay ? { lastDay } : {}) },
  })

const atFloor = async ({ as }: Town) => (await as('hayashi').ask(literacy.showLiteracyBoard, {})).total.numerator
const levelOf = async ({ as, sato }: Town, skill: Skill) =>
  (await as(sato).ask(skills.showSkills, { staffMemberId: sato })).skills.find((one) => one.skill === skill)!.level

test(
  'the floor, the level, the pyramid and the team stop counting what ends on the day after its last, kept or counted (INV-P4, P5)',
  inTown(async (town) => {
    const { as, on, sato } = town
    await record(town, 'sato', 'ict-tools', 2, '2025-12-01')
    await record(town, 'sato', 'ict-tools', 3, '2026-06-01', '2026-12-24')
    await record(town, 'sato', 'information-security', 2, '2026-06-01', '2026-12-31')
    await record(town, 'sato', 'data-use', 1, '2026-06-01')
    await keepFigures(town)
    const picture = async () => (await as(sato).ask(skills.showMySkills, {})).pyramid
    const sum = ({ evidence }: Awaited<ReturnType<typeof picture>>) => evidence.reduce((all, { area }) => all + area, 0)
    const team = async () => {
      const { members, skills: all } = await as('tanaka').ask(skills.showTeamSkills, {})
      return members.find(({ staffMemberId }) => staffMemberId === sato)!.levels[
        all.findIndex(({ skill }) => skill === 'ict-tools')
      ]
    }
    const bySection = async () => {
      const { whole, skills: all } = await as('hayashi').ask(skills.showSkillsBySection, {})
      return whole.cells[all.findIndex(({ skill }) => skill === 'ict-tools')]!.levels.slice(2, 4)
    }
    const seen: Record<string, unknown> = {}
    let score = 0
    for (const day of ['2026-12-24', '2026-12-25', '2026-12-31', '2027-01-01']) {
      on(day)
      seen[day] = [await atFloor(town), await levelOf(town, 'ict-tools'), await team(), ...(await bySection())]
      const shown = await picture()
      expect(sum(shown), day).toBeCloseTo(shown.score, 9)
      if (day === '2026-12-25') expect(shown.score).toBeLessThan(score)
      score = shown.score
    }
    // What was covered stands again; the last one of the floor takes the person out of it.
    expect(seen).toEqual({
      ...{ '2026-12-24': [1, 3, 3, 0, 1], '2026-12-25': [1, 2, 2, 1, 0] },
      ...{ '2026-12-31': [1, 2, 2, 1, 0], '2027-01-01': [0, 2, 2, 1, 0] },
    })
    expect(await levelOf(town, 'information-security')).toBe(null)
    const past = await as(sato).ask(skills.showSkills, { staffMemberId: sato, asOf: '2026-12-31' })
    expect(past.skills.find(({ skill }) => skill === 'information-security')!.level).toBe(2)
    const board = await as('hayashi').ask(literacy.showLiteracyBoard, { asOf: '2026-12-31' })
    expect(board.total.numerator).toBe(1)
  }),
)

test(
  'whoever will not be at the floor in 60 days stands on the worklist, with the day; whom something as high covers does not (INV-P5)',
  inTown(async (town) => {
    const { as, on, sato, ueda } = town
    for (const name of ['sato', 'ueda'] as const) {
      await record(town, name, 'ict-tools', 2, '2025-12-01', '2027-02-28')
      await record(town, name, 'data-use', 1, '2026-06-01')
      await record(town, name, 'information-security', 2, '2026-01-10', name === 'ueda' ? '2027-01-20' : undefined)
    }
    // What ends on 31 December covers what holds on for 佐藤 alone.
    await record(town, 'sato', 'information-security', 3, '2026-06-01', '2026-12-31')
    const list = (standing?: 'ending' | 'reached' | 'below') =>
      as('hayashi').ask(literacy.showFloorWorklist, standing ? { standing } : {})
    const ending = async () => {
      const { people, ending } = await list('ending')
      expect(people).toHaveLength(ending)
      return people.map(({ staffMemberId, standing, endsOn }) => [staffMemberId, standing, endsOn])
    }
    for (const isKept of [false, true]) {
      if (isKept) await keepFigures(town)
      on('2026-11-21')
      expect(await ending(), 'the 61st day').toEqual([])
      on('2026-11-22')
      expect(await ending()).toEqual([[ueda, 'reached', '2027-01-21']])
      expect((await list()).people.some(({ staffMemberId }) => staffMemberId === ueda)).toBe(true)
      expect((await list('below')).people).toEqual([])
      expect((await list('reached')).people.map(({ staffMemberId }) => staffMemberId).toSorted()).toEqual([sato, ueda])
    }
    on('2027-01-21')
    expect([await ending(), (await list()).counts.find(({ standing }) => standing === 'reached')]).toEqual([
      [[sato, 'reached', '2027-03-01']],
      { standing: 'reached', people: 1 },
    ])
    const { people } = await as('tanaka').ask(literacy.showTeamFloor, {})
    expect(people.find(({ staffMemberId }) => staffMemberId === sato)!.endsOn).toBe('2027-03-01')
  }),
)

test(
  'a person hears 60 days before what they have ends, until something as high holds beyond (INV-P7)',
  inTown(async (town) => {
    const { on, sato } = town
    await record(town, 'sato', 'ict-tools', 2, '2025-12-01', '2027-01-21')
    // 22 November and 60 days: 21 January. The first day without it is the 22nd.
    expect(await standing(town, sato)).toEqual([])
    on('2026-11-23')
    expect(await standing(town, sato)).toEqual(['evidenceEnds 2027-01-21'])
    await record(town, 'sato', 'ict-tools', 1, '2026-11-01')
    expect(await standing(town, sato), 'a lower one stands now: nothing of the other is left to end').toEqual([])
    await record(town, 'sato', 'ict-tools', 2, '2026-11-20', '2027-01-10')
    expect(await standing(town, sato)).toEqual(['evidenceEnds 2027-01-10'])
    await record(town, 'sato', 'ict-tools', 2, '2026-11-21')
    expect(await standing(town, sato)).toEqual([])
  }),
)

const day = (place: number) => addDays('2026-11-01', place)
const piece = fc.record({
  name: fc.constantFrom('sato' as const, 'ueda' as const),
  skill: fc.constantFrom(...(Object.keys(FLOOR) as Skill[])),
  level: fc.integer({ min: 0, max: 3 }),
  from: fc.integer({ min: 0, max: 20 }),
  days: fc.option(fc.integer({ min: 0, max: 40 })),
})

test(
  'whatever ends when, on each day the floor is what the raw evidence of that day says, kept as counted',
  inTown(async (town) => {
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { minLength: 3, maxLength: 14 }), async (pieces) => {
        await town.sql('truncate skill_evidence, skill_standing cascade')
        town.on('2026-11-22')
        for (const { name, skill, level, from, days } of pieces)
          await record(town, name, skill, level, day(from), days === null ? undefined : day(from + days))
        await keepFigures(town)
        for (const today of ['2026-11-22', '2026-11-30', '2026-12-10', '2026-12-28', '2027-01-05']) {
          town.on(today)
          expect(await atFloor(town), today).toBe(await recounted(town, today))
        }
      }),
      { numRuns: 8 },
    )
  }),
  60_000,
)

/** People of the cast in scope at the floor, from the rows and without the product's help. */
async function recounted({ sql }: Town, today: string): Promise<number> {
  const rows = await sql<{ staff: number; skill: Skill; level: number; from: string; to: string | null }>(
    `select staff_member_id::int as staff, skill, level::int, as_of::text as from, valid_to::text as to from skill_evidence
     where withdrawn_at is null order by as_of, skill_evidence_id`,
  )
  const levels = new Map<string, number>()
  for (const { staff, skill, level, from, to } of rows)
    if (from <= today && !(to !== null && to <= today)) levels.set(`${staff} ${skill}`, level)
  return [...new Set(rows.map(({ staff }) => staff))].filter((staff) =>
    Object.entries(FLOOR).every(([skill, floor]) => (levels.get(`${staff} ${skill}`) ?? -1) >= floor),
  ).length
}
