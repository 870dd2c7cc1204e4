/**
 * Bodies of requests, read once it is known whose they are. A body is read in pieces and given up at the first one that is too much:
 * in bytes, in values of its JSON, in time between two pieces, or in bytes that this process holds of all bodies together. What
 * was given up is answered on a connection that ends, so that the rest is never read.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { forgetSent } from '#platform/files/sent.ts'
import { Refusal } from '#platform/refusal/refusal.ts'
import { type FilesApart, filesApart } from './files-apart.ts'
import { weighing } from './json-weight.ts'

/** Bytes of a body where the contract says nothing else. */
export const BODY_LIMIT = 262_144
/** Bytes that are read of anybody before it is known who that is. */
export const UNASKED = 4_096
/** Values in one body: JSON of so many is read and checked within some 5 ms, and of a large body within some 50 ms. */
const VALUES = { usual: 10_000, large: 100_000 }
const DEPTH = 64
/**
 * Bytes of one body after which everybody else has a turn, and the milliseconds of it: libuv reads up to 2 MB of one connection before it looks
 * at another. The largest file of 36 MB takes a second more by it, and others wait no longer for it than for one another.
 */
const TURN = { bytes: 65_536, rest: 2 }
/** Between two pieces, in milliseconds. */
const SILENCE = 10_000
const TRY_AGAIN = 10

/** Bytes of all bodies that are held at the same time: of such as any operation takes, and of larger ones. */
const HELD = { usual: 33_554_432, large: 50_331_648 }
/** What one session may hold of the usual ones. */
const SHARE = 4_194_304

export interface Bodies {
  /**
   * Sets bytes aside until the response is over. Of an unstated length as much as may come, so that nobody is given up in the
   * middle for want of room.
   *
   * @throws Refusal body_too_large, too_much_at_once
   */
  setAside(request: IncomingMessage, response: ServerResponse, most: BodyLimit): void
  /**
   * @param withoutFiles words stand in the places of files (files-apart.ts); they are forgotten with the response
   * @throws Refusal body_too_large, too_many_values, request_too_slow
   */
  read(request: IncomingMessage, limit: number, withoutFiles?: boolean): Promise<Buffer>
}

interface BodyLimit {
  readonly bytes: number
  /** Who sends it; nobody is known by ''. */
  readonly sender: string
}

export function openBodies({ silence = SILENCE, held = HELD } = {}): Bodies {
  const taken = { usual: 0, large: 0 }
  const shares = new Map<string, number>()
  const sent = new WeakMap<IncomingMessage, readonly string[]>()

  return {
    setAside(request, response, { bytes: limit, sender }) {
      const bytes = declaredLength(request) ?? limit
      if (bytes > limit) throw tooLarge(limit)
      if (bytes <= UNASKED) return
      const kind = kindOf(limit)
      const share = (shares.get(sender) ?? 0) + bytes
      if (taken[kind] + bytes > held[kind] || (kind === 'usual' && share > SHARE)) {
        throw new Refusal('too_much_at_once', { seconds: TRY_AGAIN })
      }
      taken[kind] += bytes
      shares.set(sender, share)
      response.once('close', () => {
        forgetSent(sent.get(request) ?? [])
        taken[kind] -= bytes
        const left = (shares.get(sender) ?? 0) - bytes
        if (left > 0) shares.set(sender, left)
        else shares.delete(sender)
      })
    },
    async read(request, limit, withoutFiles = false) {
      const apart = withoutFiles ? filesApart(declaredLength(request) ?? limit) : undefined
      const bytes = await inPieces(request, { limit, silence }, apart)
      if (!apart) return bytes
      const { json, files } = apart.end()
      sent.set(request, files)
      return json
    },
  }
}

const kindOf = (limit: number) => (limit > BODY_LIMIT ? 'large' : 'usual')

/** Bytes of the body as its head says; undefined where it does not. */
export function declaredLength({ headers }: IncomingMessage): number | undefined {
  if (headers['transfer-encoding'] !== undefined) return undefined
  return Number(headers['content-length'] ?? 0)
}

export function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
}

function tooLarge(limit: number): Refusal {
  const megabytes = limit / 1_048_576
  return new Refusal('body_too_large', {
    limit: megabytes >= 1 ? `${Math.floor(megabytes)} MB` : `${Math.floor(limit / 1_024)} kB`,
  })
}

/** By events: to leave an iteration over a request early would take the connection from under the answer. */
function inPieces(
  request: IncomingMessage,
  { limit, silence }: { readonly limit: number; readonly silence: number },
  apart?: FilesApart,
): Promise<Buffer> {
  const values = VALUES[kindOf(limit)]
  const isWithin = weighing({ values, depth: DEPTH })
  const pieces: Buffer[] = []
  let bytes = 0
  let turn = 0
  let isLeft = false
  return new Promise((resolve, reject) => {
    const giveUp = (why: unknown) => {
      leave()
      forgetSent(apart?.forget() ?? [])
      request.pause()
      reject(why)
    }
    const timer = setTimeout(() => giveUp(new Refusal('request_too_slow')), silence)
    // What a listener throws would end the process: where there is no memory for a file, only its own request fails.
    const hear = (piece: Buffer) => {
      timer.refresh()
      bytes += piece.length
      try {
        if (bytes > limit) giveUp(tooLarge(limit))
        else if (!isWithin(piece)) giveUp(new Refusal('too_many_values', { limit: values }))
        else if (apart) apart.take(piece)
        else pieces.push(piece)
      } catch (fault) {
        giveUp(fault)
      }
      turn += piece.length
      if (turn < TURN.bytes || isLeft) return
      turn = 0
      request.pause()
      setTimeout(() => isLeft || request.resume(), TURN.rest)
    }
    const end = () => {
      leave()
      try {
        resolve(pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces))
      } catch (fault) {
        reject(fault)
      }
    }
    const gone = () => giveUp(new Refusal('request_too_slow'))
    const listeners = { data: hear, end, error: gone, close: gone }
    const leave = () => {
      isLeft = true
      clearTimeout(timer)
      for (const [event, listener] of Object.entries(listeners)) request.off(event, listener)
    }
    for (const [event, listener] of Object.entries(listeners)) request.on(event, listener)
  })
}
