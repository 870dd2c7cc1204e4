import type { Page } from 'playwright-core'
import { test, vi } from 'vitest'
import type { Name } from '#testing/town.ts'
import { visit } from '#testing/vitals.ts'
import { setStage } from './stage.ts'
import { walkOf } from './walk.ts'

vi.setConfig({ maxConcurrency: 3 })
const stage = setStage()

/** A desk on which answers come one by one as they were asked for, and a phone on which the first asked for come last. */
const places = [
  { width: 1440, height: 900, answers: (n: number) => n * 100 },
  { width: 390, height: 844, answers: (n: number) => Math.max(0, 700 - n * 100) },
]

/** Windows in which nobody looks at the moment: a new one costs as much as a visit, and a visit remembers nothing of what was loaded before. */
const free = new Map<string, Page[]>()

/** Twice where it moved: answers come in the same order again, so a page that moves does so again, and one whose machine stood still does not. */
async function felt(...visited: Parameters<typeof once>) {
  const first = await once(...visited)
  if (first.shift <= MOVES) return first
  const again = await once(...visited)
  return again.shift < first.shift ? again : first
}

/** The sum of shifts from which a page is said to move. */
const MOVES = 0.05

async function once(as: Name, address: string, { answers, ...size }: (typeof places)[number]) {
  const key = `${as} ${size.width}`
  const page = free.get(key)?.pop() ?? (await stage.web.windowOf(as, size))
  const visited = await visit(page, address, { cpu: 1, answers })
  const { shift, shifts } = await visited.vitals()
  await visited.end()
  free.set(key, [...(free.get(key) ?? []), page])
  return { width: size.width, shift, shifts }
}

for (const [route, { as, path = () => route }] of Object.entries(walkOf(stage))) {
  test.concurrent(`${route}: nothing that is read moves when the rest comes`, async ({ expect }) => {
    const address = await path()
    const seen = await Promise.all(places.map((place) => felt(as, address, place)))
    expect(seen.filter(({ shift }) => shift > MOVES)).toEqual([])
  })
}
