import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { policy } from '#rooms/policy/contract.ts'
import { setStage } from '#testing/stage.ts'

const stage = setStage()

const narrow = { width: 320, height: 700 }

test('other towns’ policies: a study under four sentences says that there are no skills to choose, and chapters stand under their heading', async () => {
  const publish = (id: string) => {
    const text = readFileSync(join(import.meta.dirname, `../../policy/examples/${id}.yaml`), 'utf8')
    return stage.town.asCommand.ask(policy.loadPolicy, { text, publishFrom: '2026-11-22', replace: true })
  }
  await publish('mori')
  const page = await stage.web.windowOf('hayashi', narrow)
  await page.goto('/studies/new')
  await page.getByText(/今の方針に、スキルピラミッドはありません/).waitFor()
  await publish('hoshino')
  for (const path of ['/policy', '/line-of-sight']) {
    await page.goto(path)
    await page.getByRole('heading', { name: '第2章 人事の考え方' }).waitFor()
    const levels = await page.locator('h1, h2, h3, h4').evaluateAll((all) => all.map((one) => Number(one.tagName[1])))
    expect(levels.filter((level, i) => i > 0 && level > levels[i - 1]! + 1)).toEqual([])
  }
}, 60_000)
