/** Which words of a text another text keeps, leaves out or adds. */
export interface Stretch {
  readonly state: 'same' | 'gone' | 'new'
  readonly text: string
}

const words = new Intl.Segmenter('ja', { granularity: 'word' })

/** Past this many pairs of words the middle of two texts is no longer laid side by side: it has become another text. */
const MOST_PAIRS = 250_000

/** The second text with what is new in it, and what is gone of the first at its place. */
export function changedWords(before: string, after: string): Stretch[] {
  const [was, is] = [wordsOf(before), wordsOf(after)]
  const least = Math.min(was.length, is.length)
  let head = 0
  while (head < least && was[head] === is[head]) head++
  let tail = 0
  while (tail < least - head && was.at(-1 - tail) === is.at(-1 - tail)) tail++
  const middle = between(was.slice(head, was.length - tail), is.slice(head, is.length - tail))
  return joined([
    ...is.slice(0, head).map((text) => ({ state: 'same' as const, text })),
    ...middle,
    ...is.slice(is.length - tail).map((text) => ({ state: 'same' as const, text })),
  ])
}

function between(was: readonly string[], is: readonly string[]): Stretch[] {
  const gone = was.map((text) => ({ state: 'gone' as const, text }))
  const added = is.map((text) => ({ state: 'new' as const, text }))
  if (was.length === 0 || is.length === 0 || was.length * is.length > MOST_PAIRS) return [...gone, ...added]
  // The most words that the rests of both have in common, from each pair of places on.
  const common = Array.from({ length: was.length + 1 }, () => new Uint16Array(is.length + 1))
  for (let i = was.length - 1; i >= 0; i--)
    for (let j = is.length - 1; j >= 0; j--)
      common[i]![j] = was[i] === is[j] ? common[i + 1]![j + 1]! + 1 : Math.max(common[i + 1]![j]!, common[i]![j + 1]!)
  const stretches: Stretch[] = []
  let [i, j] = [0, 0]
  while (i < was.length && j < is.length) {
    if (was[i] === is[j]) {
      stretches.push({ state: 'same', text: was[i]! })
      i++
      j++
    } else if (common[i + 1]![j]! >= common[i]![j + 1]!) stretches.push(gone[i++]!)
    else stretches.push(added[j++]!)
  }
  return [...stretches, ...gone.slice(i), ...added.slice(j)]
}

function wordsOf(text: string): string[] {
  return Array.from(words.segment(text), ({ segment }) => segment)
}

function joined(stretches: readonly Stretch[]): Stretch[] {
  const whole: Stretch[] = []
  for (const { state, text } of stretches) {
    const last = whole.at(-1)
    if (last?.state === state) whole[whole.length - 1] = { state, text: last.text + text }
    else whole.push({ state, text })
  }
  return whole
}
