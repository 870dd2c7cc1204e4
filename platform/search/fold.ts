/**
 * The one folding under which things are found however they are typed; for search only, never for storage or display (INV-D4).
 * Whoever keeps words in the database keeps `termsOf` them beside the words; a query becomes `wantedIn` it, and
 * something is found where each word of the query stands, by one of its forms, anywhere in the terms.
 *
 * Text has two forms. Plain: width, case, accents, kana, small kana, variants of characters, marks and long vowels gone. Sounded:
 * what one hears, サトー as サトウ, オオノ as オウノ, 緑が丘 as 緑ヶ丘, 佐佐木 as 佐々木. Both are kept and both are looked for, so that a rule that
 * depends on the letters around never hides a part that the plain form has.
 */
import { VARIANTS } from './variants.ts'

/** Words to be kept, separated by spaces: each text without its spaces, and its parts after the first, by which it may begin too. */
export function termsOf(...texts: readonly string[]): string {
  return [...new Set(texts.flatMap((text) => [...wholeForms(text), ...text.split(/\s+/u).slice(1).flatMap(formsOf)]))]
    .filter(Boolean)
    .join(' ')
}

/**
 * A person's name with its reading, kept also as 佐藤はるか and さとう遥: part of it in characters, the rest in kana. `name` and `nameKana`
 * as they are written, parts separated by spaces.
 */
export function termsOfName(name: string, nameKana: string): string {
  const [written, read] = [name, nameKana].map((text) => text.trim().split(/\s+/u)) as [string[], string[]]
  const cuts = written.length === read.length ? written.slice(1).map((_, at) => at + 1) : []
  const mixed = cuts.flatMap((at) => [
    [...written.slice(0, at), ...read.slice(at)],
    [...read.slice(0, at), ...written.slice(at)],
  ])
  return termsOf(name, nameKana, ...mixed.map((parts) => parts.join('')))
}

/** Nobody looks for more words at once; each is looked for in everything. */
const MOST_WORDS = 10

/** The forms of each word of a query, each once, the first ten. A query of marks alone has no words: nothing stands in nothing. */
export function wantedIn(query: string): string[][] {
  const words = query
    .normalize('NFKC')
    .split(/\s+/u)
    .map((word) => [...new Set(formsOf(word))].filter(Boolean))
    .filter((forms) => forms.length > 0)
  return [...new Map(words.map((forms) => [forms.join(' '), forms])).values()].slice(0, MOST_WORDS)
}

/** Whether all that is wanted stands in the terms. */
export function isFound(terms: string, wanted: readonly (readonly string[])[]): boolean {
  return wanted.length > 0 && wanted.every((forms) => forms.some((form) => terms.includes(form)))
}

/** One form under which two texts are the same to whoever reads them: for comparing, as finding compares. */
export function plainForm(text: string): string {
  return wholeForms(text)[1]
}

/** Of a text without its spaces, the sounded form and the plain one. */
export function wholeForms(text: string): [sounded: string, plain: string] {
  return formsOf(joined(text))
}

/** The sounded form, then the plain one. */
function formsOf(text: string): [sounded: string, plain: string] {
  const letters = lettersOf(text)
  const sounds = SOUNDING.test(letters) ? soundsOf(letters) : letters
  return [withoutMarks(sounds), withoutMarks(letters)]
}

function joined(text: string): string {
  return text.replace(/\s+/gu, '')
}

/** Letters as they are compared, one for one but for the few that are written as two; marks and long vowels still in place. */
function lettersOf(text: string): string {
  const bare = COMMON.test(text) ? text.toLowerCase() : composed(text)
  const hiragana = bare.replace(/[\u30A1-\u30F6\u30FD\u30FE]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0x60))
  let letters = ''
  for (const c of hiragana) letters += LETTERS.get(c) ?? c
  return letters
}

/** Kana and characters as most names are written: nothing in them has several spellings, and 28,000 people are imported in seconds. */
const COMMON = /^[\u3041-\u3094\u30A1-\u30FA\u30FC\u3400-\u9FFF0-9A-Za-z]*$/

