/** The tests of a room, kept ready: one database server for all changes, and the file that noticed most runs first. */
import { basename, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createVitest, type TestModule, type TestSpecification } from 'vitest/node'

export interface Tests {
  /** Runs the tests, of `files` only where they are given, with `path` changed on disk. `by`: what noticed, and in which words. */
  fateWith(path: string, files?: ReadonlySet<string>): Promise<{ fate: 'killed' | 'survived' | 'time'; by?: string }>
  /** Runs all tests with `paths` changed on disk, in which nothing may fail. */
  runAll(paths: readonly string[]): Promise<void>
  close(): Promise<void>
}

/** A change may make a loop endless. */
const PATIENCE = 240_000

export async function openTests(root: string, place: string, workers: number): Promise<Tests> {
  process.chdir(root)
  process.env.MUTATION = '1'
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
  const ordered = (files?: ReadonlySet<string>) =>
    wanted
      .filter(({ moduleId }) => !files || files.has(moduleId))
      .toSorted((a, b) => (noticed.get(b.moduleId) ?? 0) - (noticed.get(a.moduleId) ?? 0)) as TestSpecification[]
  const failing = async (files?: ReadonlySet<string>): Promise<string | undefined> => {
    if (files?.size === 0) return undefined
    const { testModules, unhandledErrors } = await vitest.runTestSpecifications(ordered(files))
    const failed = testModules.filter((module) => !module.ok())
    for (const { moduleId } of failed) noticed.set(moduleId, (noticed.get(moduleId) ?? 0) + 1)
    return failed.map(saidBy).concat(unhandledErrors.map(String))[0]
  }
  await vitest.standalone?.()
  let last: readonly string[] = []
  /** The ones before are as they were again. */
  const readAnew = (paths: readonly string[]) => {
    for (const file of new Set([...last, ...paths])) vitest.invalidateFile(join(root, file))
    last = paths
  }
  return {
    async runAll(paths) {
      readAnew(paths)
      const by = await failing()
      if (by !== undefined) throw new Error(`The tests of ${place} fail before anything is changed: ${by}`)
    },
    async fateWith(path, files) {
      readAnew([path])
      const late = sleep(PATIENCE, { fate: 'time' as const }, { ref: false })
      const tried = failing(files).then((by) =>
        by === undefined ? { fate: 'survived' as const } : { fate: 'killed' as const, by },
      )
      return await Promise.race([tried, late])
    },
    close: () => vitest.close(),
  }
}

/** `statements.test.ts: the title of the test: the first words of its error` */
function saidBy(module: TestModule): string {
  const failed = [...module.children.allTests('failed')][0]
  const error = failed?.result().errors?.[0] ?? module.errors()[0]
  return [basename(module.moduleId), failed?.name, error?.message.split('\n')[0]?.slice(0, 120)]
    .filter(Boolean)
    .join(': ')
}
