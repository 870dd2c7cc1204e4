/** What whoever runs the server may set by environment variables (docs/operations.md). */
import { availableParallelism } from 'node:os'

/** How much of the machine and of the database one process of the product takes. */
export interface Sizes {
  /** Connections on which requests work. */
  readonly connections: number
  /** So many of them at the most serve people whom this process does not know: guests, and whoever signs in. */
  readonly guestConnections: number
  /** Passwords that are hashed or checked at the same time; each takes a core and 19 MiB. */
  readonly hashWorkers: number
  /** Passwords that may wait for these; as many as the desk lets wait where nothing is said. */
  readonly hashWaiting?: number
}

export const defaultSizes: Sizes = {
  connections: 5,
  guestConnections: 2,
  hashWorkers: Math.max(1, Math.floor(availableParallelism() / 2)),
}

export class BadSetting extends Error {
  readonly variable: string
  readonly value: string
  readonly least: number
  readonly most: number

  constructor(variable: string, value: string, [least, most]: readonly [number, number]) {
    super(`${variable}=${value}`)
    this.variable = variable
    this.value = value
    this.least = least
    this.most = most
  }
}

/** @throws BadSetting */
export function sizesFrom(env: NodeJS.ProcessEnv): Sizes {
  const connections = wholeIn(env, 'DATABASE_CONNECTIONS', defaultSizes.connections, [2, 500])
  const spared = Math.min(defaultSizes.guestConnections, connections - 1)
  return {
    connections,
    guestConnections: wholeIn(env, 'GUEST_CONNECTIONS', spared, [1, connections - 1]),
    hashWorkers: wholeIn(env, 'HASH_WORKERS', defaultSizes.hashWorkers, [1, 64]),
  }
}

/**
 * How many proxies stand before us, one behind the other: each adds the address that it saw to X-Forwarded-For, and what stands
 * before those could have been written by anybody.
 *
 * @throws BadSetting
 */
export function proxiesFrom(env: NodeJS.ProcessEnv): number {
  return wholeIn(env, 'TRUST_PROXY', 0, [0, 9])
}

/**
 * Years for which the journal is kept; the database keeps one whatever is set.
 *
 * @throws BadSetting
 */
export function journalYearsFrom(env: NodeJS.ProcessEnv): number {
  return wholeIn(env, 'JOURNAL_YEARS', 5, [1, 100])
}

function wholeIn(
  env: NodeJS.ProcessEnv,
  variable: string,
  otherwise: number,
  range: readonly [number, number],
): number {
  const said = env[variable]
  if (!said) return otherwise
  const number = /^\d{1,4}$/.test(said) ? Number(said) : Number.NaN
  if (!(number >= range[0] && number <= range[1])) throw new BadSetting(variable, said, range)
  return number
}
