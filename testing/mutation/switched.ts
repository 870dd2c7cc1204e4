/** What a function with changes asks when it begins: which one of them is in force. */
declare global {
  var switchedChanges: Switch | undefined
}

interface Switch {
  /** The change in force, by its number; -1: none. */
  inForce: number
  /** Which functions ran, by the changes that they hold, since somebody listened. */
  met: Set<number>
}

/** One for a process, however often this file is loaded in it; processes and threads that a test begins get it with their environment. */
globalThis.switchedChanges ??= { inForce: Number(process.env.MUTATION_IN_FORCE ?? -1), met: new Set() }
export const changes: Switch = globalThis.switchedChanges

export function switched(own: readonly number[]): number {
  if (changes.inForce < 0) for (const one of own) changes.met.add(one)
  return changes.inForce
}
