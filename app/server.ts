import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import type { Temporal } from 'temporal-polyfill'
import type { ApiDocument } from '#platform/gate/docs-page.ts'
import { type Gate, openGate } from '#platform/gate/gate.ts'
import { openHttp } from '#platform/gate/http.ts'
import type { Proxies, Sizes } from '#platform/gate/settings.ts'
import { isAddress } from './addresses.ts'
import { contracts } from './contracts.ts'
import { rooms } from './rooms.ts'

export const root = join(import.meta.dirname, '..')

export interface ServerOptions {
  /** The server's own role: neither owner nor superuser. */
  readonly app: pg.ClientConfig
  readonly town: string
  readonly host: string
  /** 0 for any free port. */
  readonly port: number
  /** Proxies before us whose X-Forwarded-* headers are believed. */
  readonly proxies?: Proxies
  /** Where people reach the town; then no other name is answered to. */
  readonly publicUrl?: URL | undefined
  readonly sizes?: Sizes
  readonly idleMinutes?: number
  /** Whether connections stand ready for whoever asks next (decisions/0084). */
  readonly isKeptReady?: boolean
  clock?(): Temporal.Instant
  leftToJobs?(): unknown
  onSteps?(operation: string, steps: Readonly<Record<string, number>>): void
  say(line: string): void
}

export interface RunningServer {
  readonly gate: Gate
  readonly url: string
  close(): Promise<void>
}

export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const gate = openTown(options)
  const folder = join(root, 'dist')
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
  const http = openHttp({
    gate,
    proxies: options.proxies ?? 0,
    publicUrl: options.publicUrl,
    openApi: async () => {
      const { openApiOf } = await import('#platform/gate/openapi.ts')
      return (await openApiOf(contracts, version)) as unknown as ApiDocument
    },
    say: options.say,
    ...(existsSync(join(folder, 'index.html')) ? { pages: { folder, has: isAddress } } : {}),
  })
  const url = await http.listen({ host: options.host, port: options.port })
  return {
    gate,
    url,
    async close() {
      await http.close()
      await gate.close()
    },
  }
}

/** The gate of a town with every room, without a network door: for commands, jobs and tests. */
export function openTown({
  app,
  town,
  sizes,
  clock,
  leftToJobs,
  onSteps,
  idleMinutes,
  isKeptReady,
}: Pick<
  ServerOptions,
  'app' | 'town' | 'sizes' | 'clock' | 'leftToJobs' | 'onSteps' | 'idleMinutes' | 'isKeptReady'
>): Gate {
  const told = { ...(clock ? { clock } : {}), ...(leftToJobs ? { leftToJobs } : {}), ...(onSteps ? { onSteps } : {}) }
  return openGate({ rooms, app, town, idleMinutes, isKeptReady, ...(sizes ? { sizes } : {}), ...told })
}
