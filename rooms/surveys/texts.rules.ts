/**
 * What people wrote in their own words, made ready to be read by the survey team (decisions/0066): names of people are masked, and words that
 * several wrote are found.
 *
 * Data: names are taken apart into family and given name, as they are written and as they are read. A text is looked at letter by letter, the
 * longest name first, in one folding (NFKC, katakana as hiragana). Names of two Chinese characters and more are masked wherever they stand; what is shorter, or
 * written in kana, is a word of the language as often as a name (林, もり, はるか): it is masked where the whole name stands, or where it is followed by what one calls people.
 */

export interface Borne {
  readonly name: string
  readonly nameKana: string
}

const MASK = '〔氏名〕'

const CALLED =
  /^[ {2}]?(さん|さま|様|氏|くん|君|ちゃん|先生|部長|次長|課長|係長|参事|主幹|主査|主任|主事|所長|園長|館長|校長|室長|局長|補佐|職員)/

/** Katakana as hiragana, letter by letter, so that places in one are places in the other. */
function fold(text: string): string {
  return text.replace(/[ァ-ヶ]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0x60))
}

interface Names {
  /** Masked wherever they stand. */
  readonly always: ReadonlySet<string>
  /** Masked where they are followed by what one calls people. */
  readonly called: ReadonlySet<string>
  readonly longest: number
}

const isKanji = (text: string) => /^[\p{Script=Han}々〆ヶ]+$/u.test(text)

export function namesToMask(borne: readonly Borne[]): Names {
  const [always, called] = [new Set<string>(), new Set<string>()]
  for (const { name, nameKana } of borne) {
    for (const written of [name, nameKana]) {
      const parts = written.normalize('NFKC').trim().split(/\s+/).filter(Boolean)
      if (parts.length > 1) for (const join of ['', ' ']) always.add(fold(parts.join(join)))
      for (const part of parts) (isKanji(part) && part.length > 1 ? always : called).add(fold(part))
    }
  }
  return { always, called, longest: Math.max(0, ...[...always, ...called].map(({ length }) => length)) }
}

export function masked(text: string, { always, called, longest }: Names): string {
  const plain = text.normalize('NFKC')
  const folded = fold(plain)
  let said = ''
  for (let at = 0; at < plain.length; ) {
    const found = nameAt(folded, at)
    if (found > 0) said += MASK
    else said += plain[at]
    at += found || 1
  }
  return said

  function nameAt(folded: string, at: number): number {
    for (let length = Math.min(longest, folded.length - at); length > 0; length--) {
      const part = folded.slice(at, at + length)
      if (always.has(part)) return length
      if (called.has(part) && CALLED.test(folded.slice(at + length))) return length
    }
    return 0
  }
}

/**
 * Words by Node's own ICU (Intl.Segmenter), of how many texts each stands in; those of at least k texts, the most common first. What is written in
 * hiragana alone binds words and says little; a single letter says nothing.
 */
export function wordsOf(texts: readonly string[], k: number): { word: string; texts: number }[] {
  const segmenter = new Intl.Segmenter('ja', { granularity: 'word' })
  const counts = new Map<string, number>()
  for (const text of texts) {
    const own = new Set<string>()
    for (const { segment, isWordLike } of segmenter.segment(text.replaceAll(MASK, ' '))) {
      if (isWordLike && segment.length > 1 && /[\p{Script=Han}\p{Script=Katakana}\p{L}]/u.test(segment)) {
        if (!/^[\p{Script=Hiragana}ー]+$/u.test(segment)) own.add(segment.toLowerCase())
      }
    }
    for (const word of own) counts.set(word, (counts.get(word) ?? 0) + 1)
  }
  return [...counts]
    .filter(([, count]) => count >= k)
    .toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .slice(0, MOST_WORDS)
    .map(([word, count]) => ({ word, texts: count }))
}
const MOST_WORDS = 40

export function bears(text: string, words: string): boolean {
  const plain = (some: string) => fold(some.normalize('NFKC')).toLowerCase()
  return plain(text).includes(plain(words.trim()))
}
