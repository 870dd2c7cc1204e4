/**
 * What this kind of municipality and its people are called, by language: the one place that says so. Messages write `{town.kind}` and
 * `{town.people}`. The kind is the last character of the town's name; before anybody has said the name, the word is one for all of them.
 */

const kinds = {
  都: { ja: { kind: '都', people: '都民' }, en: { kind: 'metropolis', people: 'residents' } },
  道: { ja: { kind: '道', people: '道民' }, en: { kind: 'prefecture', people: 'residents' } },
  府: { ja: { kind: '府', people: '府民' }, en: { kind: 'prefecture', people: 'residents' } },
  県: { ja: { kind: '県', people: '県民' }, en: { kind: 'prefecture', people: 'residents' } },
  市: { ja: { kind: '市', people: '市民' }, en: { kind: 'city', people: 'residents' } },
  区: { ja: { kind: '区', people: '区民' }, en: { kind: 'ward', people: 'residents' } },
  町: { ja: { kind: '町', people: '町民' }, en: { kind: 'town', people: 'residents' } },
  村: { ja: { kind: '村', people: '村民' }, en: { kind: 'village', people: 'residents' } },
} as const satisfies Record<string, TownWords>

/** Of an association of towns, and of a town that nobody has named yet. */
const anyKind: TownWords = { ja: { kind: '自治体', people: '住民' }, en: { kind: 'municipality', people: 'residents' } }

export type TownWord = 'kind' | 'people'
export type TownWords = Readonly<Record<'ja' | 'en', Readonly<Record<TownWord, string>>>>

/** The sample is a ward whichever town stands beside it: what is said of it where no town is known. */
export const sampleWords: TownWords = kinds.区

/** By the town's name in Japanese, as its policy gives it. */
export function townWordsOf(name: string | undefined): TownWords {
  const last = name?.trim().at(-1) ?? ''
  return Object.hasOwn(kinds, last) ? kinds[last as keyof typeof kinds] : anyKind
}
