/**
 * The receiver's side of a blind signature, in the browser: RSABSSA-SHA384-PSS-Randomized of RFC 9474 with keys of 2048 bits. A ballot
 * and a receipt are made in the same way: a message of chance is prepared (§4.1) and blinded (§4.2), the server signs what it cannot read
 * (§4.3, signing.service.ts), and the signature is freed of the blinding and checked (§4.4). What the server saw and what it is shown later
 * have nothing in common.
 */
import { RSABSSA } from '@cloudflare/blindrsa-ts'
import { canonicalJson, fromBase64Url, toBase64Url } from './canonical.rules.ts'

/** The public half of a key as RFC 7517 writes it. */
export interface PublicKey {
  readonly kty: 'RSA'
  readonly n: string
  readonly e: string
}

/** What stays with the receiver until the signature is there; base64url. */
export interface Blinded {
  readonly preparedMessage: string
  /** Goes to the server. */
  readonly blindedMessage: string
  /** Frees the signature; whoever has it and `blindedMessage` can tell whose ballot it is. */
  readonly inverse: string
}

export interface Signed {
  readonly preparedMessage: string
  readonly signature: string
}

const MESSAGE_BYTES = 32
const suite = RSABSSA.SHA384.PSS.Randomized()

export async function blind(key: PublicKey): Promise<Blinded> {
  const prepared = suite.prepare(crypto.getRandomValues(new Uint8Array(MESSAGE_BYTES)))
  const { blindedMsg, inv } = await suite.blind(await opened(key), prepared)
  return {
    preparedMessage: toBase64Url(prepared),
    blindedMessage: toBase64Url(blindedMsg),
    inverse: toBase64Url(inv),
  }
}

/** @throws where the server has not signed with this key */
export async function finalize(key: PublicKey, blinded: Blinded, blindSignature: string): Promise<Signed> {
  const signature = await suite.finalize(
    await opened(key),
    fromBase64Url(blinded.preparedMessage),
    fromBase64Url(blindSignature),
    fromBase64Url(blinded.inverse),
  )
  return { preparedMessage: blinded.preparedMessage, signature: toBase64Url(signature) }
}

function opened(key: PublicKey): Promise<CryptoKey> {
  return crypto.subtle.importKey('jwk', { ...key, ext: true }, { name: 'RSA-PSS', hash: 'SHA-384' }, true, ['verify'])
}

/** What the list of a round holds that its hash covers. */
export interface Listed {
  readonly roundId: number
  readonly k: number
  readonly items: readonly unknown[]
  readonly receiptKey: PublicKey
  readonly cells: readonly unknown[]
}

/** SHA-256 over the canonical JSON (RFC 8785) of round, k, items, receipt key and cells; base64url. */
export async function keysHashOf({ roundId, k, items, receiptKey, cells }: Listed): Promise<string> {
  const text = canonicalJson({ roundId, k, items, receiptKey, cells })
  return toBase64Url(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))))
}
