import { sampleWords, type TownWord, type TownWords } from './town-words.ts'

/** The languages the product speaks. Japanese is the first: a text is written there and then said again in English. */
export const languages = ['ja', 'en'] as const
export type Language = (typeof languages)[number]

/** A room's words: the same keys in every language. */
export type Messages<Key extends string = string> = Readonly<Record<Language, Readonly<Record<Key, string>>>>
/** What stands in for `{name}` in a message; several words are put one after another as the language does. */
export type MessageValues = Readonly<Record<string, string | number | readonly string[]>>

/** Declares a room's words; a key that one language lacks, or has too much, does not compile. */
export function defineMessages<const Ja extends Record<string, string>>(catalogue: {
  ja: Ja
  en: NoInfer<Record<keyof Ja, string>>
}): Messages<keyof Ja & string> {
  return catalogue
}

type KeyOf<Catalogue> = Catalogue extends Messages<infer Key> ? Key : never

/** Words of several parts as one catalogue. Throws a RangeError for a key that two of them say: one would hide the other. */
export function joinMessages<const Catalogues extends readonly Messages[]>(
  ...catalogues: Catalogues
): Messages<KeyOf<Catalogues[number]>> {
  const keys = catalogues.flatMap(({ ja }) => Object.keys(ja))
  const twice = keys.find((key, index) => keys.indexOf(key) !== index)
  if (twice !== undefined) throw new RangeError(`Two parts say "${twice}"`)
  const joined = (language: Language) => Object.assign({}, ...catalogues.map((catalogue) => catalogue[language]))
  return Object.fromEntries(languages.map((language) => [language, joined(language)])) as Messages<
    KeyOf<Catalogues[number]>
  >
}

/**
 * The words for `key`, with each `{name}` replaced by `values.name` and each `{town.word}` by what this kind of town is called (town-words.ts);
 * without a town the sample ward is spoken of.
 * The result is plain text, never HTML.
 * Throws a RangeError for a key or a value that is missing: a half-made sentence must not reach a reader.
 */
export function translate<Key extends string>(
  messages: Messages<Key>,
  language: Language,
  key: Key,
  values: MessageValues = {},
  town: TownWords = sampleWords,
): string {
  const text = messages[language][key]
  if (text === undefined) throw new RangeError(`No message "${key}" in ${language}`)
  // In one go: what stands in a value, or in a word of the town, is nobody's placeholder.
  return text.replace(anyPlaceholder, (_, word: TownWord | undefined, name: string) => {
    if (word !== undefined) return town[language][word]
    const value = values[name]
    if (value === undefined) throw new RangeError(`Message "${key}" needs a value for {${name}}`)
    if (typeof value === 'object') return listOf(value, language)
    return typeof value === 'number' && value >= 1000 && Number.isInteger(value) && isCount(name, messages.ja[key])
      ? value.toLocaleString(language)
      : String(value)
  })
}

/** Whether a placeholder says how many: 1,104人. What numbers a thing (`id`, 1104行目), or is a year, is never parted. */
function isCount(name: string, japanese: string): boolean {
  return COUNTS.has(name) || [...japanese.matchAll(counted)].some((found) => found[1] === name)
}

const COUNTS: ReadonlySet<string> = new Set([
  'n',
  'count',
  'people',
  'seats',
  'total',
  'needed',
  'seated',
  'bound',
  'limit',
])

/** In Japanese a counter follows what is counted. */
const counted = /\{([a-zA-Z][a-zA-Z0-9]*)\} ?(?:[人件回個問枚名課]|項目|種類|行(?!目))/g

/** Words one after another: 窓口、データ in Japanese, with commas in English. */
export function listOf(words: readonly string[], language: Language): string {
  return new Intl.ListFormat(language, { style: 'narrow', type: 'conjunction' }).format(words)
}

/** Whether a word that came from outside (a refusal's code, a state) is a key of these messages. */
export function hasMessage<Key extends string>(messages: Messages<Key>, key: string): key is Key {
  return Object.hasOwn(messages.ja, key)
}

/** The names of the placeholders in a text, in alphabetical order, each once. */
export function placeholdersOf(text: string): string[] {
  return [...new Set([...text.matchAll(placeholder)].map((match) => match[1]!))].sort()
}

/** The language of an Accept-Language header that is wanted most, of those that we speak (RFC 9110, 12.5.4); Japanese when there is none. */
export function chooseLanguage(acceptLanguage: string | undefined): Language {
  const ranges = (acceptLanguage ?? '').toLowerCase().split(',')
  const wanted = ranges.flatMap((range) => {
    const [tag = '', ...parameters] = range.split(';').map((part) => part.trim())
    const language = languages.find((one) => one === tag.split('-')[0])
    const weight = parameters.find((one) => one.startsWith('q='))?.slice(2) ?? '1'
    return language && Number(weight) > 0 ? [{ language, weight: Number(weight) }] : []
  })
  return wanted.sort((a, b) => b.weight - a.weight)[0]?.language ?? 'ja'
}

const placeholder = /\{([a-zA-Z][a-zA-Z0-9]*)\}/g
const anyPlaceholder = /\{town\.(kind|people)\}|\{([a-zA-Z][a-zA-Z0-9]*)\}/g
