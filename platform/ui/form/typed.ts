/** A number as somebody typed it, also as Japanese keyboards write it (１,２３４); NaN where it is none. */
export function numberIn(text: string): number {
  const plain = text.normalize('NFKC').replaceAll(',', '').trim()
  return plain === '' ? Number.NaN : Number(plain)
}

/** A whole number from `least` to `most`; undefined where it is none. */
export function wholeIn(text: string, least: number, most: number): number | undefined {
  const value = numberIn(text)
  return Number.isInteger(value) && value >= least && value <= most ? value : undefined
}
