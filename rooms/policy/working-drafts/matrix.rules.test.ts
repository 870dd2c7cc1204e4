import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { matrixOf, occupationsIn, pasted } from './matrix.rules.ts'
import { dataIn } from './written.rules.ts'

const hoshino = readFileSync(new URL('../../../policy/examples/hoshino.yaml', import.meta.url), 'utf8')
const matrix = matrixOf(dataIn(hoshino)!.data)
const faultsOf = (text: string, at = { skill: 0, grade: 0 }) => {
  const result = pasted(text, matrix, at)
  return 'faults' in result ? result.faults.map(({ key, values }) => [key, ...Object.values(values)]) : []
}
const levelsOf = (text: string, at = { skill: 0, grade: 0 }) => {
  const result = pasted(text, matrix, at)
  return 'cells' in result ? result.cells.map(({ skill, grade, level }) => [skill, grade, level]) : result
}

test('skills stand down and grades across by rank, also of a draft that is half-written', () => {
  expect(matrix.grades.map(({ id }) => id)).toEqual(['1級', '2級', '3級', '専3級', '4級', '専4級', '5級', '特任'])
  expect(matrix.skills.map(({ name, tier }) => [name, tier])).toEqual([
    ['先に聴く', '土台'],
    ['試して直す', '土台'],
    ['データを読む', '専門'],
  ])
  expect(matrix.skills[1]!.path).toEqual(['pyramid', 'tiers', 0, 'skills', 1, 'expected'])
  expect(matrixOf({ pyramid: { tiers: 'x' }, organisation: { grades: [1, { id: '1' }] } })).toEqual({
    ...{ grades: [{ id: '1', label: '' }], skills: [], highest: 10 },
  })
})

test('a block of cells goes in where one stands: digits of any width, levels by their names, - for nothing of its own', () => {
  expect(levelsOf('1\t２\r\n自立\t-\n', { skill: 1, grade: 2 })).toEqual([
    [1, 2, 1],
    [1, 3, 2],
    [2, 2, 2],
    [2, 3, undefined],
  ])
  expect(levelsOf('レベル2\t3 先導\t0')).toEqual([
    [0, 0, 2],
    [0, 1, 3],
    [0, 2, 0],
  ])
})

test('a table with its heads goes in by them, in whatever order they stand', () => {
  expect(levelsOf('スキル\t5級\t主事\nデータを読む\t2\t1')).toEqual([
    [2, 6, 2],
    [2, 0, 1],
  ])
  expect(faultsOf('スキル\t6級\t1級\n聴かない\t2\t1')).toEqual([['unknown_grade', 2, '6級']])
  expect(faultsOf('\t1級\n聴かない\t2\nデータを読む\t1')).toEqual([['unknown_skill', 2, '聴かない']])
})

test('a list as a spreadsheet copies it goes in: line breaks and blanks in its heads, quotes, and the tiers before the skills', () => {
  expect(levelsOf('\t\t"1級\n(主事)"\t５級\r\n土台\t先に　聴く\t2\t"3\n先導"\r\n\t試して直す\t1\t-\r\n')).toEqual([
    [0, 0, 2],
    [0, 6, 3],
    [1, 0, 1],
    [1, 6, undefined],
  ])
  expect(levelsOf('"1"\t"2"')).toEqual([
    [0, 0, 1],
    [0, 1, 2],
  ])
  // What opens with a quote and has no end is what it says, and no level.
  expect(faultsOf('"1\t2')).toEqual([['no_level', 1, 1, '"1']])
})

test('one column or row too many, a merged cell and a word that is no level are told by their place, and nothing goes in', () => {
  expect(faultsOf('1\t1\t1', { skill: 0, grade: 6 })).toEqual([['too_wide', 3, 2]])
  expect(faultsOf('1\n1\n1', { skill: 1, grade: 0 })).toEqual([['too_long', 3, 2]])
  expect(faultsOf('1\t\n2\t2')).toEqual([['empty', 1, 2]])
  expect(faultsOf('1\tすごい\t4\t3 自立')).toEqual([
    ['no_level', 1, 2, 'すごい'],
    ['too_high', 1, 3, '4', 3],
    ['no_level', 1, 4, '3 自立'],
  ])
})

test('of an occupation what is expected beside its grades is a table of its own; whatever is half-written there is none', () => {
  const skill = (expectedByOccupation: unknown) => ({
    id: 'data',
    name: 'データ',
    expected: { A: 1 },
    expectedByOccupation,
  })
  const data = {
    organisation: { grades: [{ id: 'A', rank: 1, label: '主事' }] },
    pyramid: {
      highestLevel: 3,
      tiers: [{ name: '土台', skills: [skill({ 情報: { A: 3 } }), skill('情報'), skill(undefined)] }],
    },
  }
  expect(occupationsIn(data)).toEqual(['情報'])
  const { skills } = matrixOf(data, '情報')
  expect(skills.map(({ expected }) => expected)).toEqual([{ A: 3 }, {}, {}])
  expect(skills[2]!.path).toEqual(['pyramid', 'tiers', 0, 'skills', 2, 'expectedByOccupation', '情報'])
  expect(matrixOf(data).skills[0]).toMatchObject({
    expected: { A: 1 },
    path: ['pyramid', 'tiers', 0, 'skills', 0, 'expected'],
  })
})
