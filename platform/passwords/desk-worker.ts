/** Computes argon2id for `desk.ts`, one at a time and behind everybody else who wants a processor. */
import { argon2Sync } from 'node:crypto'
import { readlinkSync } from 'node:fs'
import { setPriority } from 'node:os'
import { parentPort } from 'node:worker_threads'
import type { Cost } from './password.ts'

export interface Task extends Cost {
  readonly message: string
  readonly nonce: Uint8Array
}

const TAG_BYTES = 32
/** Of −20 to 19: about a tenth of the share of whoever answers requests, where both want the same core. */
const NICE = 10

giveWay()
parentPort?.on('message', (task: Task) => {
  parentPort?.postMessage(argon2Sync('argon2id', { ...task, tagLength: TAG_BYTES }))
})

/** On Linux a thread has a priority of its own, under its own number; elsewhere the thread stays as it is. */
function giveWay(): void {
  try {
    if (process.platform === 'linux') setPriority(Number(readlinkSync('/proc/thread-self').split('/').at(-1)), NICE)
  } catch {
    // A container that hides /proc or forbids it: readers wait a little longer, nothing else.
  }
}
