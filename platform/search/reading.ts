/**
 * Whether a title in characters can be read as what somebody typed in kana: こせき of 戸籍住民課. Nobody writes down how sections and courses are read, so
 * each character may have any of its readings (`readings.ts`), as it sounds within a word too: 窓口 is まどぐち, 学校 がっこう, 受付 うけつけ. A guess, which
 * finds too much sooner than too little; for search only (INV-D4).
 *
 * Data: by character its readings, folded, by their first kana. Steps: from letter to letter of the title it is kept how much of the word has been
 * read; it may begin at any letter, and, while somebody types, end within a reading after a whole one.
 */
import { isFound, plainForm, wholeForms } from './fold.ts'
import { keptTermsOf } from './kept.ts'
import { READINGS } from './readings.ts'

/** Kana of the shortest word that is read: one alone is a reading of hundreds. */
const SHORTEST = 2
/** Kana from which on a word may end within a reading. */
const SHORTEST_PART = 3

type Words = readonly (readonly string[])[]

/** Whether there is anything to be read in a query, as `wantedIn` gives its words. */
export function mayBeRead(wanted: Words): boolean {
  return wanted.some((forms) => forms.some(isKana))
}

/** Each word stands in the title by its letters or by how they are read. */
export function isReadAs(title: string, wanted: Words): boolean {
  return wanted.every((forms) => isFound(keptTermsOf(title), [forms]) || isRead(title, forms))
}

const isKana = (form: string) => form.length >= SHORTEST && /[ぁ-ん]/.test(form)

function isRead(title: string, forms: readonly string[]): boolean {
  return forms.some((form) => isKana(form) && titlesOf(title).some((letters) => canBeRead(letters, form)))
}

/** From the first kana to all that a letter may sound like; a letter may always stand for itself. */
type Letter = ReadonlyMap<string, readonly string[]>

function canBeRead(letters: readonly Letter[], word: string): boolean {
  let read = new Set([0])
  for (const letter of letters) {
    const further = new Set([0])
    for (const at of read) {
      for (const reading of letter.get(word[at]!) ?? []) {
        const rest = word.length - at - reading.length
        if (rest <= 0 ? endsWithin(reading, word, at) : word.startsWith(reading, at)) {
          if (rest <= 0) return true
          further.add(at + reading.length)
        }
      }
    }
    read = further
  }
  return false
}

function endsWithin(reading: string, word: string, at: number): boolean {
  const last = word.slice(at)
  return reading === last || (at > 0 && word.length >= SHORTEST_PART && reading.startsWith(last))
}

/** The title as it sounds and as it is plainly written; where the two are one, once. */
function titlesOf(title: string): readonly (readonly Letter[])[] {
  const known = titles.get(title)
  if (known) return known
  if (titles.size > KEPT) titles.clear()
  const both = [...new Set(wholeForms(title))].map((form) =>
    [...form].map((letter) => readings().get(letter) ?? new Map([[letter, [letter]]])),
  )
  titles.set(title, both)
  return both
}

/** The same lists are asked again with each letter that is typed. */
const KEPT = 20_000
const titles = new Map<string, readonly (readonly Letter[])[]>()

let made: ReadonlyMap<string, Letter> | undefined

function readings(): ReadonlyMap<string, Letter> {
  made ??= new Map(
    READINGS.trim()
      .split(/\s+/)
      .map((entry) => {
        const [character, ...rest] = entry
        return [character!, letterOf(character!, rest.join('').split(','))] as const
      }),
  )
  return made
}

function letterOf(character: string, said: readonly string[]): Letter {
  const sounds = said.flatMap((reading) =>
    /^[ァ-ヶ]/.test(reading) ? ofChinese(plainForm(reading)) : ofJapanese(plainForm(reading)),
  )
  const byFirst = new Map<string, string[]>([[character, [character]]])
  for (const sound of new Set(sounds.flatMap(voiced)))
    byFirst.set(sound[0]!, [...(byFirst.get(sound[0]!) ?? []), sound])
  return byFirst
}

/** 学 is がく, and がっ in 学校. */
function ofChinese(reading: string): string[] {
  return reading.length > 1 && /[くきつち]$/.test(reading) ? [reading, `${reading.slice(0, -1)}つ`] : [reading]
}

/** Without what is written after the character: うけ, う and うけり of うける, とり of とる, おお of おおきい. */
function ofJapanese(reading: string): string[] {
  const stem = reading.slice(0, -1)
  const shorter = reading.length > 2 ? [stem.slice(0, -1)] : []
  if (reading.length > 2 && reading.endsWith('い')) return [reading, stem, ...shorter]
  const column = 'うくぐすずつぬぶむる'.indexOf(reading.at(-1)!)
  return reading.length < 2 || column < 0
    ? [reading]
    : [reading, stem, stem + 'いきぎしじちにびみり'[column], ...shorter]
}

const PLAIN = 'かきくけこさしすせそたちつてとはひふへほ'
const VOICED = 'がぎぐげござじずぜぞだじずでどばびぶべぼ'
const HALF = 'はひふへほ'
const HALF_VOICED = 'ぱぴぷぺぽ'

/** Within a word 口 is ぐち and 表 ぴょう; as they are folded, ち and じ stand for ぢ. */
function voiced(sound: string): string[] {
  const [first, rest] = [sound[0]!, sound.slice(1)]
  const [plain, half] = [PLAIN.indexOf(first), HALF.indexOf(first)]
  return [sound, ...(plain < 0 ? [] : [VOICED[plain] + rest]), ...(half < 0 ? [] : [HALF_VOICED[half] + rest])]
}
