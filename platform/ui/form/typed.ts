/** A number as somebody typed it, also as Japanese keyboards write it (１,２３４); NaN where it is none. */
export function numberIn(text: string): number {
  const plain = plainOf(text)
  return /^[-+]?(\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : Number.NaN
}

/** Yen as offices write them (4,800千円, 480万円, 4800000); NaN where it is no sum of money. */
export function yenIn(text: string): number {
  const [, digits, unit = ''] = plainOf(text).match(/^(\d+\.?\d*) ?(千|万|百万|億)?円?$/) ?? []
  if (digits === undefined) return Number.NaN
  // 1.1 百万円 is a whole number of yen, which 1.1 * 1,000,000 is not.
  return Math.round(Number(digits) * (UNITS[unit] ?? 1) * 1000) / 1000
}

const UNITS: Readonly<Record<string, number>> = { 千: 1e3, 万: 1e4, 百万: 1e6, 億: 1e8 }

const plainOf = (text: string) => text.normalize('NFKC').replaceAll(',', '').replaceAll('\u2212', '-').trim()

/** A whole number from `least` to `most`; undefined where it is none. */
export function wholeIn(text: string, least: number, most: number): number | undefined {
  const value = numberIn(text)
  return Number.isInteger(value) && value >= least && value <= most ? value : undefined
}
