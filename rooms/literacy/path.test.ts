import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { addDays } from '#platform/time/dates.ts'
import { kpi } from '#rooms/kpi/contract.ts'
import { policy } from '#rooms/policy/contract.ts'
import { skills } from '#rooms/skills/contract.ts'
import { inTown, type Name, staffNumberOf, type Town } from '#testing/town.ts'
import { literacy } from './contract.ts'

const FLOOR = { 'ict-tools': 2, 'information-security': 2, 'data-use': 1 } as const

const reach = (town: Town, name: Name, asOf: string) =>
  town.asCommand.ask(skills.importEvidence, {
    rows: Object.entries(FLOOR).map(([skill, level]) => ({
      ...{ staffNumber: staffNumberOf(name), skill, kind: 'test' as const, level, asOf },
    })),
  })

const pathOf = (town: Town, within?: string) => town.as('hayashi').ask(literacy.showFloorPath, within ? { within } : {})

/** Months in which one more person arrives each, from the end of June on; in May there is one of ten. */
async function aSteadySummer(town: Town) {
  await reach(town, 'sato', '2026-05-10')
  await reach(town, 'ueda', '2026-06-30')
  await reach(town, 'mori', '2026-07-01')
  await reach(town, 'tanaka', '2026-08-31')
  await reach(town, 'inoue', '2026-09-15')
}

test(
  'the share stands at the ends of the months and today, kept or counted; nothing is shown before anything is known (INV-P7)',
  inTown(async (town) => {
    await aSteadySummer(town)
    for (const isKept of [false, true]) {
      if (isKept) for (let left = 1; left > 0; ) ({ left } = await town.asJob.ask(kpi.keepFigures, {}))
      const { points, asOf } = await pathOf(town)
      expect(asOf).toBe('2026-11-22')
      expect(points.map(({ day, numerator }) => [day, numerator])).toEqual([
        ['2026-05-31', 1],
        ['2026-06-30', 2],
        ['2026-07-31', 3],
        ['2026-08-31', 4],
        ['2026-09-30', 5],
        ['2026-10-31', 5],
        ['2026-11-22', 5],
      ])
      for (const { day, numerator, denominator } of points) {
        const board = await town.as('hayashi').ask(literacy.showLiteracyBoard, { asOf: day })
        expect([day, board.total]).toEqual([day, { numerator, denominator }])
      }
    }
  }),
)

test(
  'evidence that is entered late moves the months since its day, also where they are kept',
  inTown(async (town) => {
    await aSteadySummer(town)
    for (let left = 1; left > 0; ) ({ left } = await town.asJob.ask(kpi.keepFigures, {}))
    await reach(town, 'ono', '2026-07-31')
    const { points } = await pathOf(town)
    expect(points.map(({ numerator }) => numerator)).toEqual([1, 2, 4, 5, 6, 6, 6])
  }),
)

test(
  'each goal says who is missing, how many a month it needs, and when it is reached at the pace of the months before',
  inTown(async (town) => {
    await aSteadySummer(town)
    const { pace, goals, points } = await pathOf(town)
    const shares = points.slice(0, -1).map(({ numerator, denominator }) => (100 * numerator) / denominator)
    const perMonth = (shares.at(-1)! - shares[0]!) / (shares.length - 1)
    expect(pace!.changes).toBe(5)
    expect(pace!.perMonth).toBeCloseTo(perMonth, 9)
    expect(pace!.peoplePerMonth).toBeCloseTo((perMonth * points.at(-1)!.denominator) / 100, 9)
    // Of ten in scope 60 % are six, 80 % eight, 95 % ten; 22 November to 31 March are 130 days.
    expect(goals.map(({ fiscalYear, by, percent, missing }) => [fiscalYear, by, percent, missing])).toEqual([
      [2026, '2027-03-31', 60, 1],
      [2027, '2028-03-31', 80, 3],
      [2028, '2029-03-31', 95, 5],
      [null, null, 100, 5],
    ])
    expect(goals[0]!.neededPerMonth).toBeCloseTo(1 / (130 / 30.4375), 9)
    expect(goals[3]!.neededPerMonth).toBeNull()
    const { day, numerator, denominator } = points.at(-1)!
    for (const { percent, reachedOn } of goals) {
      const days = Math.ceil(((percent - (100 * numerator) / denominator) / perMonth) * 30.4375)
      expect([percent, reachedOn]).toEqual([percent, addDays(day, days)])
    }
    expect([denominator, goals[0]!.reachedOn]).toEqual([10, '2026-12-30'])
    for (const { earliest, reachedOn, latest } of goals) {
      expect(earliest! <= reachedOn!).toBe(true)
      expect(latest === null || reachedOn! <= latest).toBe(true)
    }
  }),
)

test(
  'of too few months no pace is said, and of a goal that is reached no day',
  inTown(async (town) => {
    const everyone: Name[] = ['sato', 'ueda', 'mori', 'tanaka', 'inoue', 'ono']
    for (const name of everyone) await reach(town, name, '2026-09-01')
    const { pace, goals, points, fewestChanges } = await pathOf(town)
    expect([pace, points.length, fewestChanges]).toEqual([null, 3, 4])
    expect(goals[0]).toMatchObject({ percent: 60, missing: 0, neededPerMonth: 0, reachedOn: null, earliest: null })
    expect(goals[1]).toMatchObject({ percent: 80, missing: 2, reachedOn: null })
  }),
)

test(
  'months before the policy asked for another floor are shown apart and give no pace (INV-L7)',
  inTown(async (town) => {
    await aSteadySummer(town)
    const text = readFileSync('policy/shinagawa.yaml', 'utf8')
      .replace('skill: data-use, level: 1,', 'skill: data-use, level: 2,')
      .replace('edition: 第1版', 'edition: 第2版')
    await town.as('hayashi').ask(policy.loadPolicy, { text, publishFrom: '2026-09-01' })
    const { points, pace } = await pathOf(town)
    expect(points.map(({ day, countedOtherwise }) => [day.slice(5), countedOtherwise])).toEqual([
      ['05-31', true],
      ['06-30', true],
      ['07-31', true],
      ['08-31', true],
      ['09-30', false],
      ['10-31', false],
      ['11-22', false],
    ])
    expect(pace).toBeNull()
  }),
)

test(
  'a section has its own path for HR and executives, and one that is counted with others has none (INV-S1)',
  inTown(async (town) => {
    await aSteadySummer(town)
    const { within, points } = await pathOf(town, '10')
    const board = await town.as('hayashi').ask(literacy.showLiteracyBoard, { within: '10' })
    const sum = (key: 'numerator' | 'denominator') => board.sections.reduce((total, row) => total + row[key], 0)
    expect(within.map(({ sectionCode }) => sectionCode)).toEqual(['10'])
    expect(points.at(-1)).toMatchObject({ numerator: sum('numerator'), denominator: sum('denominator') })
    await expect(pathOf(town, '99')).rejects.toThrow('no_such_section')
    await expect(pathOf(town, '1010')).rejects.toThrow('section_too_small')
    await expect(town.as('sato').ask(literacy.showFloorPath, { within: '10' })).rejects.toThrow('forbidden')
    expect((await town.as('sato').ask(literacy.showFloorPath, {})).points.length).toBe(7)
  }),
)
