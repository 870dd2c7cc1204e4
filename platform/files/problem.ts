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
