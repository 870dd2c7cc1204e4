/**
 * The folder in which a run keeps everything that ends with it: databases, profiles of browsers, files of tests.
 *
 * It lies in memory where the machine has enough to spare. A test's database is some three hundred files that live for a
 * second; on a busy disk making and removing them took up to twenty times as long as copying them in memory.
 */
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statfsSync,
  statSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { currentHolding } from '#platform/db/embedded-lock.ts'
import { endStrays } from '#platform/db/embedded-postmaster.ts'

const PREFIX = 'hagukumi-test-'
const MEMORY = '/dev/shm'
const GIB = 2 ** 30

/** Makes the folder and has it stand for the temporary one, here and in every process that starts from now on. */
export async function openScratch(): Promise<{ folder: string; remove(): void }> {
  const places = new Set([tmpdir(), MEMORY].filter(existsSync))
  for (const place of places) await sweep(place)
  const usual = process.env.TMPDIR
  const folder = mkdtempSync(join(hasRoom() ? MEMORY : tmpdir(), PREFIX))
  // As /tmp: a test's process may run as another user.
  chmodSync(folder, 0o1777)
  process.env.TMPDIR = folder
  return {
    folder,
    remove: () => {
      if (usual === undefined) delete process.env.TMPDIR
      else process.env.TMPDIR = usual
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A run needs under one gigabyte. Containers often have 64 MB there, or let no program run from it. */
function hasRoom(): boolean {
  if (!existsSync(MEMORY)) return false
  try {
    accessSync(MEMORY, constants.W_OK)
  } catch {
    // Somebody else's; the usual place will do.
    return false
  }
  const { bavail, bsize } = statfsSync(MEMORY)
  const mount = readFileSync('/proc/mounts', 'utf8')
    .split('\n')
    .find((line) => line.split(' ')[1] === MEMORY)
  const runsPrograms = mount !== undefined && !mount.split(' ')[3]!.split(',').includes('noexec')
  return runsPrograms && bavail * bsize >= 2 * GIB && process.availableMemory() >= 4 * GIB
}

/** Removes what runs that were killed have left behind. */
async function sweep(place: string): Promise<void> {
  const left = readdirSync(place)
    .filter((name) => name.startsWith(PREFIX))
    .map((name) => join(place, name))
  for (const folder of left.filter(isOldAndOurs)) {
    const home = join(folder, 'data', 'database')
    const parts = existsSync(home) ? readdirSync(home) : []
    if (parts.length > 0 && currentHolding(home)) continue
    for (const part of parts.filter((name) => name.startsWith('cluster-'))) await endStrays(join(home, part))
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A run that is just beginning has not taken its lock yet. */
function isOldAndOurs(folder: string): boolean {
  const found = statSync(folder, { throwIfNoEntry: false })
  return found !== undefined && found.uid === process.getuid?.() && Date.now() - found.mtimeMs > 60_000
}
