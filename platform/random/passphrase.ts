/** Letters and digits that nobody mistakes for one another, on screen or handwritten: no 0 o 1 l i, nothing in capitals. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789'
const GROUPS = 4
const GROUP = 4

/**
 * A password to hand over on paper, `k7fm-x2qa-9tcd-hw4e`: 16 letters out of 31 are 79 bits, far beyond guessing. Runs in
 * pages, so that the server learns of it only as of any other password.
 */
export function newPassphrase(): string {
  const letters = Array.from({ length: GROUPS * GROUP }, () => LETTERS[below(LETTERS.length)])
  return Array.from({ length: GROUPS }, (_, group) => letters.slice(group * GROUP, (group + 1) * GROUP).join('')).join(
    '-',
  )
}

/** Each number below `limit` (≤ 256) equally often: bytes past the last whole multiple are drawn again. */
function below(limit: number): number {
  const fair = 256 - (256 % limit)
  const byte = new Uint8Array(1)
  do crypto.getRandomValues(byte)
  while (byte[0]! >= fair)
  return byte[0]! % limit
}
