import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, daysBetween } from '#platform/time/dates.ts'
import {
  dueOn,
  follow,
  isOverdueOn,
  type LastSpell,
  LEAST_DAYS,
  lackOf,
  memberStates,
  OWN_DAYS,
  placedIn,
  type Spell,
  type StandingThen,
  spread,
  stateOf,
  type Wave,
} from './rules.ts'

const everybody = { sections: [], grades: [], employmentCategories: [], standings: [] }
const tree = new Map([
  ['10', null],
  ['1010', '10'],
  ['101010', '1010'],
  ['20', null],
])
const wave = (number: number, due: string, more: Partial<Wave> = {}): Wave => ({
  ...{ wave: number, dueOn: due, sections: [], share: 1 },
  ...more,
})
const below: StandingThen = {
  ...{ standing: 'below', inPopulation: true, isAway: false, sectionCode: '101010' },
  ...{ grade: '1級職', employmentCategory: '常勤' },
}

test('the nearest section says the wave; whom none places goes where parts are lacking', () => {
  const waves = [wave(1, '2027-01-31', { sections: ['10'] }), wave(2, '2027-02-28', { sections: ['1010'] })]
  expect(placedIn(waves, '101010', tree)?.wave).toBe(2)
  expect(placedIn(waves, '10', tree)?.wave).toBe(1)
  expect(placedIn(waves, '20', tree)).toBeUndefined()
  // Without a wave that is open to all, the last one takes the others.
  expect(spread(waves, 2)).toEqual([2, 2])
  const open = [wave(1, '2027-01-31', { share: 3 }), wave(2, '2027-02-28', { share: 1 })]
  expect(spread(open, 8)).toEqual([1, 1, 2, 1, 1, 1, 2, 1])
})

test('who owes lacks a course, a test, both or nothing; who does not owe lacks nothing that could be said', () => {
  const has = (courses: number, testsLeft: number) => ({ courses, testsLeft })
  for (const state of ['nothing', 'applied', 'seated'] as const) {
    expect([lackOf(state, has(1, 1)), lackOf(state, has(2, 0))]).toEqual(['both', 'course'])
    expect([lackOf(state, has(0, 2)), lackOf(state, has(0, 0))]).toEqual(['test', 'nothing'])
  }
  expect([lackOf('attended', has(1, 1)), lackOf('attended', has(1, 0))]).toEqual(['test', 'nothing'])
  for (const state of ['reached', 'paused', 'left'] as const) expect(lackOf(state, has(1, 1))).toBeNull()
})

test('whoever owes is overdue from the day after the deadline; whoever does not owe never is', () => {
  for (const state of memberStates) {
    const owes = !['reached', 'paused', 'left'].includes(state)
    expect(isOverdueOn('2027-02-28', { state, dueOn: '2027-02-28' })).toBe(false)
    expect(isOverdueOn('2027-03-01', { state, dueOn: '2027-02-28' })).toBe(owes)
  }
})

test('waves get their parts of people, off by fewer people than there are waves', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 6 }),
      fc.integer({ min: 0, max: 400 }),
      (shares, people) => {
        fc.pre(shares.some((share) => share > 0))
        const waves = shares.map((share, at) => wave(at + 1, '2027-03-31', { share }))
        const given = spread(waves, people)
        expect(given.length).toBe(people)
        const all = shares.reduce((sum, share) => sum + share, 0)
        for (const [at, share] of shares.entries()) {
          const mine = given.filter((one) => one === at + 1).length
          expect(Math.abs(mine - (share * people) / all)).toBeLessThan(shares.length)
        }
      },
    ),
  )
})

test('whoever enters or comes back has the wave that is far enough away, else days of their own', () => {
  const waves = [wave(1, '2026-12-10', { sections: ['10'] }), wave(2, '2027-01-10')]
  const enters = (day: string) => follow(undefined, below, { who: everybody, waves }, tree, day).begins
  expect(enters('2026-11-10')).toMatchObject({ kind: 'owes', wave: 1, ownDueOn: null, enteredBecause: 'entered' })
  expect(enters('2026-11-11')).toMatchObject({ wave: 2, ownDueOn: null })
  expect(enters('2026-12-11')).toMatchObject({ wave: 2, ownDueOn: null })
  expect(enters('2026-12-12')).toMatchObject({ wave: 2, ownDueOn: '2027-02-10' })
  expect([LEAST_DAYS, OWN_DAYS]).toEqual([30, 60])
})

