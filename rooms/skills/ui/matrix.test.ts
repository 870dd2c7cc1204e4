import { expect, test } from 'vitest'
import { cellAt, pathsOf } from './matrix.ts'

const grid = { width: 10, height: 24, highest: 4 }

test('a level is a bar as high as the level, hollow under the expectation, a dot where nothing is known', () => {
  const paths = pathsOf(
    [
      { levels: [4, 1, null], expected: [2, 2, null] },
      { levels: [0, null, 2], expected: [null, 3, null] },
    ],
    grid,
  )
  expect(paths.reached).toBe('M3 4h5V20h-5zM3 42h5V44h-5zM23 36h5V44h-5z')
  expect(paths.below).toBe('M13.5 16.5h4V19.5h-4z')
  expect(paths.unknown.match(/M/g)).toHaveLength(2)
  expect(paths.expected).toBe('M2 12h7M12 12h7M12 32h7')
})

test('a place in the picture is a cell, or beside it', () => {
  expect(cellAt(2, 3, grid, { x: 19, y: 25 })).toEqual({ row: 1, column: 1 })
  expect(cellAt(2, 3, grid, { x: 30, y: 2 })).toBeUndefined()
  expect(cellAt(2, 3, grid, { x: 2, y: 48 })).toBeUndefined()
  expect(cellAt(2, 3, grid, { x: -1, y: 2 })).toBeUndefined()
})
