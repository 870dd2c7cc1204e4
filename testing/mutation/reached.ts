/** Called in the functions that will be changed: writes down, once, that this process ran them. What is written is read in reach.ts. */
import { appendFileSync } from 'node:fs'
import { join } from 'node:path'

/** Begins the line that names the test file. */
export const FILE = 'file '

const known = new Set<string>()

/** Threads of a process write into the same file, so that what a test does in a thread counts as its own. */
export function reached(line: string): void {
  const folder = process.env.MUTATION_REACHED
  if (!folder || known.has(line)) return
  known.add(line)
  appendFileSync(join(folder, String(process.pid)), `${line}\n`)
}
