/**
 * Figures that others have printed, found again to the digits they print.
 *
 * Data: Longley and Wampler from the Statistical Reference Datasets of the US National Institute of Standards and Technology, works of the US
 * government, in the public domain. Student's, Brownlee's, Dobson's, Anscombe's, Greene's and Grunfeld's numbers are typed in from the print: observations
 * are facts, and stand here with their source. Where a book prints fewer digits than are asserted, whoever printed the others is named beside it. R: the
 * examples in the manual of its package `stats`, R Core Team, with their output.
 */
import { describe, expect, test } from 'vitest'
import { twoSidedT } from './distributions.ts'
import { estimate } from './estimate.ts'
import type { Wanted } from './result.ts'
import { tableOf } from './table.ts'

/** A file of these columns, estimated. */
function run(
  columns: Readonly<Record<string, readonly (number | string)[]>>,
  wanted: Partial<Wanted> & { treatment: string },
  more: object = {},
) {
  const header = Object.keys(columns)
  const count = columns[header[0]!]!.length
  const rows = Array.from({ length: count }, (_, row) => ({
    line: row + 2,
    values: header.map((name) => String(columns[name]![row])),
  }))
  const { treatment } = wanted
  const table = tableOf({ header, rows }, { outcome: 'y', treatment, covariates: [], fixedEffects: [], ...more })
  return estimate(table, { method: 'ols', estimand: 'att', seed: 1, ...wanted })
}

const coefficient = (result: ReturnType<typeof run>, name: string) =>
  result.coefficients.find((one) => one.name === name)!

/** Agreement in so many significant digits. */
function agrees(found: number, printed: number, digits: number) {
  expect(Math.abs(found - printed)).toBeLessThanOrEqual(
    0.5000001 * 10 ** (Math.floor(Math.log10(Math.abs(printed))) - digits + 1),
  )
}

describe('Longley (1967), JASA 62, 819–841: certified values of NIST StRD, dataset Longley', () => {
  const [x1, x2, x3, x4, x5, x6, y] = [
    [83, 88.5, 88.2, 89.5, 96.2, 98.1, 99, 100, 101.2, 104.6, 108.4, 110.8, 112.6, 114.2, 115.7, 116.9],
    [
      234.289, 259.426, 258.054, 284.599, 328.975, 346.999, 365.385, 363.112, 397.469, 419.18, 442.769, 444.546,
      482.704, 502.601, 518.173, 554.894,
    ],
    [235.6, 232.5, 368.2, 335.1, 209.9, 193.2, 187, 357.8, 290.4, 282.2, 293.6, 468.1, 381.3, 393.1, 480.6, 400.7],
    [159, 145.6, 161.6, 165, 309.9, 359.4, 354.7, 335, 304.8, 285.7, 279.8, 263.7, 255.2, 251.4, 257.2, 282.7],
    [
      107.608, 108.632, 109.773, 110.929, 112.075, 113.27, 115.094, 116.219, 117.388, 118.734, 120.445, 121.95, 123.366,
      125.368, 127.852, 130.081,
    ],
    [1947, 1948, 1949, 1950, 1951, 1952, 1953, 1954, 1955, 1956, 1957, 1958, 1959, 1960, 1961, 1962],
    [
      60.323, 61.122, 60.171, 61.187, 63.221, 63.639, 64.989, 63.761, 66.019, 67.857, 68.169, 66.513, 68.655, 69.564,
      69.331, 70.551,
    ],
  ]
  // NIST gives GNP in millions, people in thousands.
  const columns = {
    ...{
      x1,
      x6,
      y: y!.map((v) => Math.round(v * 1000)),
      x2: x2!.map((v) => Math.round(v * 1000)),
      x3: x3!.map((v) => Math.round(v * 10)),
    },
    ...{ x4: x4!.map((v) => Math.round(v * 10)), x5: x5!.map((v) => Math.round(v * 1000)) },
  } as Record<string, number[]>
  const result = run(columns, { treatment: 'x1' }, { covariates: ['x2', 'x3', 'x4', 'x5', 'x6'] })
  test.each([
    ['x1', 15.0618722713733, 84.9149257747669],
    ['x2', -0.035819179292591, 0.0334910077722432],
    ['x3', -2.02022980381683, 0.488399681651699],
    ['x4', -1.03322686717359, 0.214274163161675],
    ['x5', -0.0511041056535807, 0.22607320006937],
    ['x6', 1829.15146461355, 455.478499142212],
  ])('%s', (name, value, error) => {
    const own = coefficient(result, name)
    agrees(own.estimate, value, 9)
    agrees(own.standardErrors.classical!, error, 9)
  })
})

