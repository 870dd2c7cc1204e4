/** What Linux says about processes in /proc: who lives, and who works in a directory. */
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { codeOf } from './trouble.ts'

/** One process for ever; a pid alone is given to another process once its own has gone. */
export interface ProcessMark {
  readonly pid: number
  /** Boot of the machine and clock ticks since then. */
  readonly started: string
}

/** The mark of a living process; a zombie does nothing any more and counts as dead. */
export function markOf(pid: number): ProcessMark | undefined {
  const stat = readProc(() => readFileSync(`/proc/${pid}/stat`, 'utf8'))
  if (!stat) return undefined
  // The second field is the command's name in parentheses and may itself hold spaces and parentheses.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  if (fields[0] === 'Z' || fields[0] === 'X') return undefined
  return { pid, started: `${bootId()}:${fields[19]}` }
}

export function isAlive(mark: ProcessMark): boolean {
  return markOf(mark.pid)?.started === mark.started
}

/** Processes of PostgreSQL whose working directory is `cluster`: a postmaster and its backends. */
export function postgresIn(cluster: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => readProc(() => readlinkSync(`/proc/${pid}/cwd`)) === cluster)
    .filter((pid) => markOf(pid) && readProc(() => readFileSync(`/proc/${pid}/comm`, 'utf8'))?.startsWith('postgres'))
}

/** Sends a signal; a process that has gone meanwhile needs none. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch (error) {
    if (codeOf(error) !== 'ESRCH') throw error
  }
}

function bootId(): string {
  return readProc(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8'))?.trim() ?? ''
}

/** Processes come and go while we read, and those of others may be closed to us: then there is nothing to know. */
function readProc(read: () => string): string | undefined {
  try {
    return read()
  } catch (error) {
    if (['ENOENT', 'ESRCH', 'EACCES', 'EPERM'].includes(codeOf(error) ?? '')) return undefined
    throw error
  }
}
