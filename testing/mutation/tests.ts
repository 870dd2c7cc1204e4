/**
 * The tests of a room, kept ready: one database server for all changes; the file that noticed most runs first, quick ones before slow ones. Of which nothing is
 * known yet: those that open no town, then those that ask who may (they meet every line of access), then short ones.
 */
import { statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createVitest, type TestModule, type TestSpecification } from 'vitest/node'

export type Heard =
  | { readonly fate: 'survived' }
  /** `by`: what noticed, and in which words. */
  | { readonly fate: 'killed' | 'time'; readonly by: string }

export interface Tests {
  /** Runs the tests with `path` changed on disk, until one fails. */
  fateWith(path: string): Promise<Heard>
  /** Runs all tests as they are on disk: what failed. */
  runAll(): Promise<string | undefined>
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
  const failing = async (tries = 3): Promise<string | undefined> => {
    const asked = wanted.toSorted(
      (a, b) =>
        known(noticed, b) - known(noticed, a) || known(seconds, a) - known(seconds, b) || lengthOf(a) - lengthOf(b),
    )
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
    return await failing(tries - 1)
  }
  await vitest.standalone?.()
  let last: readonly string[] = []
  /** The ones before are as they were again. */
  const readAnew = (paths: readonly string[]) => {
    for (const file of new Set([...last, ...paths])) vitest.invalidateFile(join(root, file))
    last = paths
  }
  return {
    runAll: () => failing(0),
    async fateWith(path) {
      readAnew([path])
      const late = sleep(PATIENCE, { fate: 'time' as const, by: 'no end' }, { ref: false })
      const tried = failing().then(
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

function lengthOf({ moduleId }: TestSpecification): number {
  if (/\brules\.test\.ts$/.test(moduleId)) return 0
  return /\b(who-may|access)\.test\.ts$/.test(moduleId) ? 1 : statSync(moduleId).size
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
