/** The tests of a room, kept ready: one database server for all changes; the file that noticed most runs first, quick ones before slow ones. */
import { basename, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createVitest, type TestModule, type TestSpecification } from 'vitest/node'

export type Heard =
  | { readonly fate: 'survived' }
  /** `by`: what noticed, and in which words. */
  | { readonly fate: 'killed' | 'time'; readonly by: string }

export interface Tests {
  /** Runs the tests, of `files` only where they are given, with `path` changed on disk. */
  fateWith(path: string, files?: ReadonlySet<string>): Promise<Heard>
  /** Runs all tests with `paths` changed on disk, in which nothing may fail. */
  runAll(paths: readonly string[]): Promise<void>
  close(): Promise<void>
}

export interface Ways {
  readonly workers: number
  /** Each file in a process of its own; else files share what a worker has loaded, which ends with each run. */
  readonly isolate: boolean
}

/** A change may make a loop endless. */
const PATIENCE = 240_000

export async function openTests(root: string, place: string, { workers, isolate }: Ways): Promise<Tests> {
  process.chdir(root)
  process.env.MUTATION = '1'
  const silent = { onInit: () => undefined }
  const vitest = await createVitest('test', {
    root,
    config: join(root, 'vitest.config.ts'),
    watch: false,
    bail: 1,
    maxWorkers: workers,
    isolate,
    project: ['rooms'],
    reporters: [silent],
    sequence: { sequencer: AsGiven },
    silent: true,
  })
  const folder = place.replace(/\/[^/]+\.ts$/, '')
  const wanted = (await vitest.globTestSpecifications([`${folder}/`])).filter(
    ({ moduleId }) => !moduleId.includes('/ui/'),
  )
  const noticed = new Map<string, number>()
  const seconds = new Map<string, number>()
  const known = (counts: Map<string, number>, { moduleId }: TestSpecification) => counts.get(moduleId) ?? 0
  const ordered = (files?: ReadonlySet<string>): TestSpecification[] =>
    wanted
      .filter(({ moduleId }) => !files || files.has(moduleId))
      .toSorted((a, b) => known(noticed, b) - known(noticed, a) || known(seconds, a) - known(seconds, b))
  const failing = async (files?: ReadonlySet<string>, tries = 3): Promise<string | undefined> => {
    const asked = ordered(files)
    if (asked.length === 0) return undefined
    // Vitest answers with all that it has ever run: what failed for the change before would fail for this one.
    vitest.state.filesMap.clear()
    vitest.state.idMap.clear()
    const { testModules, unhandledErrors } = await vitest.runTestSpecifications(asked)
    const failed = testModules.filter((module) => !module.ok())
    for (const { moduleId } of failed) noticed.set(moduleId, (noticed.get(moduleId) ?? 0) + 1)
    const said = failed.map(saidBy).concat(unhandledErrors.map(String))[0]
    if (said !== undefined) return said
    for (const module of testModules) seconds.set(module.moduleId, module.diagnostic().duration)
    const heard = new Set(testModules.filter(isThrough).map(({ moduleId }) => moduleId))
    const unheard = asked.filter(({ moduleId }) => !heard.has(moduleId))
    if (unheard.length === 0) return undefined
    // Two workers that fail at once stop the run twice, and the second time it is the next one that stops.
    if (tries === 0) throw new Error(`Not run: ${unheard.map(({ moduleId }) => moduleId)}`)
    return await failing(files, tries - 1)
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
      const late = sleep(PATIENCE, { fate: 'time' as const, by: 'no end' }, { ref: false })
      const tried = failing(files).then(
        (by): Heard =>
          by === undefined ? { fate: 'survived' } : { fate: / timed out in /.test(by) ? 'time' : 'killed', by },
      )
      return await Promise.race([tried, late])
    },
    close: () => vitest.close(),
  }
}

/** Each test of it has run to its end. */
function isThrough(module: TestModule): boolean {
  return module.state() === 'passed' && [...module.children.allTests()].every((one) => one.result().state === 'passed')
}

/** Vitest would run the longest first. */
class AsGiven {
  sort(specifications: TestSpecification[]): TestSpecification[] {
    return specifications
  }

  shard(specifications: TestSpecification[]): TestSpecification[] {
    return specifications
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
