import { expect, test } from 'vitest'
import { resting } from './resting.ts'

/** A process that is looked at once for each of these: at work or not, and what it held then. */
function cleared(looks: readonly (readonly [work: number, held: number])[]): number[] {
  const at: number[] = []
  let now = 0
  let kept: number | undefined
  const look = resting({
    atWork: () => looks[now]![0],
    held: () => kept ?? looks[now]![1],
    clearUp: () => {
      at.push(now)
      kept = 70
    },
  })
  for (; now < looks.length; now++) {
    look()
    kept = undefined
  }
  return at
}

const [busy, quiet] = [0.03, 0.029]
const many = (times: number, work: number, held: number) =>
  Array.from({ length: times }, (): [number, number] => [work, held])

test('a process that has rested for three looks gives back what it grew by, and not again for a minute', () => {
  expect(cleared([...many(5, busy, 110), ...many(9, quiet, 110)])).toEqual([7])
  // Work in between begins the rest anew.
  expect(cleared([...many(2, quiet, 110), ...many(1, busy, 110), ...many(3, quiet, 110)])).toEqual([5])
  // It grew again, and rests: a minute after the last time.
  expect(cleared(many(130, quiet, 94))).toEqual([2, 62, 122])
  // What it grew by is less than what is worth a pause.
  expect(cleared(many(130, quiet, 93))).toEqual([2])
})
