/**
 * Where the embedded database lives, and as whom it runs.
 *
 * `<data directory>/database` is the home: the cluster, the private runtime, the socket, secrets, the lock, the log.
 * PostgreSQL refuses to run as root, so root's database runs as uid 65534. That user is shared with unrelated services;
 * the home therefore belongs to root and lets in one more group only, which no account has but our own child processes.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  statSync,
} from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { codeOf, DatabaseTrouble, reasonOf, sentence } from './trouble.ts'

export interface RunUser {
  readonly uid: number
  readonly gid: number
}

export interface Place {
  /** Data directory, as it is in the end. */
  readonly dataDir: string
  readonly home: string
  /** Whom the database's processes run as; nothing when they run as oneself. */
  readonly user: RunUser | undefined
}

const SYSTEM_DIR = '/var/lib/hagukumi'
const NOBODY = 65534
/** Any number that no account has. It stays the same for ever, so that a data directory can be moved. */
const HOUSE_GROUP = 1_938_254_117

/** Finds and prepares the home; says so when it is not where it was wanted. */
export function preparePlace(wanted: string, say: (line: string) => void, systemDir = SYSTEM_DIR): Place {
  const dataDir = realOf(resolve(wanted))
  const existing = existingPartOf(dataDir)
  if (!statSync(existing).isDirectory()) throw new DatabaseTrouble('database.not_a_directory', { place: existing })
  const user = runUser()
  if (!user) return furnish(dataDir, user)
  const chosen = choose(dataDir, user, systemDir)
  if (chosen !== dataDir) {
    say(sentence('database.placed_elsewhere', { uid: user.uid, wanted: dataDir, place: chosen }))
    makeDirectory(systemDir, { uid: 0, gid: user.gid, mode: 0o710 })
  }
  return furnish(chosen, user)
}

/** Homes that exist for this data directory, whoever made them. */
export function existingHomes(wanted: string, systemDir = SYSTEM_DIR): string[] {
  const dataDir = realOf(resolve(wanted))
  const places = isRoot() ? [dataDir, elsewhereFor(dataDir, systemDir)] : [dataDir]
  return places.map(homeIn).filter((home) => existsSync(home))
}

/** Makes the directory, or sees to it that an existing one is a real directory of ours with these rights. */
export function makeDirectory(path: string, rights: { uid: number; gid: number; mode: number }): void {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 })
  } catch (error) {
    if (codeOf(error) === 'EEXIST') throw new DatabaseTrouble('database.not_a_directory', { place: path }, error)
    throw new DatabaseTrouble('database.place_not_writable', { place: path, reason: reasonOf(error) }, error)
  }
  const found = lstatSync(path)
  if (!found.isDirectory()) throw new DatabaseTrouble('database.not_a_directory', { place: path })
  if (found.uid !== rights.uid && found.uid !== ownUid()) {
    throw new DatabaseTrouble('database.foreign_data', { place: path, uid: found.uid })
  }
  if (found.uid !== rights.uid || found.gid !== rights.gid) chownSync(path, rights.uid, rights.gid)
  if ((found.mode & 0o7777) !== rights.mode) chmodSync(path, rights.mode)
}

export function ownUid(): number {
  return process.getuid?.() ?? 0
}

/** Whether the database's user can enter `directory`; asked of the system, which knows every rule. */
export function canEnter(directory: string, user: RunUser): boolean {
  return spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', directory], { ...user, cwd: '/', stdio: 'ignore' }).status === 0
}

function choose(dataDir: string, user: RunUser, systemDir: string): string {
  const elsewhere = elsewhereFor(dataDir, systemDir)
  if (holdsCluster(dataDir)) {
    // Rights may have been lost in a move; data that are here must never be passed over for an empty place.
    if (!canEnter(dirname(dataDir), user)) {
      throw new DatabaseTrouble('database.unreachable_data', { place: dataDir, uid: user.uid })
    }
    return dataDir
  }
  if (holdsCluster(elsewhere)) return elsewhere
  return canEnter(existingPartOf(dataDir), user) ? dataDir : elsewhere
}

function furnish(dataDir: string, user: RunUser | undefined): Place {
  const home = homeIn(dataDir)
  makeParents(dirname(dataDir), user)
  const rights = user ? { uid: 0, gid: user.gid, mode: 0o710 } : { uid: ownUid(), gid: ownGid(), mode: 0o700 }
  if (!existsSync(dataDir) || (user && !canEnter(dataDir, user))) makeDirectory(dataDir, rights)
  makeDirectory(home, rights)
  return { dataDir, home, user }
}

/** Missing folders on the way; the database's user has to pass through them, whatever the umask. */
function makeParents(path: string, user: RunUser | undefined): void {
  if (existsSync(path)) return
  makeParents(dirname(path), user)
  makeDirectory(path, { uid: ownUid(), gid: ownGid(), mode: user ? 0o711 : 0o700 })
}

function runUser(): RunUser | undefined {
  if (!isRoot()) return undefined
  return { uid: NOBODY, gid: isGroupMapped(HOUSE_GROUP) ? HOUSE_GROUP : NOBODY }
}

/** In a container with a user namespace only some numbers exist. */
function isGroupMapped(gid: number): boolean {
  const ranges = readFileSync('/proc/self/gid_map', 'utf8').trim().split('\n')
  return ranges.some((range) => {
    const [first = 0, , count = 0] = range.trim().split(/\s+/).map(Number)
    return gid >= first && gid < first + count
  })
}

function holdsCluster(dataDir: string): boolean {
  const home = homeIn(dataDir)
  return existsSync(home) && readdirSync(home).some((name) => /^cluster-\d+$/.test(name))
}

function homeIn(dataDir: string): string {
  return join(dataDir, 'database')
}

function elsewhereFor(dataDir: string, systemDir: string): string {
  const hash = createHash('sha256').update(dataDir).digest('hex').slice(0, 12)
  return join(systemDir, `${basename(dirname(dataDir)) || 'root'}-${hash}`)
}

/** The real path, also of what does not exist yet. */
function realOf(path: string): string {
  const existing = existingPartOf(path)
  return join(realpathSync(existing), path.slice(existing.length))
}

function existingPartOf(path: string): string {
  return existsSync(path) ? path : existingPartOf(dirname(path))
}

function isRoot(): boolean {
  return ownUid() === 0
}

function ownGid(): number {
  return process.getgid?.() ?? 0
}
