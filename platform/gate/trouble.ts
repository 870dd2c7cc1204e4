import { LineFull } from '#platform/line/line.ts'
import { Refusal } from '#platform/refusal/refusal.ts'

const SERIALIZATION_FAILURE = '40001'
const DEADLOCK = '40P01'
const PASSING = new Set([SERIALIZATION_FAILURE, DEADLOCK])
const LOCKED = '55P03'
const TOO_SLOW = new Set(['57014', LOCKED])
/** Values that have the right form and that PostgreSQL does not know: dates of the year 0, numbers out of range, NUL. */
const BAD_VALUES = new Set(['22003', '22007', '22008', '22021', '22P05'])
const FULL = '53100'
export const ABORTED = '25P02'
const LOST_CODES = new Set(['57P01', '57P02', '57P03', '53300', '08000', '08003', '08006', '08001', '3D000'])
const LOST_ERRNO = new Set(['ECONNREFUSED', 'ENOENT', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EACCES'])
const LOST_WORDS =
  /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Cannot use a pool after calling end/

/** Trouble that a second attempt may not meet again. */
export function isPassing(error: unknown): boolean {
  return PASSING.has(codeOf(error))
}

/** Somebody else was at the same thing, or held it longer than was waited for. */
export function isInTheWay(error: unknown): boolean {
  return isPassing(error) || codeOf(error) === LOCKED
}

/** What the database says of itself, as a refusal; everything else passes unchanged. */
export function toRefusal(error: unknown): unknown {
  if (error instanceof Refusal) return error
  // Too many wait for the same work, whoever they are.
  if (error instanceof LineFull) return new Refusal('too_slow')
  const code = codeOf(error)
  if (BAD_VALUES.has(code)) return new Refusal('invalid_input')
  if (code === FULL) return new Refusal('disk_full')
  if (TOO_SLOW.has(code)) return new Refusal('too_slow')
  if (LOST_CODES.has(code) || LOST_ERRNO.has(code) || (error instanceof Error && LOST_WORDS.test(error.message))) {
    return new Refusal('database_unavailable')
  }
  return error
}

/** A file's trouble carries the same codes as a socket's; it is not the database's. */
export function codeOf(error: unknown): string {
  if (error instanceof Error && 'path' in error) return ''
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
}
