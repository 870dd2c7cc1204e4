/** A test is run as it is, then once for each change of a function that it ran and that nothing has noticed, then as it is again (together.ts). */

import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type RunnerTestCase, TestRunner } from 'vitest'
import { changes } from './switched.ts'

/** Twice as long as the slowest test of a room takes on a busy machine. */
const PATIENCE = 90_000

const folder = process.env.MUTATION_TOGETHER!
const said = (name: string | number) => join(folder, `${name}`)

export default class Together extends TestRunner {
  async runTask(test: RunnerTestCase): Promise<void> {
    const once = TestRunner.getTestFn(test)
    const run = async () => void (await once())
    // Functions that ran before any test: what came of them would not be made anew.
    for (const id of changes.met) writeFileSync(said(`alone-${id}`), '')
    changes.met.clear()
    await run()
    const met = [...changes.met].filter((id) => isAsked(id, test.file.filepath) && !existsSync(said(id)))
    const noticed: number[] = []
    for (const id of met) {
      const by = await withChange(id, run)
      if (by === undefined) continue
      const file = basename(test.file.filepath)
      writeFileSync(said(id), `${file}: ${test.name}: ${by.split('\n')[0]?.slice(0, 120)}`)
      noticed.push(id)
    }
    if (met.length > 0) {
      writeFileSync(said('asked'), '')
      const isRepeatable = await run().then(
        () => true,
        () => false,
      )
      if (!isRepeatable) for (const id of noticed) takeBack(id)
    }
    changes.met.clear()
  }
}

/** Whether a test is asked for a change in this run: as it lies beside it or not. Those that ask who may lie beside all. */
function isAsked(id: number, test: string): boolean {
  if (process.env.MUTATION_TESTS === 'all') return true
  folders ??= JSON.parse(readFileSync(said('folders'), 'utf8')) as string[]
  const isBeside = folders[id] === dirname(test) || /\b(who-may|access)\.test\.ts$/.test(test)
  return isBeside === (process.env.MUTATION_TESTS === 'beside')
}

let folders: readonly string[] | undefined

/** What a test says with it. */
async function withChange(id: number, run: () => Promise<void>): Promise<string | undefined> {
  changes.inForce = id
  process.env.MUTATION_IN_FORCE = `${id}`
  const running = said(`running-${process.pid}`)
  writeFileSync(running, `${id}`)
  const late = new AbortController()
  try {
    const first = await Promise.race([
      run().then(() => 'through'),
      sleep(PATIENCE, 'late', { ref: false, signal: late.signal }),
    ])
    if (first === 'late') writeFileSync(said(`alone-${id}`), '')
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  } finally {
    late.abort()
    rmSync(running, { force: true })
    changes.inForce = -1
    delete process.env.MUTATION_IN_FORCE
  }
}

function takeBack(id: number): void {
  rmSync(said(id), { force: true })
  writeFileSync(said(`alone-${id}`), '')
}
