import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

/** OWASP Password Storage Cheat Sheet: argon2id with 19 MiB, 2 passes, 1 lane at the least. */
const MEMORY_KIB = 19_456
const PASSES = 2
const LANES = 1
const TAG_BYTES = 32
const PHC = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/

const derive = promisify(argon2)

/** PHC string, e.g. `$argon2id$v=19$m=19456,t=2,p=1$…$…`. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16)
  const tag = await tagOf(password, nonce, MEMORY_KIB, PASSES, LANES)
  return `$argon2id$v=19$m=${MEMORY_KIB},t=${PASSES},p=${LANES}$${base64(nonce)}$${base64(tag)}`
}

/** Takes the same time whether or not there is a hash, so that the answer does not tell which names exist. */
export async function passwordMatches(password: string, hash: string | null): Promise<boolean> {
  const parts = PHC.exec(hash ?? '')
  if (!parts) {
    await tagOf(password, randomBytes(16), MEMORY_KIB, PASSES, LANES)
    return false
  }
  const [, memory, passes, lanes, nonce, tag] = parts as unknown as [string, string, string, string, string, string]
  const expected = Buffer.from(tag, 'base64')
  const actual = await tagOf(password, Buffer.from(nonce, 'base64'), Number(memory), Number(passes), Number(lanes))
  return actual.length === expected.length && timingSafeEqual(actual, expected)
}

async function tagOf(
  password: string,
  nonce: Buffer,
  memory: number,
  passes: number,
  parallelism: number,
): Promise<Buffer> {
  const message = password.normalize('NFKC')
  return derive('argon2id', { message, nonce, parallelism, tagLength: TAG_BYTES, memory, passes })
}

function base64(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '')
}
