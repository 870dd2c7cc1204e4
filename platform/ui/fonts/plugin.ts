/**
 * Makes the web font while the pages are built. Data: the whole font as TrueType, a weight a file; the same font cut into
 * slices by how often Japanese pages write a character; our own texts. Steps: choose the common characters, cut one file
 * a weight of them, leave to each slice the characters that are not common, cut one more file of those that no slice
 * has, write the rules. Each character of the font stands in exactly one rule a weight, so that no page asks for two files
 * where one would do. Kept in `.cache/fonts/` under a name made from all that went in.
 */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Plugin } from 'vite'
import { codePointsOf } from '#platform/files/cmap.ts'
import { commonCharacters } from './common.ts'
import { formatRange, parseRange } from './unicode-range.ts'
import { FAMILY, ownCopy, type Weight, weights } from './weights.ts'

/**
 * The whole font, and how many of its characters are common: 1,350 weigh 158 kB. Bold is headings, buttons, labels and names that
 * somebody is told of, and needs fewer; together with the rules for the rest a first visit stays under 320 kB.
 */
const wholes = {
  400: { file: '400Regular/BIZUDPGothic_400Regular.ttf', limit: 1350 },
  700: { file: '700Bold/BIZUDPGothic_700Bold.ttf', limit: 1150 },
} as const

/** Those that come next, in small files: a page with one letter that is not common asks for 7 kB instead of a slice of 18 to 38. */
const NEXT = 40
/** So many are taken from the slices, in each weight the same: what is left of them is said alike, and travels compressed as if once. */
const RANKED = 1590

interface Slice {
  url: string
  points: number[]
}

/** `texts` are our own, those first whose characters matter most. */
export function fontsPlugin(texts: readonly string[]): Plugin {
  let folder = ''
  return {
    name: 'fonts',
    enforce: 'pre',
    async buildStart() {
      folder = await makeFonts(texts)
    },
    resolveId: {
      filter: { id: /^virtual:fonts\// },
      handler: (id) => join(folder, id.slice('virtual:fonts/'.length)),
    },
    /** The licence of the font asks to stand beside it. */
    generateBundle() {
      this.emitFile({
        type: 'asset',
        fileName: 'assets/OFL.txt',
        source: readFileSync(join(wholeFont(), 'LICENSE_FONT')),
      })
    },
  }
}

/** The folder in which `common.css`, `rare.css` and what they name lie. */
export async function makeFonts(texts: readonly string[]): Promise<string> {
  const folder = join(cache, keyOf(texts))
  if (existsSync(folder)) return folder
  mkdirSync(cache, { recursive: true })
  const draft = mkdtempSync(join(cache, 'draft-'))
  const { default: subsetFont } = await import('subset-font')
  const common: string[] = []
  const rare = new Map<string, string[]>()
  for (const one of weights) {
    const { weight } = one
    const { file, limit } = wholes[weight]
    const font = readFileSync(join(wholeFont(), file))
    const cut = async (name: string, points: readonly number[]) => {
      const text = String.fromCodePoint(...points)
      // The font has no feature but vertical forms; without hints it is a fifth lighter, and looks the same where there are no hints.
      const bytes = await subsetFont(font, text, { targetFormat: 'woff2', noHinting: true, keepFeatures: [] })
      writeFileSync(join(draft, name), bytes)
      return { url: `./${name}`, points: [...points] }
    }
    const addRare = (slice: Slice) => {
      const of = formatRange(slice.points)
      rare.set(of, [...(rare.get(of) ?? []), rule(one, slice)])
    }
    const has = codePointsOf(font)
    const slices = slicesOf(weight)
    const ranked = commonCharacters(texts, frequent(slices), has, RANKED)
    // The others are asked for only where the machine has no copy of its own.
    common.push(rule(one, await cut(`gothic-${weight}.woff2`, ranked.slice(0, limit)), `${ownCopy(one)},`))
    for (let from = limit; from < ranked.length; from += NEXT)
      addRare(await cut(`next-${from}-${weight}.woff2`, ranked.slice(from, from + NEXT)))
    const taken = new Set(ranked)
    for (const slice of slices.flatMap((slice) => leave(slice, has, taken))) addRare(slice)
    const rest = [...has].filter((point) => !taken.has(point))
    if (rest.length > 0) addRare(await cut(`rest-${weight}.woff2`, rest))
  }
  writeFileSync(join(draft, 'common.css'), common.join(''))
  // Rules of the same characters stand side by side.
  writeFileSync(join(draft, 'rare.css'), [...rare.values()].flat().join(''))
  return keep(draft, folder)
}

/** What of a slice the font has and no earlier rule took; nothing is left of some. */
function leave({ url, points }: Slice, has: Set<number>, taken: Set<number>): Slice[] {
  const left = points.filter((point) => has.has(point) && !taken.has(point))
  for (const point of left) taken.add(point)
  return left.length > 0 ? [{ url, points: left }] : []
}

function rule(weight: Weight, { url, points }: Slice, source = ''): string {
  const descriptors = [
    `font-family:"${FAMILY}"`,
    `font-weight:${weight.weight}`,
    'font-display:swap',
    `src:${source}url("${url}") format("woff2")`,
    `unicode-range:${formatRange(points)}`,
  ]
  return `@font-face{${descriptors.join(';')}}\n`
}

/** The slices of the package, its most frequent characters last. */
function slicesOf(weight: number): Slice[] {
  const sheet = readFileSync(join(sliced(), `${weight}.css`), 'utf8')
  return [...sheet.matchAll(/url\(\.\/([^)]*\.woff2)\)[\s\S]*?unicode-range: ([^;]+);/g)].map(([, file, range]) => ({
    url: join(sliced(), file!),
    points: parseRange(range!),
  }))
}

function frequent(slices: readonly Slice[]): number[] {
  return slices
    .filter(({ url }) => /-\d+-\d00-/.test(url))
    .reverse()
    .flatMap(({ points }) => points)
}

/** Several builds may run side by side, so the folder appears whole, by one rename. */
function keep(draft: string, folder: string): string {
  try {
    renameSync(draft, folder)
  } catch (error) {
    rmSync(draft, { recursive: true, force: true })
    if (!existsSync(folder)) throw error
  }
  return folder
}

function keyOf(texts: readonly string[]): string {
  const hash = createHash('sha256').update(JSON.stringify(texts))
  const ours = ['../../files/cmap.ts', 'common.ts', 'plugin.ts', 'unicode-range.ts', 'weights.ts'].map((name) =>
    join(import.meta.dirname, name),
  )
  const theirs = [sliced(), wholeFont(), dirname(require.resolve('subset-font'))].map((at) => join(at, 'package.json'))
  for (const file of [...ours, ...theirs]) hash.update(readFileSync(file))
  return hash.digest('hex').slice(0, 16)
}

const cache = join(import.meta.dirname, '../../../.cache/fonts')
const require = createRequire(import.meta.url)
const wholeFont = () => dirname(require.resolve('@expo-google-fonts/biz-udpgothic/package.json'))
const sliced = () => dirname(require.resolve('@fontsource/biz-udpgothic/400.css'))