describe('Wampler (1970), JASA 65, 549–565: certified values of NIST StRD, datasets Wampler1 to Wampler3', () => {
  const x = Array.from({ length: 21 }, (_, index) => index)
  const powers = Object.fromEntries([1, 2, 3, 4, 5].map((power) => [`x${power}`, x.map((value) => value ** power)]))
  const covariates = ['x2', 'x3', 'x4', 'x5']
  test('Wampler 1 and 2, which fit without a residual', () => {
    for (const [base, digits] of [
      [1, 7],
      [0.1, 7],
    ] as const) {
      const y = x.map((value) => [0, 1, 2, 3, 4, 5].reduce((sum, power) => sum + (base * value) ** power, 0))
      const result = run({ y, ...powers }, { treatment: 'x1' }, { covariates })
      for (const power of [1, 2, 3, 4, 5]) agrees(coefficient(result, `x${power}`).estimate, base ** power, digits)
      expect(result.warnings.map(({ key }) => key)).toContain('warning.perfect')
    }
  })
  test('Wampler 3', () => {
    const y = [
      760, -2042, 2111, -1684, 3888, 1858, 11379, 17560, 39287, 64382, 113159, 175108, 273291, 400186, 581243, 811568,
      1121004, 1506550, 2002767, 2611612, 3369180,
    ]
    const result = run({ y, ...powers }, { treatment: 'x1' }, { covariates })
    const errors = [2363.55173469681, 779.343524331583, 101.47550755035, 5.64566512170752, 0.112324854679312]
    for (const [index, error] of errors.entries()) {
      const own = coefficient(result, `x${index + 1}`)
      agrees(own.estimate, 1, 6)
      agrees(own.standardErrors.classical!, error, 9)
    }
  })
})

describe('Student (1908), Biometrika 6, 1–25: hours of sleep gained', () => {
  const y = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2, 1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]
  const drug = y.map((_, row) => (row < 10 ? 0 : 1))
  const patient = y.map((_, row) => `p${row % 10}`)
  test('as two samples, t = 1.861: Fisher, Statistical Methods for Research Workers (1925), section 24.1; further digits and p: R, t.test', () => {
    const result = run({ y, drug }, { treatment: 'drug', method: 'difference' })
    agrees(result.estimate, 1.58, 4)
    agrees(result.estimate / result.standardErrors.hc2!, 1.8608, 5)
    agrees(result.estimate / result.standardErrors.classical!, 1.8608, 5)
    agrees(result.pValue!, 0.07919, 4)
  })
  test('as pairs, t = 4.06: the same, example 20; further digits: R, t.test', () => {
    const result = run({ y, drug, patient }, { treatment: 'drug' }, { fixedEffects: ['patient'] })
    agrees(result.estimate / result.standardErrors.classical!, 4.0621, 5)
    agrees(twoSidedT(4.0621, 9), 0.002833, 4)
  })
})

test('Brownlee (2nd ed. 1965), Statistical Theory and Methodology in Science and Engineering, pp. 491–500: stack loss', () => {
  const columns = {
    air: [80, 80, 75, 62, 62, 62, 62, 62, 58, 58, 58, 58, 58, 58, 50, 50, 50, 50, 50, 56, 70],
    water: [27, 27, 25, 24, 22, 23, 24, 24, 23, 18, 18, 17, 18, 19, 18, 18, 19, 19, 20, 20, 20],
    acid: [89, 88, 90, 87, 87, 87, 93, 93, 87, 80, 89, 88, 82, 93, 89, 86, 72, 79, 80, 82, 91],
    y: [42, 37, 37, 28, 18, 18, 19, 20, 15, 14, 14, 13, 11, 12, 8, 7, 8, 8, 9, 15, 15],
  }
  const result = run(columns, { treatment: 'air' }, { covariates: ['water', 'acid'] })
  for (const [name, value, error] of [
    ['air', 0.7156, 0.1349],
    ['water', 1.2953, 0.368],
    ['acid', -0.1521, 0.1563],
  ] as const) {
    agrees(coefficient(result, name).estimate, value, 4)
    agrees(coefficient(result, name).standardErrors.classical!, error, 4)
  }
})

