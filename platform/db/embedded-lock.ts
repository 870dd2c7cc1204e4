/**
 * One starter at a time on one data directory.
 *
 * Data: files `owner.N.lock`; the one with the highest N tells who holds the data. Creating N+1 by link() is atomic, and
 * numbers only grow, so that of two starters who both find a dead holder exactly one wins. A released or dead holder's
 * file stays until the next holder removes it.
 */
import { linkSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { isAlive, markOf, type ProcessMark } from './embedded-process.ts'
import { codeOf, DatabaseTrouble } from './trouble.ts'

export interface Holding {
  readonly state: 'starting' | 'ready' | 'stopping' | 'released'
  readonly holder: ProcessMark
  /** Directory of the socket, once the database is ready. */
  readonly socketDir?: string
}

export interface Lock {
  update(state: Holding['state'], socketDir?: string): void
}

const PATIENCE_WITH_STOPPING_MS = 15_000

/** Takes the data for this process. Waits for a holder that is just stopping; refuses when another one lives. */
export async function takeLock(home: string): Promise<Lock> {
  const holder = markOf(process.pid)
  if (!holder) throw new Error('/proc does not know this process')
  const until = Date.now() + PATIENCE_WITH_STOPPING_MS
  for (;;) {
    const last = highest(home)
    const holding = last && read(home, last)
    if (holding && isHeld(holding)) {
      if (holding.state !== 'stopping' || Date.now() > until) {
        throw new DatabaseTrouble('database.already_running', { pid: holding.holder.pid, place: home })
      }
      await sleep(50)
    } else if (claim(home, last + 1, { state: 'starting', holder })) {
      return lockOf(home, last + 1, holder)
    }
  }
}

/** Who holds the data now; nothing when nobody living does. */
export function currentHolding(home: string): Holding | undefined {
  const last = highest(home)
  const holding = last ? read(home, last) : undefined
  return holding && isHeld(holding) ? holding : undefined
}

function isHeld(holding: Holding): boolean {
  return holding.state !== 'released' && isAlive(holding.holder)
}

function claim(home: string, number: number, holding: Holding): boolean {
  const draft = join(home, `owner.${number}.${process.pid}.draft`)
  writeFileSync(draft, JSON.stringify(holding), { mode: 0o600 })
  try {
    linkSync(draft, fileOf(home, number))
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw error
  } finally {
    rmSync(draft, { force: true })
  }
  // Whoever listed the directory while it was changing may have counted too low.
  if (highest(home) === number) return true
  rmSync(fileOf(home, number), { force: true })
  return false
}

function lockOf(home: string, number: number, holder: ProcessMark): Lock {
  for (const older of numbers(home).filter((other) => other < number)) rmSync(fileOf(home, older), { force: true })
  return {
    update(state, socketDir) {
      const draft = join(home, `owner.${number}.draft`)
      writeFileSync(draft, JSON.stringify({ state, holder, socketDir } satisfies Holding), { mode: 0o600 })
      renameSync(draft, fileOf(home, number))
    },
  }
}

function read(home: string, number: number): Holding | undefined {
  try {
    return JSON.parse(readFileSync(fileOf(home, number), 'utf8')) as Holding
  } catch (error) {
    // Removed by the next holder, or cut short by a full disk or a power loss: then its writer is gone as well.
    if (codeOf(error) === 'ENOENT' || error instanceof SyntaxError) return undefined
    throw error
  }
}

function highest(home: string): number {
  return Math.max(0, ...numbers(home))
}

function numbers(home: string): number[] {
  return readdirSync(home)
    .flatMap((name) => /^owner\.(\d+)\.lock$/.exec(name)?.[1] ?? [])
    .map(Number)
}

function fileOf(home: string, number: number): string {
  return join(home, `owner.${number}.lock`)
}
