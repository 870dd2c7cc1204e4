/** A copy of the house in which one file reads otherwise, to try what a change of the program would touch. */
import { execFile } from 'node:child_process'
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const root = join(import.meta.dirname, '..')
const parts = ['app', 'engines', 'migrations', 'platform', 'policy', 'rooms', 'sample', 'testing', 'package.json']

/**
 * Runs a script of the copy (a path within the house) in a process of its own.
 *
 * @param change the one file that reads otherwise, and how
 * @param input what the script finds in `process.env.INPUT`, as JSON
 * @returns what it printed, which is JSON
 */
export async function runInCopy(
  change: { readonly file: string; readonly from: string; readonly to: string },
  script: string,
  input: unknown,
): Promise<unknown> {
  const copy = await mkdtemp(join(tmpdir(), 'house-'))
  try {
    await Promise.all(parts.map((part) => cp(join(root, part), join(copy, part), { recursive: true })))
    await symlink(join(root, 'node_modules'), join(copy, 'node_modules'))
    const path = join(copy, change.file)
    const text = await readFile(path, 'utf8')
    if (!text.includes(change.from)) throw new Error(`${change.file} does not hold what is to be changed`)
    await writeFile(path, text.replace(change.from, change.to))
    const env = { ...process.env, INPUT: JSON.stringify(input) }
    const { stdout } = await promisify(execFile)(process.execPath, [join(copy, script)], { cwd: copy, env })
    return JSON.parse(stdout)
  } finally {
    await rm(copy, { recursive: true, force: true })
  }
}
