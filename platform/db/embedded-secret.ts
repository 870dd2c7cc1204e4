import { randomBytes } from 'node:crypto'
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { codeOf, DatabaseTrouble } from './trouble.ts'

/**
 * A password beside the data that only the starter can read; made on first use.
 * @param mustExist the cluster is already locked with it, so that a new one would open nothing.
 */
export function secretIn(home: string, name: string, mustExist = false): string {
  const file = join(home, name)
  const known = read(file)
  if (known) return known
  if (mustExist) throw new DatabaseTrouble('database.secret_lost', { place: file })
  const draft = `${file}.${process.pid}.draft`
  writeFileSync(draft, randomBytes(32).toString('base64url'), { mode: 0o600, flush: true })
  try {
    linkSync(draft, file)
  } catch (error) {
    // Another process was quicker: its password is as good.
    if (codeOf(error) !== 'EEXIST') throw error
  } finally {
    rmSync(draft, { force: true })
  }
  return secretIn(home, name, true)
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw error
  }
}
