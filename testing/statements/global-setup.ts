/**
 * Around a whole run: every statement that tests had the product ask is compared with the type that the code asserts, and after a
 * run of all tests no place may be left that none of them reached. What is found fails the run.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { isWhole } from '../whole.ts'
import { mismatches, together, unknown, unreached } from './findings.ts'
import type { Observed } from './shape.ts'
import { declaredOfProduct, isProduct } from './sources.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Folder where workers leave what they saw. */
    statements: string
  }
}

export default function setup(project: TestProject): () => Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'hagukumi-statements-'))
  project.provide('statements', folder)
  const compiler = spawn(process.execPath, [join(import.meta.dirname, 'declare.ts')], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const ended = once(compiler, 'close')
  return async () => {
    try {
      const observed = read(folder)
      if (!observed) return void compiler.kill()
      await ended
      const found = findings(observed, await isWhole(project))
      if (found.length > 0) throw new StatementFault(found)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }
}

class StatementFault extends Error {
  constructor(found: readonly string[]) {
    super(`${found.length} statements are not what the code says of them\n${found.map((one) => `  ${one}`).join('\n')}`)
    this.stack = this.message
  }
}

function findings(observed: Observed, whole: boolean): string[] {
  const declared = declaredOfProduct()
  const found = [...mismatches(declared, observed), ...unknown(declared, observed, isProduct)]
  return [...new Set(whole ? [...found, ...unreached(declared, observed)] : found)]
}

function read(folder: string): Observed | undefined {
  const files = readdirSync(folder)
  if (files.length === 0) return undefined
  return together(files.map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Observed))
}
