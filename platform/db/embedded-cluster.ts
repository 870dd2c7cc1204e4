/** A PostgreSQL cluster on disk: made once, started with settings that suit one town on a small machine. */
import { spawn } from 'node:child_process'
import {
  chownSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { canEnter, makeDirectory, ownUid, type Place } from './embedded-place.ts'
import type { RuntimePackage } from './runtime.ts'
import { DatabaseTrouble } from './trouble.ts'

export const OWNER = 'hagukumi_owner'
export const DATABASE = 'hagukumi'
export const PORT = 5432

/** Bytes of a socket's path that the system takes, with the file's name `/.s.PGSQL.5432`. */
const MAX_SOCKET_DIR = 104 - '/.s.PGSQL.5432'.length - 1

/** The cluster's directory. Makes it (initdb) when there is none; it appears whole, by one rename. */
export async function prepareCluster(
  place: Place,
  runtime: string,
  found: RuntimePackage,
  password: string,
  careless: boolean,
): Promise<string> {
  const cluster = clusterIn(place, found.major)
  if (existsSync(cluster)) return cluster
  const other = readdirSync(place.home).find((name) => /^cluster-\d+$/.test(name))
  if (other) {
    const values = { place: join(place.home, other), found: other.slice('cluster-'.length), wanted: found.major }
    throw new DatabaseTrouble('database.other_major', values)
  }
  const draft = `${cluster}.draft`
  rmSync(draft, { recursive: true, force: true })
  makeDirectory(draft, { ...runRights(place), mode: 0o700 })
  await initialise(place, runtime, draft, password, careless)
  // One door: the socket, with the password. No trust, no network.
  writeFileSync(join(draft, 'pg_hba.conf'), 'local all all scram-sha-256\n')
  renameSync(draft, cluster)
  return cluster
}

/** A directory for the socket: in the home, or, where that path is too long, a private one that the home remembers. */
export function prepareSocketDir(place: Place): string {
  const rights = { ...runRights(place), mode: 0o700 }
  const near = join(place.home, 'socket')
  if (Buffer.byteLength(near) <= MAX_SOCKET_DIR) {
    makeDirectory(near, rights)
    return near
  }
  const note = join(place.home, 'socket-place')
  const remembered = existsSync(note) ? readFileSync(note, 'utf8') : undefined
  const guard = remembered && isPrivate(remembered) ? remembered : newSocketPlace(place)
  writeFileSync(note, guard, { mode: 0o600 })
  const far = join(guard, 's')
  makeDirectory(guard, place.user ? { uid: 0, gid: place.user.gid, mode: 0o710 } : { ...runRights(place), mode: 0o700 })
  makeDirectory(far, rights)
  return far
}

/** A socket's directory outside the home is needed only while the database runs. */
export function forgetSocketDir(place: Place): void {
  const note = join(place.home, 'socket-place')
  if (!existsSync(note)) return
  const guard = readFileSync(note, 'utf8')
  if (isPrivate(guard)) rmSync(guard, { recursive: true, force: true })
  rmSync(note, { force: true })
}

export function clusterIn(place: Place, major: number): string {
  return join(place.home, `cluster-${major}`)
}

/** Arguments of `postgres`. They travel with the program, so that no old settings file can contradict it. */
export function settings(cluster: string, socketDir: string, major: number, careless: boolean): string[] {
  const chosen: Record<string, string | number> = {
    listen_addresses: '',
    unix_socket_directories: `"${socketDir.replaceAll('"', '""')}"`,
    unix_socket_permissions: '0700',
    port: PORT,
    max_connections: careless ? 100 : 60,
    shared_buffers: '48MB',
    work_mem: '8MB',
    maintenance_work_mem: '64MB',
    effective_cache_size: '512MB',
    random_page_cost: 1.1,
    jit: 'off',
    max_worker_processes: 4,
    max_parallel_workers_per_gather: 0,
    autovacuum_max_workers: 2,
    // No replica follows this database, and a minimal log makes first loads faster.
    wal_level: 'minimal',
    max_wal_senders: 0,
    max_logical_replication_workers: 0,
    max_wal_size: '256MB',
    checkpoint_timeout: '15min',
    checkpoint_completion_target: 0.9,
    timezone: 'UTC',
    log_timezone: 'Asia/Tokyo',
    log_line_prefix: '%m [%p] ',
    // Rows and statements hold personal data; the log tells neither.
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    ...(major >= 18 ? { io_method: 'sync' } : {}),
    ...(careless ? { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' } : { fsync: 'on' }),
  }
  return ['-D', cluster, ...Object.entries(chosen).flatMap(([name, value]) => ['-c', `${name}=${value}`])]
}

/**
 * What a program of PostgreSQL gets of the environment: none of the starter's own settings and secrets. The thresholds are those with which glibc begins;
 * named, they stay, while it would raise them and keep what planning a large statement needed once: 10 MiB a connection (docs/performance.md).
 */
export const runtimeEnv = {
  ...{ PATH: '/usr/bin:/bin', LC_ALL: 'C.UTF-8', TZ: 'UTC' },
  ...{ MALLOC_TRIM_THRESHOLD_: '131072', MALLOC_MMAP_THRESHOLD_: '131072' },
}

async function initialise(place: Place, runtime: string, cluster: string, password: string, careless: boolean) {
  const passwordFile = join(place.home, 'initial-password')
  rmSync(passwordFile, { force: true })
  writeFileSync(passwordFile, password, { mode: 0o600 })
  try {
    if (place.user) chownSync(passwordFile, place.user.uid, place.user.gid)
    const options = ['--locale=C.UTF-8', '--encoding=UTF8', '--data-checksums', '--auth=scram-sha-256']
    if (careless) options.push('--no-sync')
    await run(join(runtime, 'bin', 'initdb'), ['-D', cluster, '-U', OWNER, `--pwfile=${passwordFile}`, ...options], {
      ...place.user,
      cwd: runtime,
      env: runtimeEnv,
    })
  } finally {
    rmSync(passwordFile, { force: true })
  }
}

function run(
  command: string,
  args: string[],
  options: { uid?: number; gid?: number; cwd: string; env: NodeJS.ProcessEnv },
) {
  return new Promise<void>((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'ignore', 'pipe'] })
    let complaint = ''
    child.stderr.on('data', (data: Buffer) => {
      complaint = (complaint + data.toString()).slice(-4000)
    })
    const fail = (reason: string) => reject(new DatabaseTrouble('database.init_failed', { reason }))
    child.on('error', (error) => fail(error.message))
    child.on('close', (code) => (code === 0 ? resolve() : fail(complaint.trim() || `exit ${code}`)))
  })
}

function newSocketPlace(place: Place): string {
  const short = [tmpdir(), '/tmp', '/var/tmp'].find(
    (parent) =>
      existsSync(parent) &&
      Buffer.byteLength(join(parent, 'hagukumi-XXXXXX', 's')) <= MAX_SOCKET_DIR &&
      (!place.user || canEnter(parent, place.user)),
  )
  if (!short) throw new DatabaseTrouble('database.no_socket_place')
  return mkdtempSync(join(short, 'hagukumi-'))
}

function isPrivate(directory: string): boolean {
  if (!existsSync(directory)) return false
  const found = lstatSync(directory)
  return found.isDirectory() && found.uid === ownUid() && (found.mode & 0o007) === 0
}

function runRights(place: Place) {
  return place.user ?? { uid: ownUid(), gid: process.getgid?.() ?? 0 }
}