test('Dobson (1983), An Introduction to Statistical Modelling: plant weight', () => {
  const y = [
    4.17, 5.58, 5.18, 6.11, 4.5, 4.61, 5.17, 4.53, 5.33, 5.14, 4.81, 4.17, 4.41, 3.59, 5.87, 3.83, 6.03, 4.89, 4.32,
    4.69, 6.31, 5.12, 5.54, 5.5, 5.37, 5.29, 4.92, 6.15, 5.8, 5.26,
  ]
  const one = y.map((_, row) => (row >= 10 && row < 20 ? 1 : 0))
  const two = y.map((_, row) => (row >= 20 ? 1 : 0))
  const result = run({ y, one, two }, { treatment: 'one' }, { covariates: ['two'] })
  agrees(result.estimate, -0.371, 4)
  agrees(coefficient(result, 'two').estimate, 0.494, 4)
  agrees(result.standardErrors.classical!, 0.2788, 4)
})

test.each([
  [
    [10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5],
    [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68],
  ],
  [
    [10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5],
    [9.14, 8.14, 8.74, 8.77, 9.26, 8.1, 6.13, 3.1, 9.13, 7.26, 4.74],
  ],
  [
    [10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5],
    [7.46, 6.77, 12.74, 7.11, 7.81, 8.84, 6.08, 5.39, 8.15, 6.42, 5.73],
  ],
  [
    [8, 8, 8, 8, 8, 8, 8, 19, 8, 8, 8],
    [6.58, 5.76, 7.71, 8.84, 8.47, 7.04, 5.25, 12.5, 5.56, 7.91, 6.89],
  ],
])('Anscombe (1973), The American Statistician 27, 17–21: slope 0.500, standard error 0.118, four times', (x, y) => {
  const result = run({ x, y }, { treatment: 'x' })
  expect(result.estimate.toFixed(3)).toBe('0.500')
  expect(result.standardErrors.classical!.toFixed(3)).toBe('0.118')
})

/** Data and OLS: Greene's tables 14.1 and 14.2 (p. 385); HC0: table 14.3 (p. 391); HC3: Cribari-Neto. */
test('Greene (2nd ed. 1993), Econometric Analysis, and Cribari-Neto (2004), CSDA 45, 215–233: public schools', () => {
  const y = [
    275, 821, 339, 275, 387, 452, 531, 424, 316, 265, 403, 304, 437, 345, 431, 355, 260, 316, 327, 427, 427, 466, 477,
    259, 274, 433, 294, 359, 279, 423, 388, 447, 335, 311, 322, 320, 397, 412, 342, 315, 321, 268, 315, 417, 353, 356,
    415, 428, 320, 500,
  ]
  const income = [
    6247, 10851, 7374, 6183, 8850, 8001, 8914, 8604, 7505, 6700, 8380, 6813, 8745, 7696, 7873, 8001, 6615, 6640, 6333,
    8306, 8063, 8442, 7847, 5736, 7342, 7051, 7391, 9032, 7277, 8818, 6505, 8267, 6607, 7478, 7812, 6951, 7839, 7733,
    7526, 6242, 6841, 6489, 7697, 6622, 6541, 7624, 8450, 10022, 6456, 9096,
  ].map((value) => value / 10_000)
  const square = income.map((value) => value ** 2)
  const result = run({ y, income, square }, { treatment: 'income' }, { covariates: ['square'] })
  const second = coefficient(result, 'square')
  agrees(result.estimate, -1834.2, 5)
  agrees(result.standardErrors.classical!, 829, 4)
  agrees(result.standardErrors.hc0!, 1243.04, 6)
  agrees(second.estimate, 1587.04, 6)
  agrees(second.standardErrors.classical!, 519.08, 5)
  agrees(second.standardErrors.hc0!, 829.99, 5)
  agrees(second.standardErrors.hc3!, 1995.24, 6)
})

