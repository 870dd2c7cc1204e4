import type { AnswerFollows } from '#rooms/evidence/level.rules.ts'
import type { Counted, Definition, Direction, Status } from '#rooms/kpi/rules.ts'
import type { Node } from '#rooms/logic-model/rules.ts'

export const kinds = ['sheet', 'model', 'council', 'public'] as const
export type Kind = (typeof kinds)[number]

/** A value as its review froze it, and as it was stated since. */
export interface Value {
  readonly definition: Definition
  /** Of the outcome or output that it belongs to. */
  /** Null where the policy has no model. */
  readonly nodeName: string | null
  /** Of that year, or the next one. */
  readonly target: number | null
  readonly targetYear: number | null
  readonly direction: Direction
  readonly frozen: Counted | null
  readonly restatements: readonly Restatement[]
  /** The last word: the frozen value, or what it was found to be later. */
  readonly stated: Counted | null
  /** What is held against the target: the last word, with the years before where it adds them up. */
  readonly held: number | null
  /** Of the last word against the target of that year; nothing is judged yet by one of a later year. */
  readonly status: Status
  /** The last word on the year before, where it was closed and counted the same. */
  readonly before: Counted | null
  readonly restsOnSample: boolean
  /** What the value means nothing without: of a survey the item's wording and the response. */
  readonly told: string | null
  /** Why there was no value of the year, as the review stated it. */
  readonly reason: string | null
}

interface Restatement {
  readonly counted: Counted | null
  readonly reason: string
  readonly on: string
}

export interface Decision {
  /** Id of a KPI, an indicator or a node of the model. */
  readonly subject: string
  readonly subjectName: string
  readonly decision: 'continue' | 'improve' | 'abolish'
  readonly cause: string
  /** What becomes otherwise; empty in what was decided before this was asked. */
  readonly changes: string
  readonly dueOn: string
  /** The section that carries it out; a document names no person. */
  readonly section: string | null
  readonly doneOn: string | null
}

/** What the review answered to an arrow against which the records had moved. */
interface Contradiction {
  readonly fromName: string
  readonly toName: string
  readonly follows: AnswerFollows | null
  readonly answer: string
}

export interface Arrow {
  readonly from: string
  readonly to: string
  readonly evidence: 'hypothesis' | 'comovement' | 'beforeAfter' | 'controlled'
  /** The records had moved against it when the year was closed. */
  readonly isContradicted: boolean
}

/** Whole numbers of people by the highest sections of the town, none of them few (small.rules.ts). */
export interface Part {
  readonly name: string | null
  readonly numerator: number
  readonly denominator: number
}

/** All that a document of a year is made of. Nothing in it is counted anew. */
export interface Facts {
  readonly fiscalYear: number
  readonly asOf: string
  readonly closedOn: string
  readonly town: string
  readonly policy: string
  readonly edition: string
  readonly summary: string
  /** KPIs, then indicators, as the policy lists them. */
  readonly values: readonly Value[]
  readonly decisions: readonly Decision[]
  readonly nodes: readonly Node[]
  readonly arrows: readonly Arrow[]
  readonly contradictions: readonly Contradiction[]
  /** By id of a share. */
  readonly parts: ReadonlyMap<string, readonly Part[]>
}

export function restsOnSample({ values }: Facts): boolean {
  return values.some((value) => value.restsOnSample)
}
