import { expect, test } from 'vitest'
import { LineFull, openLine, openLines } from './line.ts'

/** Enters and notes who was served, in order; everybody holds their place until `serve` is called. */
function counter(places: number, waiting: number) {
  const line = openLine({ places, waiting })
  const served: string[] = []
  const leaving: (() => void)[] = []
  return {
    line,
    served,
    come: (name: string, rank?: number) =>
      line.enter(rank).then(
        (leave) => {
          served.push(name)
          leaving.push(leave)
        },
        (fault: unknown) => void served.push(fault instanceof LineFull ? `${name} turned away` : String(fault)),
      ),
    async serve() {
      leaving.shift()?.()
      await new Promise(setImmediate)
    },
  }
}

test('whoever ranks better is served first, of one rank whoever came first', async () => {
  const { come, serve, served } = counter(1, 10)
  const all = [come('first', 9), come('b', 1), come('c', 1), come('a', 0), come('d', 2)]
  for (let i = 0; i < 5; i++) await serve()
  await Promise.all(all)
  expect(served).toEqual(['first', 'a', 'b', 'c', 'd'])
})

test('a full line turns newcomers away, and its last for one who ranks better', async () => {
  const { line, come, serve, served } = counter(1, 2)
  const all = [come('in', 1), come('a', 1), come('b', 1), come('late', 1)]
  expect([line.turnsAway(1), line.turnsAway(0)]).toEqual([true, false])
  all.push(come('known', 0))
  await new Promise(setImmediate)
  expect(served).toEqual(['in', 'late turned away', 'b turned away'])
  for (let i = 0; i < 3; i++) await serve()
  await Promise.all(all)
  expect(served.slice(3)).toEqual(['known', 'a'])
})

test('so many are served at once as there are places, and a place is given back once', async () => {
  const line = openLine({ places: 2, waiting: 5 })
  const leave = await line.enter()
  await line.enter()
  let isServed = false
  const third = line.enter().then((out) => {
    isServed = true
    return out
  })
  await new Promise(setImmediate)
  expect(isServed).toBe(false)
  leave()
  leave()
  await third
  let fourthServed = false
  void line.enter().then(() => {
    fourthServed = true
  })
  await new Promise(setImmediate)
  expect(fourthServed).toBe(false)
})

test('where nobody may wait, a second one is turned away at once', async () => {
  const line = openLine({ places: 1, waiting: 0 })
  expect(line.turnsAway(0)).toBe(false)
  const leave = await line.enter()
  expect(line.turnsAway(0)).toBe(true)
  await expect(line.enter(0)).rejects.toThrow(LineFull)
  leave()
  expect(line.turnsAway(0)).toBe(false)
  expect(line.isEmpty()).toBe(true)
})

test('lines of different keys do not wait for one another', async () => {
  const lines = openLines({ places: 1, waiting: 0 })
  const leave = await lines.enter('a')
  await lines.enter('b')
  await expect(lines.enter('a')).rejects.toThrow(LineFull)
  leave()
  await lines.enter('a')
})