/** Baltagi prints three digits; Croissant and Millo (2008), Journal of Statistical Software 27(2), those that are asserted. */
test('Grunfeld (1958), as in Baltagi, Econometric Analysis of Panel Data (2nd ed. 2001), table 2.1: within estimates', () => {
  const columns = {
    y: [
      317.6, 391.8, 410.6, 257.7, 330.8, 461.2, 512, 448, 499.6, 547.5, 561.2, 688.1, 568.9, 529.2, 555.1, 642.9, 755.9,
      891.2, 1304.4, 1486.7, 209.9, 355.3, 469.9, 262.3, 230.4, 361.6, 472.8, 445.6, 361.6, 288.2, 258.7, 420.3, 420.5,
      494.5, 405.1, 418.8, 588.2, 645.5, 641, 459.3, 33.1, 45, 77.2, 44.6, 48.1, 74.4, 113, 91.9, 61.3, 56.8, 93.6,
      159.9, 147.2, 146.3, 98.3, 93.5, 135.2, 157.3, 179.5, 189.6, 40.29, 72.76, 66.26, 51.6, 52.41, 69.41, 68.35, 46.8,
      47.4, 59.57, 88.78, 74.12, 62.68, 89.36, 78.98, 100.66, 160.62, 145, 174.93, 172.49, 39.68, 50.73, 74.24, 53.51,
      42.65, 46.48, 61.4, 39.67, 62.24, 52.32, 63.21, 59.37, 58.02, 70.34, 67.42, 55.74, 80.3, 85.4, 91.9, 81.43, 20.36,
      25.98, 25.94, 27.53, 24.6, 28.54, 43.41, 42.81, 27.84, 32.6, 39.03, 50.17, 51.85, 64.03, 68.16, 77.34, 95.3,
      99.49, 127.52, 135.72, 24.43, 23.21, 32.78, 32.54, 26.65, 33.71, 43.5, 34.46, 44.28, 70.8, 44.12, 48.98, 48.51,
      50, 50.59, 42.53, 64.77, 72.68, 73.86, 89.51, 12.93, 25.9, 35.05, 22.89, 18.84, 28.57, 48.51, 43.34, 37.02, 37.81,
      39.27, 53.46, 55.56, 49.56, 32.04, 32.24, 54.38, 71.78, 90.08, 68.6, 26.63, 23.39, 30.65, 20.89, 28.78, 26.93,
      32.08, 32.21, 35.69, 62.47, 52.32, 56.95, 54.32, 40.53, 32.54, 43.48, 56.49, 65.98, 66.11, 49.34, 2.54, 2, 2.19,
      1.99, 2.03, 1.81, 2.14, 1.86, 0.93, 1.18, 1.36, 2.24, 3.81, 5.66, 4.21, 3.42, 4.67, 6, 6.53, 5.12,
    ],
    value: [
      3078.5, 4661.7, 5387.1, 2792.2, 4313.2, 4643.9, 4551.2, 3244.1, 4053.7, 4379.3, 4840.9, 4900.9, 3526.5, 3254.7,
      3700.2, 3755.6, 4833, 4924.9, 6241.7, 5593.6, 1362.4, 1807.1, 2676.3, 1801.9, 1957.3, 2202.9, 2380.5, 2168.6,
      1985.1, 1813.9, 1850.2, 2067.7, 1796.7, 1625.8, 1667, 1677.4, 2289.5, 2159.4, 2031.3, 2115.5, 1170.6, 2015.8,
      2803.3, 2039.7, 2256.2, 2132.2, 1834.1, 1588, 1749.4, 1687.2, 2007.7, 2208.3, 1656.7, 1604.4, 1431.8, 1610.5,
      1819.4, 2079.7, 2371.6, 2759.9, 417.5, 837.8, 883.9, 437.9, 679.7, 727.8, 643.6, 410.9, 588.4, 698.4, 846.4,
      893.8, 579, 694.6, 590.3, 693.5, 809, 727, 1001.5, 703.2, 157.7, 167.9, 192.9, 156.7, 191.4, 185.5, 199.6, 189.5,
      151.2, 187.7, 214.7, 232.9, 249, 224.5, 237.3, 240.1, 327.3, 359.4, 398.4, 365.7, 197, 210.3, 223.1, 216.7, 286.4,
      298, 276.9, 272.6, 287.4, 330.3, 324.4, 401.9, 407.4, 409.2, 482.2, 673.8, 676.9, 702, 793.5, 927.3, 138, 200.1,
      210.1, 161.2, 161.7, 145.1, 110.6, 98.1, 108.8, 118.2, 126.5, 156.7, 119.4, 129.1, 134.8, 140.8, 179, 178.1,
      186.8, 192.7, 191.5, 516, 729, 560.4, 519.9, 628.5, 537.1, 561.2, 617.2, 626.7, 737.2, 760.5, 581.4, 662.3, 583.8,
      635.2, 723.8, 864.1, 1193.5, 1188.9, 290.6, 291.1, 335, 246, 356.2, 289.8, 268.2, 213.3, 348.2, 374.2, 387.2,
      347.4, 291.9, 297.2, 276.9, 274.6, 339.9, 474.8, 496, 474.5, 70.91, 87.94, 82.2, 58.72, 80.54, 86.47, 77.68,
      62.16, 62.24, 61.82, 65.85, 69.54, 64.97, 68, 71.24, 69.05, 83.04, 74.42, 63.51, 58.12,
    ],
    capital: [
      2.8, 52.6, 156.9, 209.2, 203.4, 207.2, 255.2, 303.7, 264.1, 201.6, 265, 402.2, 761.5, 922.4, 1020.1, 1099, 1207.7,
      1430.5, 1777.3, 2226.3, 53.8, 50.5, 118.1, 260.2, 312.7, 254.2, 261.4, 298.7, 301.8, 279.1, 213.8, 132.6, 264.8,
      306.9, 351.1, 357.8, 342.1, 444.2, 623.6, 669.7, 97.8, 104.4, 118, 156.2, 172.6, 186.6, 220.9, 287.8, 319.9,
      321.3, 319.6, 346, 456.4, 543.4, 618.3, 647.4, 671.3, 726.1, 800.3, 888.9, 10.5, 10.2, 34.7, 51.8, 64.3, 67.1,
      75.2, 71.4, 67.1, 60.5, 54.6, 84.8, 96.8, 110.2, 147.4, 163.2, 203.5, 290.6, 346.1, 414.9, 183.2, 204, 236, 291.7,
      323.1, 344, 367.7, 407.2, 426.6, 470, 499.2, 534.6, 566.6, 595.3, 631.4, 662.3, 683.9, 729.3, 774.3, 804.9, 6.5,
      15.8, 27.7, 39.2, 48.6, 52.5, 61.5, 80.5, 94.4, 92.6, 92.3, 94.2, 111.4, 127.4, 149.3, 164.4, 177.2, 200, 211.5,
      238.7, 100.2, 125, 142.4, 165.1, 194.8, 222.9, 252.1, 276.3, 300.3, 318.2, 336.2, 351.2, 373.6, 389.4, 406.7,
      429.5, 450.6, 466.9, 486.2, 511.3, 1.8, 0.8, 7.4, 18.1, 23.5, 26.5, 36.2, 60.8, 84.4, 91.2, 92.4, 86, 111.1,
      130.6, 141.8, 136.7, 129.7, 145.5, 174.8, 213.5, 162, 174, 183, 198, 208, 223, 234, 248, 274, 282, 316, 302, 333,
      359, 370, 376, 391, 414, 443, 468, 4.5, 4.71, 4.57, 4.56, 4.38, 4.21, 4.12, 3.83, 3.58, 3.41, 3.31, 3.23, 3.9,
      5.38, 7.39, 8.74, 9.07, 9.93, 11.68, 14.33,
    ],
    firm: Array.from({ length: 200 }, (_, row) => `firm ${Math.floor(row / 20)}`),
  }
  const result = run(columns, { treatment: 'value' }, { covariates: ['capital'], fixedEffects: ['firm'] })
  agrees(result.estimate, 0.110124, 6)
  agrees(coefficient(result, 'capital').estimate, 0.310065, 6)
  agrees(result.standardErrors.classical!, 0.011857, 5)
  agrees(coefficient(result, 'capital').standardErrors.classical!, 0.017355, 5)
})
