/** The tests of a room, kept ready: one database server for all changes, and the file that noticed most runs first. */
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createVitest, type TestSpecification } from 'vitest/node'

export interface Tests {
  /** Runs the tests with `path` changed on disk. */
  fateWith(path: string): Promise<'killed' | 'survived' | 'time'>
  close(): Promise<void>
}

/** A change may make a loop endless. */
const PATIENCE = 240_000

/** @throws where the tests fail as they are: then nothing could be said of a change. */
export async function openTests(root: string, place: string, workers: number): Promise<Tests> {
  process.chdir(root)
  const silent = { onInit: () => undefined }
  const vitest = await createVitest('test', {
    root,
    config: join(root, 'vitest.config.ts'),
    watch: false,
    bail: 1,
    maxWorkers: workers,
    // Files that share what is loaded would run on with what a change before had left.
    isolate: true,
    project: ['rooms'],
    reporters: [silent],
    silent: true,
  })
  const folder = place.replace(/\/[^/]+\.ts$/, '')
  const wanted = (await vitest.globTestSpecifications([`${folder}/`])).filter(
    ({ moduleId }) => !moduleId.includes('/ui/'),
  )
  const noticed = new Map<string, number>()
  const ordered = () =>
    wanted.toSorted((a, b) => (noticed.get(b.moduleId) ?? 0) - (noticed.get(a.moduleId) ?? 0)) as TestSpecification[]
  const failing = async () => {
    const { testModules, unhandledErrors } = await vitest.runTestSpecifications(ordered())
    const failed = testModules.filter((module) => !module.ok())
    for (const { moduleId } of failed) noticed.set(moduleId, (noticed.get(moduleId) ?? 0) + 1)
    return failed.length > 0 || unhandledErrors.length > 0
  }
  await vitest.standalone?.()
  if (await failing()) {
    await vitest.close()
    throw new Error(`The tests of ${place} fail before anything is changed`)
  }
  let last = ''
  return {
    async fateWith(path) {
      // The one before is as it was again.
      for (const file of new Set([last || path, path])) vitest.invalidateFile(join(root, file))
      last = path
      const late = sleep(PATIENCE, 'time' as const, { ref: false })
      return await Promise.race([
        failing().then((fails) => (fails ? ('killed' as const) : ('survived' as const))),
        late,
      ])
    },
    close: () => vitest.close(),
  }
}
