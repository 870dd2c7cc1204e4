/**
 * Which operation refused with which code while tests run. The gate tells it on a channel of Node's that nobody listens to in a
 * town (`node:diagnostics_channel`), so that whatever door was opened, and however often, nothing can pass it by.
 */
import { subscribe } from 'node:diagnostics_channel'
import type { Contract } from '#platform/contract/contract.ts'
import { REFUSED, type Refused } from '#platform/gate/refused.ts'

const met = new Set<string>()

/** Begins to listen, once a process. */
export function listen(): void {
  if (isListening) return
  isListening = true
  subscribe(REFUSED, (message) => {
    const { operation, code } = message as Refused
    met.add(keyOf(operation, code))
  })
}
let isListening = false

/** What was met since the last time, and forgets it. */
export function takeMet(): string[] {
  const taken = [...met]
  met.clear()
  return taken
}

/** Declared refusals that nobody met, by operation. */
export function unmet(contracts: Readonly<Record<string, Contract>>, all: Iterable<string>): string[] {
  const known = new Set(all)
  return Object.entries(contracts).flatMap(([room, contract]) =>
    Object.entries(contract).flatMap(([name, { refusals }]) =>
      Object.keys(refusals)
        .map((code) => keyOf(`${room}.${name}`, code))
        .filter((key) => !known.has(key)),
    ),
  )
}

const keyOf = (operation: string, code: string) => `${operation} ${code}`
