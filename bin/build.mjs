/** Builds the pages into dist/ when what they are made of has changed since. */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { alone } from './alone.mjs'
import { capture } from './run.mjs'
import { root, say, Trouble } from './trouble.mjs'

const dist = join(root, 'dist')
const stamp = join(dist, '.built-from')
/** Where sources of pages lie, and the texts whose letters choose the common characters of the font; tests and what only the server reads do no harm but an unneeded build. */
const SOURCES = ['app', 'engines', 'platform', 'rooms', 'sample', 'index.html', 'vite.config.ts', 'package-lock.json']

export async function build() {
  if (!existsSync(join(root, 'vite.config.ts')) || isBuilt(hashOfSources())) return
  await alone('build', async () => {
    const hash = hashOfSources()
    if (isBuilt(hash)) return
    say('画面を組み立てています…')
    const draft = join(root, '.cache', 'dist')
    const result = await capture([
      'node_modules/vite/bin/vite.js',
      'build',
      '--outDir',
      draft,
      '--emptyOutDir',
      '--logLevel',
      'warn',
    ])
    if (result.code !== 0)
      throw new Trouble(`${result.output}\n画面を組み立てられませんでした。上の記録を確かめてください。`)
    writeFileSync(join(draft, '.built-from'), hash)
    rmSync(dist, { recursive: true, force: true })
    renameSync(draft, dist)
  })
}

function isBuilt(hash) {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === hash
}

function hashOfSources() {
  const hash = createHash('sha256')
  for (const file of SOURCES.flatMap((source) => filesIn(source))) {
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(join(root, file)))
      .update('\0')
  }
  return hash.digest('hex')
}

function filesIn(source) {
  const path = join(root, source)
  if (!existsSync(path)) return []
  if (/\.\w+$/.test(source)) return [source]
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$|\.md$/.test(entry.name))
    .map((entry) => join(entry.parentPath.slice(root.length), entry.name))
    .sort()
}
