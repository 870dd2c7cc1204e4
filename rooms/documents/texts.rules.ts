import type { Facts, Kind } from './facts.rules.ts'

/** The words of a document that may be edited before it is issued, and the letters that each may have. */
const LONG = 4000
/** Beside a model on one sheet. */
const SHORT = 240
const parts = {
  sheet: { purpose: LONG, assessment: LONG, direction: LONG },
  model: { note: SHORT },
  council: { summary: LONG, assessment: LONG, direction: LONG },
  public: { summary: LONG, direction: LONG },
} as const satisfies Record<Kind, Readonly<Record<string, number>>>

export type Texts = Readonly<Record<string, string>>

export function partsOfKind(kind: Kind): Readonly<Record<string, number>> {
  return parts[kind]
}

/** As they were written; what nobody wrote says what the review and the policy say. */
export function textsOf(kind: Kind, facts: Facts, written: Texts): Texts {
  const review: Texts = {
    purpose: facts.nodes
      .filter(({ level }) => level === 'finalOutcome')
      .map(({ name }) => `${name}。`)
      .join('\n'),
    assessment: facts.summary,
    summary: kind === 'council' ? '' : facts.summary,
  }
  return Object.fromEntries(Object.keys(parts[kind]).map((part) => [part, written[part] ?? review[part] ?? '']))
}
