/**
 * What it would take to overturn a difference: how strongly something that nobody recorded would have to go together with the treatment and with
 * the outcome, as a risk ratio each, to explain it away (E-value). T. J. VanderWeele and P. Ding, Sensitivity analysis in observational research:
 * introducing the E-value, Annals of Internal Medicine 167 (2017) 268–274: E = RR + √(RR·(RR − 1)), of the inverse where RR < 1. For a share RR is
 * that of the two shares; for a number RR ≈ exp(0.91·d), d in standard deviations.
 */
export interface Sensitivity {
  /** Of the estimate, and of the end of its interval that is nearer to none; 1: nothing is needed. */
  readonly estimate: number
  readonly interval: number
}

export function sensitivityOf({
  estimate,
  interval: [low, high],
  isShare,
  base,
  deviation,
}: {
  readonly estimate: number
  readonly interval: readonly [number, number]
  /** 0 or 1 a person. */
  readonly isShare: boolean
  /** Mean of those compared. */
  readonly base: number
  /** Their standard deviation. */
  readonly deviation: number
}): Sensitivity | null {
  const ratio = (difference: number) => {
    if (!isShare) return Math.exp((0.91 * difference) / deviation)
    return Math.max(base + difference, TINY) / Math.max(base, TINY)
  }
  if (!isShare && !(deviation > 0)) return null
  const crosses = low <= 0 && high >= 0
  return { estimate: eValue(ratio(estimate)), interval: crosses ? 1 : eValue(ratio(low > 0 ? low : high)) }
}

/** A share of nothing would make every ratio endless. */
const TINY = 1e-3

export function eValue(ratio: number): number {
  const r = ratio < 1 ? 1 / ratio : ratio
  return r + Math.sqrt(r * (r - 1))
}
