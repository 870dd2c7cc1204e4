/**
 * Answers on their way to the server: each has a number that grows with every change, and is saved once the server has said so of that
 * number. What could not be sent is kept in this tab, shown as not saved, and sent again by itself.
 */
export type Given = number[] | string | null

export interface Answer {
  readonly given: Given
  readonly seq: number
  /** The number up to which the server has it. */
  readonly savedSeq: number
  /** Why the server does not take it. */
  readonly refused?: string
}

export type Answers = ReadonlyMap<number, Answer>

export const isUnsaved = ({ seq, savedSeq, refused }: Answer) => seq > savedSeq && refused === undefined
export const isAnswered = ({ given }: Answer) => given !== null && given.length > 0

/** What was typed and not sent, and which number the server had then. */
export type Kept = readonly [place: number, given: Given, savedSeq: number]

/**
 * What the server has, and what this tab had not sent yet when it was left; having taken over from another window, only where that one
 * changed nothing since.
 */
export function begun(
  items: readonly { readonly place: number; readonly given: Given; readonly seq: number }[],
  kept: readonly Kept[],
  tookOver = false,
): Answers {
  return new Map(
    items.map(({ place, given, seq }) => {
      const unsent = kept.find(([at, , savedSeq]) => at === place && (!tookOver || savedSeq === seq))
      const isSame = unsent === undefined || JSON.stringify(unsent[1]) === JSON.stringify(given)
      return [place, isSame ? { given, seq, savedSeq: seq } : { given: unsent[1], seq: seq + 1, savedSeq: seq }]
    }),
  )
}

export function keptOf(answers: Answers): Kept[] {
  return [...answers].flatMap(([place, answer]) =>
    isUnsaved(answer) ? [[place, answer.given, answer.savedSeq] as const] : [],
  )
}

export function changed(answers: Answers, place: number, given: Given): Answers {
  const { seq, savedSeq } = answers.get(place) ?? { seq: 0, savedSeq: 0 }
  return new Map(answers).set(place, { given, seq: seq + 1, savedSeq })
}

/** The server answered what it has: this, or something with a newer number, over which this goes with a newer one still. */
export function told(answers: Answers, place: number, said: { readonly given: Given; readonly seq: number }): Answers {
  const now = answers.get(place)
  if (!now) return answers
  const isThis = JSON.stringify(said.given) === JSON.stringify(now.given)
  const seq = isThis ? Math.max(now.seq, said.seq) : Math.max(now.seq, said.seq + 1)
  return new Map(answers).set(place, { given: now.given, seq, savedSeq: isThis ? seq : said.seq })
}

export function refusedAt(answers: Answers, place: number, reason: string): Answers {
  const now = answers.get(place)
  return now ? new Map(answers).set(place, { ...now, refused: reason }) : answers
}
