/** The product's sources that may ask the database, and what their types say, kept until a source changes. */
import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Declared, declared } from './declared.ts'

const root = join(import.meta.dirname, '../..')
const project = join(import.meta.dirname, 'tsconfig.json')
const kept = join(root, '.cache/statements')

/** By a file's path from the root. What all statements pass through says nothing of any of them. */
export function isProduct(path: string): boolean {
  if (path === 'platform/db/database.ts') return false
  return /^(rooms|app|sample|platform)\//.test(path) && !/\.test\.tsx?$|\/ui\//.test(path)
}

export function declaredOfProduct(): Declared {
  const file = join(kept, `${fingerprint()}.json`)
  if (!existsSync(file)) {
    mkdirSync(kept, { recursive: true })
    writeFileSync(`${file}.${process.pid}`, JSON.stringify(declared(root, project, isProduct)))
    renameSync(`${file}.${process.pid}`, file)
  }
  return JSON.parse(readFileSync(file, 'utf8')) as Declared
}

function fingerprint(): string {
  const hash = createHash('sha256')
  const files = globSync(
    ['{rooms,app,sample,platform}/**/*.ts', 'testing/statements/*.{ts,json}', 'package-lock.json'],
    {
      cwd: root,
    },
  )
  for (const file of files.sort()) hash.update(file).update(readFileSync(join(root, file)))
  return hash.digest('hex').slice(0, 32)
}
