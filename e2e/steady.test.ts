import { test, vi } from 'vitest'
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

for (const [route, { as, path = () => route }] of Object.entries(walkOf(stage))) {
  test.concurrent(`${route}: nothing that is read moves when the rest comes`, async ({ expect }) => {
    const address = await path()
    const felt = await Promise.all(
      places.map(async ({ answers, ...size }) => {
        const page = await stage.web.windowOf(as, size)
        const { shift, shifts } = await (await visit(page, address, { cpu: 1, answers })).vitals()
        await page.context().close()
        return { width: size.width, shift, shifts }
      }),
    )
    expect(felt.filter(({ shift }) => shift > 0.05)).toEqual([])
  })
}
