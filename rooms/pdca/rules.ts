import type { Counted, Movement } from '#rooms/kpi/rules.ts'

export function sameCount(a: Counted | null, b: Counted | null): boolean {
  return a?.numerator === b?.numerator && (a?.denominator ?? null) === (b?.denominator ?? null)
}

/** 動いた n · 動かない n · 逆 n · 比べる値なし n: what an executive sees in a minute. */
export function tally(kpis: readonly { movement: Movement }[]): Record<Movement, number> {
  const counts: Record<Movement, number> = { forward: 0, still: 0, against: 0, unknown: 0 }
  for (const { movement } of kpis) counts[movement]++
  return counts
}
