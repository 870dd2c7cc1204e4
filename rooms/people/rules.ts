/** 本務・兼務・事務取扱, in the order in which they are told. */
export const postKinds = ['primary', 'concurrent', 'acting'] as const
export type PostKind = (typeof postKinds)[number]

/** Variants that a person would type for one another; for search only, never for storage (INV-D4). */
const VARIANTS: Readonly<Record<string, string>> = {
  髙: '高',
  﨑: '崎',
  碕: '崎',
  邊: '辺',
  邉: '辺',
  齋: '斉',
  齊: '斉',
  斎: '斉',
  濵: '浜',
  濱: '浜',
  澤: '沢',
  廣: '広',
  𠮷: '吉',
  嶋: '島',
  嶌: '島',
  德: '徳',
  惠: '恵',
  眞: '真',
  曻: '昇',
  國: '国',
  櫻: '桜',
  龍: '竜',
}

/**
 * One text under which names are found however they were typed: full and half width, katakana and hiragana, old and
 * new forms of a character, with and without variation selectors.
 */
export function foldForSearch(text: string): string {
  const plain = text.normalize('NFKC').replace(/[\u{FE00}-\u{FE0F}\u{E0100}-\u{E01EF}]/gu, '')
  const kana = plain.replace(/[\u30A1-\u30F6]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0x60))
  return [...kana.toLowerCase()]
    .map((c) => VARIANTS[c] ?? c)
    .join('')
    .replace(/\s+/g, ' ')
    .trim()
}

/** Letters of the longest stretches in the index of names and staff numbers (`stretches` in the database). */
const LONGEST_STRETCH = 4

/** What a word is looked for by in that index: the word itself, or all stretches of a longer one. */
export function stretchesOf(word: string): string[] {
  const letters = [...word]
  const places = Math.max(1, letters.length - LONGEST_STRETCH + 1)
  return Array.from({ length: places }, (_, place) => letters.slice(place, place + LONGEST_STRETCH).join(''))
}

/** Of a role that was granted, as of a day; one that was ended before its first day is over too. In the order in which they are of interest. */
export const grantStates = ['held', 'coming', 'over'] as const
