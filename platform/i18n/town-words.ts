/**
 * What this kind of municipality and its people are called, by language: the one place that says so. Messages write `{town.kind}` and
 * `{town.people}`. The kind is what the policy calls it (`town.words`), else what the town's name ends with; before anybody has said the name, the word is one for all of them.
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
  組合: { ja: { kind: '組合', people: '住民' }, en: { kind: 'association', people: 'residents' } },
  連合: { ja: { kind: '連合', people: '住民' }, en: { kind: 'union', people: 'residents' } },
} as const satisfies Record<string, TownWords>

/** Of what ends otherwise, and of a town that nobody has named yet. */
const anyKind: TownWords = { ja: { kind: '自治体', people: '住民' }, en: { kind: 'municipality', people: 'residents' } }

export type TownWord = 'kind' | 'people'
export type TownWords = Readonly<Record<'ja' | 'en', Readonly<Record<TownWord, string>>>>

/** The sample is a ward whichever town stands beside it: what is said of it where no town is known. */
export const sampleWords: TownWords = kinds.区

/** What a policy says of its town: its name in Japanese, and words of its own in the place of those that follow from the name. */
export interface NamedTown {
  readonly name: string
  readonly words?: Readonly<Partial<Record<TownWord | `${TownWord}En`, string | undefined>>> | undefined
}

/** The town's own words, else those by what its name ends with. */
export function townWordsOf(town: NamedTown | undefined): TownWords {
  const { kind, people, kindEn, peopleEn } = town?.words ?? {}
  const called = (kind ?? town?.name)?.trim() ?? ''
  const [, { ja, en }] = Object.entries(kinds).find(([end]) => called.endsWith(end)) ?? ['', anyKind]
  return {
    ja: { kind: kind ?? ja.kind, people: people ?? ja.people },
    en: { kind: kindEn ?? en.kind, people: peopleEn ?? en.people },
  }
}
