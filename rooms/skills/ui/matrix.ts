/**
 * The picture of a team's skills: a row a person, a column a skill, one small bar a cell.
 *
 * A level is a bar that stands as high as the level; full where it is at the expectation or nothing is expected, hollow where it is
 * under it; a line over the cell is what the grade expects; a dot is 未診断. So every meaning has a form of its own. All bars
 * of a kind are one path: the picture has four however many people it shows.
 */
import { isBelow } from '../rules.ts'

export interface Levels {
  readonly levels: readonly (number | null)[]
  readonly expected: readonly (number | null)[]
}

export interface Grid {
  /** Width of a column and height of a row, px. */
  readonly width: number
  readonly height: number
  readonly highest: number
}

export interface Paths {
  readonly reached: string
  readonly below: string
  readonly unknown: string
  readonly expected: string
}

/** Room above and beneath the highest bar, px. */
const AIR = 4
const WIDEST_BAR = 18

export function pathsOf(people: readonly Levels[], { width, height, highest }: Grid): Paths {
  const paths = { reached: '', below: '', unknown: '', expected: '' }
  const bar = Math.min(WIDEST_BAR, Math.max(4, Math.round(width * 0.5)))
  for (const [row, { levels, expected }] of people.entries()) {
    const floor = (row + 1) * height - AIR
    const tall = (level: number) => Math.max(2, Math.round(((height - 2 * AIR) * level) / highest))
    for (const [column, level] of levels.entries()) {
      const left = column * width + Math.round((width - bar) / 2)
      const wanted = expected[column] ?? null
      if (wanted !== null) paths.expected += `M${left - 1} ${floor - tall(wanted)}h${bar + 2}`
      if (level === null) paths.unknown += `M${left + Math.round(bar / 2) - 1} ${floor - 2}h2v2h-2z`
      else if (isBelow(level, wanted))
        paths.below += `M${left + 0.5} ${floor - tall(level) + 0.5}h${bar - 1}V${floor - 0.5}h${1 - bar}z`
      else paths.reached += `M${left} ${floor - tall(level)}h${bar}V${floor}h${-bar}z`
    }
  }
  return paths
}

/** Which cell lies under a place in the picture; undefined beside it. */
export function cellAt(
  people: number,
  skills: number,
  { width, height }: Grid,
  { x, y }: { x: number; y: number },
): { row: number; column: number } | undefined {
  const [row, column] = [Math.floor(y / height), Math.floor(x / width)]
  return row >= 0 && row < people && column >= 0 && column < skills ? { row, column } : undefined
}
