/**
 * What this kind of municipality and its people are called, by language: the one place that says so. Messages write `{town.kind}` and
 * `{town.people}`.
 */
export const townWords = {
  ja: { kind: '区', people: '区民' },
  en: { kind: 'ward', people: 'residents' },
} as const

export type TownWord = keyof (typeof townWords)['ja']