function composed(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\p{Cf}|[\u{FE00}-\u{FE0F}\u{E0100}-\u{E01EF}]/gu, '')
    .normalize('NFD')
    .replace(/[\u0300-\u036F]/g, '')
    .normalize('NFC')
    .toLowerCase()
}

/** From a letter to the one it is compared as. */
const LETTERS: ReadonlyMap<string, string> = new Map([
  // Latin letters that no accent makes, as CLDR's Latin-ASCII writes them.
  ...pairs('æ ae,œ oe,ø o,ß ss,ð d,đ d,ħ h,ı i,ł l,ŋ n,þ th,ŧ t'),
  // 小書き, and kana of the same sound.
  ...pairs('ぁ あ,ぃ い,ぅ う,ぇ え,ぉ お,っ つ,ゃ や,ゅ ゆ,ょ よ,ゎ わ,ゕ か,ゖ け,ゐ い,ゑ え,を お,ぢ じ,づ ず'),
  ...VARIANTS.trim()
    .split(/\s+/)
    .flatMap((variants) => {
      const [first, ...others] = [...variants]
      return others.map((other) => [other, first!] as const)
    }),
])

function pairs(text: string): (readonly [string, string])[] {
  return text.split(',').map((pair) => pair.split(' ') as [string, string])
}

const WITHOUT_MARKS = /^[\u3041-\u3094\u3400-\u9FFFa-z0-9]*$/

/** Letters and digits stay, and the two signs that tell C++ and C# from C. */
function withoutMarks(letters: string): string {
  if (WITHOUT_MARKS.test(letters)) return letters
  return letters.replace(/[^\p{L}\p{N}\p{M}+#]|[ーゝゞ]/gu, '')
}

/** Whatever a rule of sounds begins with. */
const SOUNDING = /[々〻ゝゞゔおえけかがー~〜‐‑‒–—―−-]/u

function soundsOf(letters: string): string {
  const repeated = letters
    .replace(/(\p{Script=Han})[々〻]/gu, '$1$1')
    .replace(/(\p{Script=Hiragana})ゝ/gu, '$1$1')
    .replace(/([か-ちつ-とは-ほ])ゞ/gu, (_, c: string) => c + lettersOf(`${c}\u3099`))
  const places = repeated.replace(/(?<=\p{Script=Han})[けかが](?=\p{Script=Han}|$)/gu, 'け')
  const foreign = places.replace(
    /ゔ([あいうえお]?)/g,
    (_, vowel: string) => 'ばびぶべぼ'['あいうえお'.indexOf(vowel || 'う')]!,
  )
  return long(foreign)
}

const ROWS: Readonly<Record<string, string>> = {
  あ: 'あかがさざただなはばぱまやらわ',
  い: 'いきぎしじちにひびぴみり',
  う: 'うくぐすずつぬふぶぷむゆる',
  え: 'えけげせぜてでねへべぺめれ',
  お: 'おこごそぞとどのほぼぽもよろ',
}
const VOWELS: ReadonlyMap<string, string> = new Map(
  Object.entries(ROWS).flatMap(([vowel, kana]) => [...kana].map((one) => [one, vowel] as const)),
)

/** A long vowel by the letter that most write it with: ああ, いい, うう, えい, おう. A hyphen after kana is one too. */
function long(text: string): string {
  let [sounds, before] = ['', undefined as string | undefined]
  for (const c of text) {
    const isMark = /[ー~〜‐‑‒–—―−-]/u.test(c)
    const isLong = before !== undefined && (isMark || (c === before && (c === 'お' || c === 'え')))
    const sound = isLong ? lengthened(before!) : c
    sounds += sound
    before = VOWELS.get(sound)
  }
  return sounds
}

function lengthened(vowel: string): string {
  return { え: 'い', お: 'う' }[vowel] ?? vowel
}
