/*
 * 個人番号 (My Number) must never come in (INV-S3). It has 12 digits, the last a check digit over the eleven before it:
 * 11 − (Σ Pn × Qn mod 11), or 0 where the remainder is 0 or 1; Pn is the n-th digit counted from the right of the eleven,
 * Qn = n + 1 for n ≤ 6 and n − 5 for n ≥ 7 (平成26年総務省令第85号 第5条).
 */

/**
 * Whether the values of a column look like 個人番号: of its different 12-digit values at least four in five pass the check.
 *
 * Of numbers that have nothing to do with it one in ten passes, so a column of n true 12-digit staff numbers is refused by
 * mistake with probability P(Binomial(n, 0.1) ≥ 0.8 n): below 1 in 2,000 from 5 numbers on, 4 in 10 million at 10,
 * below 1 in 10^12 at 20. A column of 個人番号 is found even when one in five is mistyped. Below five numbers all count as 個人番号
 * when all (of four: 1 in 10,000 by mistake; a single one: 1 in 10) pass: there, catching them goes before sparing them.
 */
export function looksLikeMyNumbers(values: Iterable<string>): boolean {
  const seen = new Set<string>()
  let passing = 0
  for (const value of values) {
    const digits = twelveDigits(value)
    if (digits === undefined || seen.has(digits)) continue
    seen.add(digits)
    if (passesCheck(digits)) passing += 1
  }
  return passing > 0 && passing >= 0.8 * seen.size
}

/** Whether twelve digits end in the check digit of the eleven before. A row of noughts is a placeholder, no number. */
export function passesCheck(digits: string): boolean {
  if (digits === '000000000000') return false
  let sum = 0
  for (let n = 1; n <= 11; n += 1) sum += Number(digits[11 - n]) * (n <= 6 ? n + 1 : n - 5)
  const remainder = sum % 11
  return Number(digits[11]) === (remainder <= 1 ? 0 : 11 - remainder)
}

/** Twelve digits, also written in groups (1234 5678 9018, 1234-5678-9018) or in full width. */
function twelveDigits(value: string): string | undefined {
  if (value.length < 12 || value.length > 24) return undefined
  if (PLAIN.test(value)) return value
  const digits = value.normalize('NFKC').replace(/[\s\-‐‑–—−]/g, '')
  return PLAIN.test(digits) ? digits : undefined
}

const PLAIN = /^\d{12}$/
