/** What processes of this machine use, read from /proc: a server and everything below it, its database among them. */
import { readdirSync, readFileSync } from 'node:fs'

/** A process and all below it, now. */
function treeOf(pid: number): number[] {
  const below = new Map<number, number[]>()
  for (const name of readdirSync('/proc')) {
    const parent = /^\d+$/.test(name) ? fieldsOf(Number(name))?.[PARENT] : undefined
    if (parent) below.set(Number(parent), [...(below.get(Number(parent)) ?? []), Number(name)])
  }
  const withBelow = (root: number): number[] => [root, ...(below.get(root) ?? []).flatMap(withBelow)]
  return withBelow(pid)
}

/**
 * Milliseconds of processor that a process and all below it have used so far, those included that have ended and were waited for. The
 * kernel counts in steps of 10 ms.
 */
export function cpuOf(pid: number): number {
  return treeOf(pid).reduce((sum, each) => {
    const fields = fieldsOf(each)
    return sum + CPU.reduce((own, field) => own + Number(fields?.[field] ?? 0), 0) * TICK_MS
  }, 0)
}

export interface Memory {
  /** MiB of proportional set size: pages that several share are counted once, by their shares. */
  readonly pss: number
  /** MiB of resident set size: shared pages are counted in each process. */
  readonly rss: number
  readonly processes: number
}

export function memoryOf(pid: number): Memory {
  const tree = treeOf(pid).map(rollupOf)
  const sum = (name: string) => tree.reduce((all, text) => all + kibOf(text, name), 0) / 1024
  return { pss: sum('Pss'), rss: sum('Rss'), processes: tree.filter((text) => text !== '').length }
}

/** Places in /proc/PID/stat after the name: the parent; user and system time of its own, and of its ended children. */
const PARENT = 1
const CPU = [11, 12, 13, 14]
const TICK_MS = 10

/** Undefined where it ended while we looked. */
function fieldsOf(pid: number): string[] | undefined {
  const text = read(`/proc/${pid}/stat`)
  return text === '' ? undefined : text.slice(text.lastIndexOf(')') + 2).split(' ')
}

const rollupOf = (pid: number) => read(`/proc/${pid}/smaps_rollup`)

const kibOf = (text: string, name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(text)?.[1] ?? 0)

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
