/**
 * Around a whole run: every refusal that a contract declares of an operation was met by a test of that operation. One that nobody can
 * meet goes out of the contract.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { isWhole } from '../whole.ts'
import { unmet } from './met.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Folder where workers leave which refusals they met. */
    refusals: string
  }
}

export default function setup(project: TestProject): () => Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'hagukumi-refusals-'))
  project.provide('refusals', folder)
  return async () => {
    try {
      if (!(await isWhole(project))) return
      const met = readdirSync(folder).flatMap(
        (file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as string[],
      )
      const { contracts } = await import('#app/contracts.ts')
      const missing = unmet(contracts, met)
      if (missing.length > 0) throw new RefusalFault(missing)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }
}

class RefusalFault extends Error {
  constructor(missing: readonly string[]) {
    super(`${missing.length} declared refusals are met by no test\n${missing.map((one) => `  ${one}`).join('\n')}`)
    this.stack = this.message
  }
}
