import { afterAll, beforeAll, vi } from 'vitest'
import { closeWindows } from './browser.ts'
import { openTestTown, type Town } from './town.ts'
import { openWeb, type Web } from './web.ts'

/** What the tests in a browser share: the test town behind its real server, and windows of its people. */
export interface Stage {
  town: Town
  web: Web
}

/** Sets the stage before the tests of a file and clears it after them; `before` readies the town before its server starts. */
export function setStage<More extends object>(
  before: (town: Town) => Promise<More> = async () => ({}) as More,
  day = '2026-11-22',
): Stage & More {
  const stage = {} as Stage & More
  let leave: (() => Promise<void>) | undefined
  vi.setConfig({ testTimeout: 120_000, hookTimeout: 180_000 })
  beforeAll(async () => {
    const opened = await openTestTown(day)
    leave = opened.leave
    stage.town = opened.town
    Object.assign(stage, await before(opened.town))
    stage.web = await openWeb(opened.town, day)
  })
  afterAll(async () => {
    await stage.web?.close()
    await leave?.()
    await closeWindows()
  })
  return stage
}
