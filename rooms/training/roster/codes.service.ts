/**
 * Codes that say that somebody is in the room: signed with a key that only the server holds, over what they are for and the step of time. A
 * photograph that is passed on is worth nothing two minutes later, and one for another half-day or session never.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { type HalfOfDay, isFresh, stepOf } from './rules.ts'

const SIGNATURE = /^([0-9a-z]{1,12})\.([A-Za-z0-9_-]{22})$/

export async function keyOf(ctx: Ctx): Promise<string> {
  const { rows } = await sql<{ secret: string }>`select k.secret from attendance_key k`.execute(ctx.db)
  return rows[0]!.secret
}

export function stepNow(ctx: Ctx): number {
  return stepOf(ctx.now.epochMilliseconds)
}

/** The code of a half-day in a step: the step, and its signature. */
export function signedFor(key: string, courseSessionId: number, { day, half }: HalfOfDay, step: number): string {
  return `${step.toString(36)}.${digest(key, `session ${courseSessionId} ${day} ${half} ${step}`).toString('base64url').slice(0, 22)}`
}

/** What is wrong with a code; undefined where it is taken. */
export function codeFault(key: string, courseSessionId: number, halfDay: HalfOfDay, signed: string, now: number) {
  const [, said, signature] = SIGNATURE.exec(signed) ?? []
  if (said === undefined || signature === undefined) return 'code_not_of_here'
  const step = Number.parseInt(said, 36)
  const right = signedFor(key, courseSessionId, halfDay, step)
  if (right.length !== signed.length || !timingSafeEqual(Buffer.from(right), Buffer.from(signed)))
    return 'code_not_of_here'
  return isFresh(step, now) ? undefined : 'code_too_old'
}

/** Eight digits for one application in a step. */
export function numberFor(key: string, applicationId: number, step: number): string {
  return String(digest(key, `application ${applicationId} ${step}`).readUInt32BE(0) % 100_000_000).padStart(8, '0')
}

function digest(key: string, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest()
}
