import { termsOf, termsOfName } from '#platform/search/fold.ts'

/** 本務・兼務・事務取扱, in the order in which they are told. */
export const postKinds = ['primary', 'concurrent', 'acting'] as const
export type PostKind = (typeof postKinds)[number]

/** What a person is found by: every name that they have or had, with its reading, and every staff number (INV-O6). */
export function searchTextOf(
  names: readonly { readonly name: string; readonly nameKana: string }[],
  staffNumbers: readonly string[],
): string {
  const terms = [...names.map(({ name, nameKana }) => termsOfName(name, nameKana)), termsOf(...staffNumbers)]
  return [...new Set(terms.flatMap((words) => words.split(' ')))].filter(Boolean).join(' ')
}

/** Letters of the longest stretches in the index of names and staff numbers (`stretches` in the database). */
const LONGEST_STRETCH = 4

/** What a word is looked for by in that index: the word itself, or all stretches of a longer one. */
export function stretchesOf(word: string): string[] {
  const letters = [...word]
  const places = Math.max(1, letters.length - LONGEST_STRETCH + 1)
  return Array.from({ length: places }, (_, place) => letters.slice(place, place + LONGEST_STRETCH).join(''))
}

/**
 * Of a role that was granted, as of a day, in the order in which they are of interest. One that waits rests until a second person has
 * agreed; one that was declined, that nobody agreed to in time, or that was ended before its first day is over too.
 */
export const grantStates = ['waiting', 'held', 'coming', 'over'] as const

/** The readings that begin with a word, as they are put in order: in katakana, from the first of them up to what follows them. */
export function readingsFrom(word: string): [from: string, to: string] {
  const katakana = word.replace(/[\u3041-\u3096]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0x60))
  return [katakana, `${katakana}\u{10FFFF}`]
}
