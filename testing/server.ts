/** The product in processes of its own, as `npm start` and `bin/hagukumi` run it; whatever still runs ends with the test. */
import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import type pg from 'pg'
import { onTestFinished } from 'vitest'
import { SESSION_COOKIE } from '#platform/auth/service.ts'
import type { Operation } from '#platform/contract/contract.ts'
import { end, repository } from './embedded.ts'

export interface ServerProcess {
  readonly process: ChildProcess
  readonly url: string
  /** Everything that it has said so far. */
  said(): string
  /** How it ended, in a sentence, once it has. */
  readonly ended: Promise<string>
}

export interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

const { serverFlags } = (await import(new URL('../bin/flags.mjs', import.meta.url).href)) as { serverFlags: string[] }
const MAIN = join(repository, 'app/main.ts')
/** A process reads its own programs in half the time where an earlier one has compiled them. */
const COMPILED = join(repository, '.cache/node')
const OURS = /^(DATABASE_|DATA_DIR$|PORT$|HOST$|TOWN$|TRUST_PROXY$|HAGUKUMI_)/

/** Starts the server on any free port; rejects with what it said when it ends before it serves. */
export async function serverProcess(env: NodeJS.ProcessEnv, ...options: string[]): Promise<ServerProcess> {
  const child = launch(['start', ...options], { PORT: '0', ...env })
  let text = ''
  const said = () => text
  const url = await new Promise<string>((resolve, reject) => {
    child.once('close', () => reject(new Error(text)))
    child.stderr?.on('data', (data: Buffer) => {
      text += data
      const found = /http:\/\/\S+:\d+/.exec(text)?.[0]
      if (found) resolve(found)
    })
  })
  const ended = new Promise<string>((resolve) => {
    child.once('close', (code, signal) =>
      resolve(`The server ended with ${signal ?? `code ${code}`} and said:\n${text}`),
    )
  })
  return { process: child, url, said, ended }
}

/** Starts one verb. */
export function verbProcess(env: NodeJS.ProcessEnv, ...args: string[]): Pick<ServerProcess, 'process' | 'said'> {
  const child = launch(args, env)
  let text = ''
  child.stderr?.on('data', (data: Buffer) => {
    text += data
  })
  return { process: child, said: () => text }
}

/** Runs one verb to its end. */
export async function verb(env: NodeJS.ProcessEnv, ...args: string[]): Promise<Ended> {
  const child = launch(args, env)
  const output = { out: '', err: '' }
  for (const [name, stream] of [['out', child.stdout] as const, ['err', child.stderr] as const]) {
    stream?.setEncoding('utf8').on('data', (data: string) => {
      output[name] += data
    })
  }
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  return { code, ...output }
}

/** The address of a test's database, as a town would write it. */
export function databaseUrl({ user, password, database, host = '', port }: pg.ClientConfig): string {
  return `postgresql://${user}:${password}@/${database}?host=${encodeURIComponent(host)}&port=${port}`
}

/** As bin/hagukumi does. Our own settings come from the test alone, whatever the shell of whoever runs it holds. */
function launch(args: readonly string[], env: NodeJS.ProcessEnv): ChildProcess {
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !OURS.test(name)))
  const child = spawn(process.execPath, [...serverFlags, MAIN, ...args], {
    env: { ...inherited, NODE_COMPILE_CACHE: COMPILED, MALLOC_ARENA_MAX: '2', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  onTestFinished(() => end(child))
  return child
}

/** Asks a running server for an operation over HTTP, as whoever holds the session's token. */
export function askServer<Op extends Operation>(
  url: string,
  operation: Op,
  given: Op['input']['_zod']['input'],
  { token, headers = {} }: { token?: string; headers?: Record<string, string> } = {},
): Promise<Response> {
  const input = { ...(given as Record<string, unknown>) }
  const path = operation.path.replace(/\{([^}]+)\}/g, (_, name: string) => {
    const value = String(input[name])
    delete input[name]
    return encodeURIComponent(value)
  })
  const isRead = operation.method === 'GET'
  const query = isRead ? `?${new URLSearchParams(input as Record<string, string>)}` : ''
  return fetch(`${url}/api${path}${query}`, {
    method: operation.method,
    headers: {
      ...(token ? { cookie: `${SESSION_COOKIE}=${token}` } : {}),
      ...(isRead ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(isRead ? {} : { body: JSON.stringify(input) }),
  })
}
