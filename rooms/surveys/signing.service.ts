/**
 * The server's side of blind signatures (RFC 9474) by Node's own RSA, and nothing else that is secret here: keys, the blind signature,
 * and the check of what comes back. The receiver's side is blind.rules.ts.
 */
import {
  constants,
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPair,
  privateDecrypt,
  publicEncrypt,
  verify,
} from 'node:crypto'
import { promisify } from 'node:util'
import type { PublicKey } from './blind.rules.ts'

export interface KeyPair {
  readonly publicKey: PublicKey
  /** PKCS #8, DER. */
  readonly privateKey: Buffer
}

const BITS = 2048
/** Of SHA-384, by which RSABSSA-SHA384-PSS-Randomized salts: RFC 9474 §5. */
const SALT_LENGTH = 48

/** Made in a thread of Node's own, some 50 ms each; RFC 9474 §5 asks for a key of its own for every use. */
export async function makeKeyPair(): Promise<KeyPair> {
  const pair = await promisify(generateKeyPair)('rsa', { modulusLength: BITS })
  const { n, e } = pair.publicKey.export({ format: 'jwk' })
  return {
    publicKey: { kty: 'RSA', n: n!, e: e! },
    privateKey: pair.privateKey.export({ format: 'der', type: 'pkcs8' }),
  }
}

/**
 * BlindSign, RFC 9474 §4.3: the bare private operation on what the receiver blinded, checked before it leaves, since a signature that
 * went wrong would give the key away. `undefined` where the blinded message is none for this key. The same message has the same signature.
 */
export function blindSign(privateKey: Buffer, blindedMessage: Uint8Array): Uint8Array | undefined {
  const key = createPrivateKey({ key: privateKey, format: 'der', type: 'pkcs8' })
  const modulus = Buffer.from(key.export({ format: 'jwk' }).n!, 'base64url')
  if (blindedMessage.length !== modulus.length || Buffer.compare(blindedMessage, modulus) >= 0) return undefined
  const padding = constants.RSA_NO_PADDING
  const signature = privateDecrypt({ key, padding }, blindedMessage)
  const back = publicEncrypt({ key: createPublicKey(key), padding }, signature)
  if (Buffer.compare(back, blindedMessage) !== 0) throw new Error('A blind signature went wrong')
  return signature
}

/** Verify, RFC 9474 §4.5: RSASSA-PSS (RFC 8017 §8.1.2) with SHA-384 over the prepared message. */
export function isSigned(key: PublicKey, preparedMessage: Uint8Array, signature: Uint8Array): boolean {
  const padding = constants.RSA_PKCS1_PSS_PADDING
  const opened = createPublicKey({ key: { ...key }, format: 'jwk' })
  return verify('sha384', preparedMessage, { key: opened, padding, saltLength: SALT_LENGTH }, signature)
}

/** SHA-256: tells whether something is the same as before, and nothing of it where it was random. */
export function digest(bytes: Uint8Array | string): Buffer {
  return createHash('sha256').update(bytes).digest()
}
