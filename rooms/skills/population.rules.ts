import type { Composition, SectionCount } from '#platform/measure/measure.ts'

/** People of one section and one reason; `outside` null: in the denominator. */
export interface PopulationCount {
  readonly sectionCode: string | null
  readonly outside: string | null
  readonly people: number
  /** Of them, those in the numerator. */
  readonly counted: number
}

/** The whole: numerator, denominator, and everyone outside with the reason (INV-P5). */
export function compositionOf(counts: readonly PopulationCount[], restsOnSample: boolean): Composition {
  const inside = counts.filter(({ outside }) => outside === null)
  const reasons = new Map<string, number>()
  for (const { outside, people } of counts) {
    if (outside !== null) reasons.set(outside, (reasons.get(outside) ?? 0) + people)
  }
  return {
    total: { numerator: sum(inside, 'counted'), denominator: sum(inside, 'people') },
    outside: [...reasons].map(([reason, people]) => ({ reason, people })),
    restsOnSample,
  }
}

/** The same by primary section of the day; sums to the total. */
export function sectionCountsOf(counts: readonly PopulationCount[]): SectionCount[] {
  return counts
    .filter(({ outside }) => outside === null)
    .map(({ sectionCode, people, counted }) => ({ sectionCode, numerator: counted, denominator: people }))
}

function sum(counts: readonly PopulationCount[], part: 'people' | 'counted'): number {
  return counts.reduce((total, count) => total + count[part], 0)
}
