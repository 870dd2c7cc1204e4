import type { Language } from '#platform/i18n/messages.ts'

/** What is wrong in a file that somebody brought, in words that say what to do. */
export interface Problem {
  /** Which of several files. */
  readonly file?: string
  /** Line of the file as an editor counts, from 1. */
  readonly line?: number
  /** The column's name as the file writes it. */
  readonly column?: string
  /** What stood there, shortened; never set where it may be a 個人番号. */
  readonly value?: string
  readonly reason: string
  readonly reasonEn: string
}

/** As it is answered to whoever brought the file. */
export interface ProblemTold {
  line: number | null
  column: string | null
  value: string | null
  reason: string
}

export function problemTold({ line, column, value, reason, reasonEn }: Problem, language: Language): ProblemTold {
  return {
    ...{ line: line ?? null, column: column ?? null, value: value ?? null },
    reason: language === 'ja' ? reason : reasonEn,
  }
}

/** Gathers problems: keeps the first ones for showing, and counts all. */
export class Problems {
  readonly shown: Problem[] = []
  total = 0
  readonly #most: number

  constructor(most = 200) {
    this.#most = most
  }

  add(problem: Problem): void {
    this.total += 1
    if (this.shown.length < this.#most) this.shown.push(problem)
  }
}