test('a round is entered by its rule, and left by nothing but the floor, the end of service or of the population', () => {
  const round = {
    who: { sections: ['1010'], grades: ['1級職'], employmentCategories: ['常勤'], standings: ['below' as const] },
    waves: [wave(1, '2027-03-31')],
  }
  const day = '2026-11-22'
  const enters = (then: Partial<StandingThen>) =>
    follow(undefined, { ...below, ...then }, round, tree, day).begins !== null
  expect(enters({})).toBe(true)
  for (const other of [
    ...[{ sectionCode: '20' }, { sectionCode: null }, { grade: '2級職' }, { grade: null }],
    ...[{ employmentCategory: '任期付' }, { standing: 'unassessed' as const }, { standing: 'reached' as const }],
    { inPopulation: false },
  ])
    expect(enters(other), JSON.stringify(other)).toBe(false)
  const owes: LastSpell = {
    ...{
      kind: 'owes',
      wave: 1,
      ownDueOn: null,
      enteredOn: day,
      enteredBecause: 'begun',
      leftOn: null,
      leftBecause: null,
    },
  }
  const becomes = (then: Partial<StandingThen> | undefined) =>
    follow(owes, then && { ...below, ...then }, round, tree, '2026-12-01')
  expect(becomes({ sectionCode: '20', grade: '3級職', standing: 'unassessed' })).toEqual({ ends: null, begins: null })
  expect(becomes({ standing: 'reached' }).ends).toBe('reached')
  expect(becomes(undefined).ends).toBe('left_service')
  expect(becomes({ inPopulation: false }).ends).toBe('left_population')
  expect(becomes({ isAway: true })).toMatchObject({ ends: 'on_leave', begins: { kind: 'paused', wave: 1 } })
})

/** A life of days: how one person stands on each, with gaps. */
const life = fc.array(
  fc.record({
    days: fc.integer({ min: 1, max: 50 }),
    isGone: fc.boolean(),
    standing: fc.constantFrom('unassessed', 'below', 'below', 'reached'),
    inPopulation: fc.constantFrom(true, true, true, false),
    isAway: fc.constantFrom(false, false, true),
    sectionCode: fc.constantFrom('10', '1010', '101010', '20', null),
  }),
  { minLength: 1, maxLength: 25 },
)
const someWaves = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 300 }), fc.constantFrom([], ['10'], ['1010'], ['20'])), {
    minLength: 1,
    maxLength: 4,
  })
  .map((list) => list.map(([days, sections], at) => wave(at + 1, addDays('2026-11-22', days), { sections })))

test('whatever the days bring, nobody is in a round twice at once, spells never overlap, and no deadline lies before its entering', () => {
  fc.assert(
    fc.property(life, someWaves, (days, waves) => {
      const spells: LastSpell[] = []
      let day = '2026-11-22'
      for (const { days: passed, isGone, ...then } of days) {
        const last = spells.at(-1)
        const standing = isGone ? undefined : ({ ...below, ...then } as StandingThen)
        const { ends, begins } = follow(last, standing, { who: everybody, waves }, tree, day)
        // What ends was open, and what begins begins where nothing is open any more.
        if (ends) {
          expect(last!.leftOn).toBeNull()
          spells[spells.length - 1] = { ...last!, leftOn: day, leftBecause: ends }
        }
        if (begins) {
          expect(spells.at(-1)?.leftOn ?? null).toBe(spells.length === 0 ? null : spells.at(-1)!.leftOn)
          expect(spells.every(({ leftOn }) => leftOn !== null)).toBe(true)
          spells.push({ ...begins, leftOn: null, leftBecause: null })
        }
        // Asked again on the same day, nothing more becomes of it.
        expect(follow(spells.at(-1), standing, { who: everybody, waves }, tree, day)).toEqual({
          ends: null,
          begins: null,
        })
        const open = spells.filter(({ leftOn }) => leftOn === null)
        expect(open.length).toBeLessThanOrEqual(1)
        const owes = standing?.inPopulation && standing.standing !== 'reached'
        expect(open.length).toBe(owes ? 1 : 0)
        if (owes) expect(open[0]!.kind).toBe(standing!.isAway ? 'paused' : 'owes')
        for (const spell of open) {
          expect(waves.some((one) => one.wave === spell.wave)).toBe(true)
          expect(memberStates).toContain(stateOf(spell, 'nothing'))
        }
        for (const spell of spells.filter(isNew)) {
          if (spell.kind === 'owes')
            expect(daysBetween(spell.enteredOn, dueOn(spell, waves))).toBeGreaterThanOrEqual(LEAST_DAYS)
        }
        day = addDays(day, passed)
      }
      const order = spells.flatMap(({ enteredOn, leftOn }) => [enteredOn, leftOn ?? '9999-12-31'])
      expect(order).toEqual(order.toSorted())
    }),
  )
})

/** Begun by the day's following, and not with the round itself. */
const isNew = ({ enteredBecause }: Spell) => enteredBecause !== 'begun'
