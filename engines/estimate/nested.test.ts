/**
 * Fixed effects of which one follows from another (a section from its person, a sector from its section), against R 4.2.2: `lm` with dummies,
 * `sandwich::vcovHC` and `vcovCL(type = "HC1")` of sandwich 3.0-2 on the data below, made by the same formulas there.
 */
import { expect, test } from 'vitest'
import { estimate } from './estimate.ts'
import { tableOf } from './table.ts'
import { type Effect, withinOf } from './within.ts'

const rows = [...Array(48).keys()]
const person = rows.map((i) => Math.floor(i / 3))
const sections = [0, 0, 0, 0, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 4, 4]
const section = person.map((one) => sections[one]!)
const month = rows.map((i) => i % 3)
const sector = section.map((one) => (one < 2 ? 0 : 1))
const x = rows.map((i) => ((i * 37) % 23) / 7 + person[i]! / 5)
const d = rows.map((i) => ((i * 29) % 13 < 6 ? 1 : 0))
const y = rows.map((i) => ((i * 53) % 31) / 5 + 0.7 * d[i]! + 0.4 * x[i]! + section[i]! * 0.9 - month[i]! * 0.3)
const w = rows.map((i) => 1 + ((i * 17) % 11))
const columns = { y, d, x, w, person, section, sector, month }

function fitted(fixedEffects: readonly string[], weights?: string) {
  const header = Object.keys(columns)
  const sheet = {
    header,
    rows: rows.map((i) => ({ line: i + 2, values: Object.values(columns).map((one) => `${one[i]}`) })),
  }
  const parts = {
    outcome: 'y',
    treatment: 'd',
    covariates: ['x'],
    fixedEffects,
    cluster: 'section',
    ...(weights ? { weights } : {}),
  }
  return estimate(tableOf(sheet, parts), { method: 'ols', estimand: 'att', treatment: 'd', seed: 1 })
}

test.each([
  [
    ['person', 'section'],
    undefined,
    [
      0.545965722620638, 0.675831351064582, 0.535279483098285, 0.677080940539273, 0.685096068809856, 0.877564014719264,
      1.117105079820594,
    ],
  ],
  [
    ['person', 'section'],
    'w',
    [
      0.951397547106818, 0.674971206218277, 0.587489295674812, 0.743121710120206, 0.807730578101345, 1.131607053622179,
      1.313262771567419,
    ],
  ],
  [
    ['person', 'section', 'month'],
    'w',
    [
      0.868081859112924, 0.690855838802585, 0.579872390830901, 0.7592311783993, 0.82614158504988, 1.202011956201897,
      1.23540730718393,
    ],
  ],
  [
    ['section', 'sector'],
    'w',
    [
      0.670079923328966, 0.574818421337467, 0.598277206747949, 0.64733806852593, 0.67256403942762, 0.758416141988173,
      1.106355870952824,
    ],
  ],
  [
    ['sector', 'month', 'section'],
    'w',
    [
      0.583462402161239, 0.583268975410688, 0.60094878829973, 0.666692821582349, 0.693781681341055, 0.80410155849503,
      1.041784361838054,
    ],
  ],
] as const)('%j, weights %s: the errors of R', (effects, weights, printed) => {
  const { estimate: value, standardErrors: errors } = fitted(effects, weights)
  const found = [value, errors.classical, errors.hc0, errors.hc1, errors.hc2, errors.hc3, errors.cluster]
  for (const [place, wanted] of printed.entries()) expect(Math.abs(found[place]! / wanted - 1)).toBeLessThan(1e-12)
})

const effect = (name: string, values: readonly number[]): Effect => {
  const known = [...new Set(values)]
  return { name, levels: Int32Array.from(values, (value) => known.indexOf(value)), count: known.length }
}

test('what follows from another effect is no parameter, also with weights of any ratio and beyond what is inverted whole', () => {
  const parameters = (effects: readonly Effect[], weights?: readonly number[]) =>
    withinOf(effects, weights && Float64Array.from(weights)).parameters
  const nested = [effect('person', person), effect('section', section), effect('sector', sector)]
  expect(parameters(nested)).toBe(16)
  expect(
    parameters(
      nested.toReversed(),
      rows.map((i) => 10 ** ((i * 7) % 19)),
    ),
  ).toBe(16)
  expect(parameters([...nested, effect('month', month)])).toBe(18)
  // Two effects that cross: one level too many for each part that nothing ties to the others, whatever the weights.
  const [one, other] = [
    rows.map((i) => (i < 24 ? i % 4 : 4 + (i % 3))),
    rows.map((i) => (i < 24 ? i % 6 : 6 + (i % 2))),
  ]
  for (const weights of [undefined, rows.map((i) => 10 ** ((i * 7) % 15))]) {
    // The first half falls into two parts (even and odd), the second is one: 7 + 8 − 3.
    expect(parameters([effect('one', one), effect('other', other)], weights)).toBe(12)
  }
  const many = [...Array(4_000).keys()]
  const large = [
    effect(
      'person',
      many.map((i) => i % 2_000),
    ),
    effect(
      'desk',
      many.map((i) => (i * 7) % 1_999),
    ),
    effect(
      'team',
      many.map((i) => (i % 2_000) % 10),
    ),
  ]
  expect(withinOf(large, undefined)).toMatchObject({ isRankExact: true })
})
