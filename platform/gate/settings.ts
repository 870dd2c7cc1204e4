/** What whoever runs the server may set by environment variables (docs/operations.md). */
import { isIP } from 'node:net'
import { availableParallelism } from 'node:os'
import type { MailSettings } from '#platform/mail/postman.ts'
import { isAddress } from '#platform/mail/receivers.ts'

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

/** What a variable takes instead. */
export type Wanted =
  | { readonly kind: 'whole'; readonly least: number; readonly most: number }
  | { readonly kind: 'proxies' | 'url' | 'smtp' | 'sender' | 'mailNeeds' }

export class BadSetting extends Error {
  readonly variable: string
  readonly value: string
  readonly wanted: Wanted

  constructor(variable: string, value: string, wanted: Wanted) {
    super(`${variable}=${value}`)
    this.variable = variable
    this.value = value
    this.wanted = wanted
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

/** Proxies before us that are believed: how many stand one behind the other, or the networks in which they are. */
export type Proxies = number | readonly string[]

/** Networks that have a name (`proxy-addr`). */
const NETWORKS: ReadonlySet<string> = new Set(['loopback', 'linklocal', 'uniquelocal'])

/**
 * Each proxy adds the address that it saw to X-Forwarded-For, and what stands before those could have been written by anybody.
 *
 * @throws BadSetting
 */
export function proxiesFrom(env: NodeJS.ProcessEnv): Proxies {
  const said = env.TRUST_PROXY
  if (!said) return 0
  if (/^\d$/.test(said)) return Number(said)
  const networks = said.split(',').map((part) => part.trim())
  if (!networks.every(isNetwork)) throw new BadSetting('TRUST_PROXY', said, { kind: 'proxies' })
  return networks
}

function isNetwork(said: string): boolean {
  if (NETWORKS.has(said)) return true
  const [address = '', bits, ...more] = said.split('/')
  const most = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1
  return more.length === 0 && most > 0 && (bits === undefined || (/^[1-9]\d{0,2}$/.test(bits) && Number(bits) <= most))
}

/**
 * Where the town's people reach it, e.g. `https://jinzai.example.lg.jp`; undefined where it is not said.
 *
 * @throws BadSetting
 */
export function publicUrlFrom(env: NodeJS.ProcessEnv): URL | undefined {
  const said = env.PUBLIC_URL
  if (!said) return undefined
  const url = URL.parse(said)
  const isBare = url !== null && url.pathname === '/' && !url.search && !url.hash && !url.username
  if (!isBare || !/^https?:$/.test(url.protocol)) throw new BadSetting('PUBLIC_URL', said, { kind: 'url' })
  return url
}

/**
 * How mail goes out: SMTP_URL, MAIL_FROM and PUBLIC_URL together; undefined where none is to. What is said never shows the password.
 *
 * @throws BadSetting
 */
export function mailFrom(env: NodeJS.ProcessEnv): MailSettings | undefined {
  const { SMTP_URL: said, MAIL_FROM: from } = env
  if (!said) return undefined
  const smtp = URL.parse(said)
  if (!smtp || !/^smtps?:$/.test(smtp.protocol) || !smtp.hostname) {
    throw new BadSetting('SMTP_URL', said.replace(/:\/\/[^@]*@/, '://…@'), { kind: 'smtp' })
  }
  const publicUrl = publicUrlFrom(env)
  if (!publicUrl || !from) throw new BadSetting('SMTP_URL', smtp.host, { kind: 'mailNeeds' })
  if (!isAddress(from)) throw new BadSetting('MAIL_FROM', from, { kind: 'sender' })
  return { smtp, from, publicUrl }
}

/**
 * Years for which the journal is kept; the database keeps one whatever is set.
 *
 * @throws BadSetting
 */
export function journalYearsFrom(env: NodeJS.ProcessEnv): number {
  return wholeIn(env, 'JOURNAL_YEARS', 5, [1, 100])
}

/**
 * Minutes after which whoever asked for nothing is signed out; as long as a session lasts at the most, it never happens.
 *
 * @throws BadSetting
 */
export function idleMinutesFrom(env: NodeJS.ProcessEnv): number {
  return wholeIn(env, 'SESSION_IDLE_MINUTES', 60, [5, 600])
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
  if (!(number >= range[0] && number <= range[1])) {
    throw new BadSetting(variable, said, { kind: 'whole', least: range[0], most: range[1] })
  }
  return number
}
