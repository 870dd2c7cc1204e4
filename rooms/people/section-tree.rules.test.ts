import { expect, test } from 'vitest'
import { inTree } from './section-tree.rules.ts'

const section = (sectionCode: string, parentCode: string | null) => ({
  sectionCode,
  name: `第${sectionCode}`,
  parentCode,
})

test('sections stand after the one that holds them, with the names above them; a circle hangs from nothing', () => {
  const sections = [
    ...[section('11', '1'), section('12', '1'), section('1', null), section('111', '11')],
    // 9 does not stand on the day; 7 and 8 hold each other.
    ...[section('91', '9'), section('7', '8'), section('8', '7')],
  ]
  expect(inTree(sections).map(({ path }) => path)).toEqual([
    ['第1'],
    ['第1', '第11'],
    ['第1', '第11', '第111'],
    ['第1', '第12'],
    ['第91'],
  ])
})
