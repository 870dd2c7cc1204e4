/**
 * `npm run mutate -- [PATH…] [--mutants 60] [--seed 1] [--workers 2] [--control 0] [--json FILE] [--again FILE]`: how many small wrong changes the tests notice.
 *
 * For each room (or folder that is named): the changes of its rules, services and access files are found (mutants.ts), a sample of each of the two groups
 * "rules and services" and "access" is drawn by the seed, and each change is tried against the tests of the room, pages excepted, until the
 * first of them fails: changes of functions one after the other in one run (together.ts), the others each in a run of its own. Which test that was stands in
 * the file of `--json`, and no test runs out of time on a busy machine (what did is tried again alone). What survives is read by the compiler at last; what it refuses could never have been run.
 * After each of the first `--control` changes that are tried alone the same tests are asked once more with nothing changed, and nothing may be noticed then. Everything happens in a
 * copy of the repository, so that the sources are never touched and a run may be stopped at any time. With `--again` the changes that survived by that
 * file of `--json` are tried and no others: after tests were written for them. What is not found in the sources any more is told.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { randomFrom } from '#platform/random/random.ts'
import { copyRepository } from './copy.ts'
import { isAccess, lineOf, type Mutant, mutantsIn, mutated } from './mutants.ts'
import { type Heard, openTests, type Tests } from './tests.ts'
import { triedTogether } from './together.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    mutants: { type: 'string', default: '60' },
    seed: { type: 'string', default: '1' },
    workers: { type: 'string', default: '2' },
    control: { type: 'string', default: '0' },
    json: { type: 'string' },
    again: { type: 'string' },
  },
})

type Fate = 'killed' | 'time' | 'types' | 'survived'
type Group = 'rules and services' | 'access'

interface Tried extends Mutant {
  readonly group: Group
  readonly line: number
  readonly fate: Fate
  readonly was: string
  /** What noticed it. */
  readonly by?: string
}

const copy = copyRepository()
const places = positionals.length > 0 ? positionals : copy.rooms()
const all: (Tried & { place: string })[] = []
try {
  for (const place of places) all.push(...(await tryPlace(place)).map((one) => ({ ...one, place })))
} finally {
  copy.remove()
}
console.info(tableOf(all))
if (values.json) writeFileSync(values.json, JSON.stringify({ seed: Number(values.seed), mutants: all }, null, 1))

async function tryPlace(place: string): Promise<Tried[]> {
  const wanted = sampleOf(place)
  if (wanted.length === 0) return []
  const workers = Number(values.workers)
  const together = await triedTogether(copy, place, wanted, workers)
  console.info(`${together.size} of ${wanted.length} tried together`)
  let tests: Tests | undefined
  const opened = async (many: number) => {
    await tests?.close()
    tests = await openTests(copy.root, place, many)
    return tests
  }
  const alone = async (mutant: Mutant): Promise<Heard> => {
    const first = await (tests ?? (await opened(workers))).fateWith(mutant.path)
    if (first.fate !== 'time') return first
    // A busy machine, or a loop without an end: alone, it is known.
    const again = await (await opened(1)).fateWith(mutant.path)
    await opened(workers)
    return again
  }
  const tried: Tried[] = []
  let controls = Number(values.control)
  try {
    for (const [index, mutant] of wanted.entries()) {
      const text = copy.read(mutant.path)
      copy.write(mutant.path, mutated(text, mutant))
      const { fate, ...by } = together.get(index) ?? (await alone(mutant))
      copy.write(mutant.path, text)
      const line = lineOf(text, mutant)
      const was = wasOf(text, mutant)
      tried.push({ ...mutant, line, fate, was, ...by, group: groupOf(mutant) })
      console.info(told(tried.at(-1)!, `${index + 1}/${wanted.length}`))
      if (!together.has(index) && controls-- > 0) {
        const unchanged = await alone(mutant)
        if (unchanged.fate !== 'survived') throw new Error(`Noticed although nothing is changed: ${unchanged.by}`)
      }
    }
  } finally {
    await tests?.close()
  }
  return tried.map((one) => (one.fate === 'survived' && !compilesWith(one) ? { ...one, fate: 'types' } : one))
}

function compilesWith(mutant: Mutant): boolean {
  const text = copy.read(mutant.path)
  copy.write(mutant.path, mutated(text, mutant))
  const does = copy.compiles()
  copy.write(mutant.path, text)
  if (!does) console.info(`refused by types: ${mutant.path}:${lineOf(text, mutant)} ${mutant.kind}`)
  return does
}

function told({ fate, path, line, kind, was, replacement, by }: Tried, place: string): string {
  const said = `${place} ${fate} ${path}:${line} ${kind}`
  return fate === 'survived'
    ? `${said}\n    ${was}\n  → ${replacement.slice(0, 100)}`
    : `${said}${by ? ` (${by})` : ''}`
}

/** The same sample for the same sources, number and seed. */
function sampleOf(place: string): Mutant[] {
  const found = copy.sources(place).flatMap((path) => mutantsIn(path, copy.read(path)))
  if (values.again) return survivorsIn(values.again, place, found)
  const random = randomFrom(Number(values.seed))
  const drawn = (group: Group) =>
    found
      .filter((mutant) => groupOf(mutant) === group)
      .map((mutant) => ({ mutant, rank: random() }))
      .sort((a, b) => a.rank - b.rank)
      .slice(0, Number(values.mutants))
      .map(({ mutant }) => mutant)
  return [...drawn('rules and services'), ...drawn('access')]
}

/** Found by what stood there: lines may have moved meanwhile. */
function survivorsIn(file: string, place: string, found: readonly Mutant[]): Mutant[] {
  const { mutants } = JSON.parse(readFileSync(file, 'utf8')) as { mutants: (Tried & { place: string })[] }
  const own = mutants.filter((one) => one.fate === 'survived' && one.place === place)
  return own.flatMap((one) => {
    const same = found
      .filter(
        ({ path, kind, replacement }) => path === one.path && kind === one.kind && replacement === one.replacement,
      )
      .filter((mutant) => wasOf(copy.read(mutant.path), mutant) === one.was)
      .toSorted((a, b) => Math.abs(a.start - one.start) - Math.abs(b.start - one.start))[0]
    if (!same) console.info(`gone: ${one.path}:${one.line} ${one.kind} ${one.was}`)
    return same ?? []
  })
}

function wasOf(text: string, { start, end }: Mutant): string {
  return text.slice(start, end).replace(/\s+/g, ' ').slice(0, 100)
}

function groupOf({ path }: Mutant): Group {
  return isAccess(path) ? 'access' : 'rules and services'
}

/** In Markdown, for docs/quality.md. */
function tableOf(tried: readonly (Tried & { place: string })[]): string {
  const rows = [...Map.groupBy(tried, ({ place, group }) => `${place} | ${group}`)].map(([name, own]) => {
    const survived = own.filter(({ fate }) => fate === 'survived').length
    const refused = own.filter(({ fate }) => fate === 'types').length
    const ran = own.length - refused
    const share = ran === 0 ? '—' : `${Math.floor((100 * (ran - survived)) / ran)} %`
    return `| ${name} | ${ran} | ${ran - survived} | ${survived} | ${refused} | ${share} |`
  })
  return [
    '| room | files | tried | noticed | survived | refused by types | share |',
    '|---|---|---:|---:|---:|---:|---:|',
    ...rows,
  ].join('\n')
}
