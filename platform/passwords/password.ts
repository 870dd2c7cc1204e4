import { randomBytes, timingSafeEqual } from 'node:crypto'

/** What argon2id is told beside password and nonce; memory in KiB. */
export interface Cost {
  readonly memory: number
  readonly passes: number
  readonly parallelism: number
}

/** Somebody who computes argon2id: `desk.ts`, away from the thread that answers. */
export type Derive = (message: string, nonce: Uint8Array, cost: Cost) => Promise<Uint8Array>

/** OWASP Password Storage Cheat Sheet: argon2id with 19 MiB, 2 passes, 1 lane at the least. */
const COST: Cost = { memory: 19_456, passes: 2, parallelism: 1 }
const PHC = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/

/** PHC string, e.g. `$argon2id$v=19$m=19456,t=2,p=1$…$…`. */
export async function hashPassword(password: string, derive: Derive): Promise<string> {
  const nonce = randomBytes(16)
  const tag = await derive(messageOf(password), nonce, COST)
  return `$argon2id$v=19$m=${COST.memory},t=${COST.passes},p=${COST.parallelism}$${base64(nonce)}$${base64(tag)}`
}

/** Takes the same time whether or not there is a hash, so that the answer does not tell which names exist. */
export async function passwordMatches(password: string, hash: string | null, derive: Derive): Promise<boolean> {
  const parts = PHC.exec(hash ?? '')
  if (!parts) {
    await derive(messageOf(password), randomBytes(16), COST)
    return false
  }
  const [, memory, passes, parallelism, nonce, tag] = parts as unknown as [string, ...string[]] & { length: 6 }
  const cost = { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) }
  const expected = Buffer.from(tag!, 'base64')
  const actual = await derive(messageOf(password), Buffer.from(nonce!, 'base64'), cost)
  return actual.length === expected.length && timingSafeEqual(actual, expected)
}

function messageOf(password: string): string {
  return password.normalize('NFKC')
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64').replace(/=+$/, '')
}
