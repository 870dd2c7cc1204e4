/**
 * `npm run mutate -- [PATH…] [--mutants 60] [--seed 1] [--workers 2] [--json FILE]`: how many small wrong changes the tests notice.
 *
 * For each room (or folder that is named): the changes of its rules, services and access files are found (mutants.ts), a sample of each of the two groups
 * "rules and services" and "access" is drawn by the seed, and each change is tried by itself against the tests of the room, pages excepted, until the
 * first of them fails; files whose tests never run the changed function are left out (reach.ts). Which test that was stands in the file of `--json`, and no
 * test runs out of time on a busy machine. What survives is read by the compiler at last; what it refuses could never have been run. Everything happens in a copy of the
 * repository, so that the sources are never touched and a run may be stopped at any time.
 */
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { randomFrom } from '#platform/random/random.ts'
import { copyRepository } from './copy.ts'
import { isAccess, lineOf, type Mutant, mutantsIn, mutated } from './mutants.ts'
import { reachOf } from './reach.ts'
import { openTests, type Tests } from './tests.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    mutants: { type: 'string', default: '60' },
    seed: { type: 'string', default: '1' },
    workers: { type: 'string', default: '2' },
    json: { type: 'string' },
  },
})

type Fate = 'killed' | 'time' | 'types' | 'survived'
type Group = 'rules and services' | 'access'

interface Tried extends Mutant {
  readonly group: Group
  readonly line: number
  readonly fate: Fate
  readonly was: string
  /** What noticed it: a test that only ran out of time says nothing of the change. */
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
  let tests = await openTests(copy.root, place, Number(values.workers))
  const tried: Tried[] = []
  try {
    const reach = await reachOf(copy, wanted, tests)
    for (const [index, mutant] of wanted.entries()) {
      const text = copy.read(mutant.path)
      copy.write(mutant.path, mutated(text, mutant))
      let { fate, by }: { fate: Fate; by?: string } = await tests.fateWith(mutant.path, reach(mutant))
      const before = tried.at(-1)
      // The same words about changes of two files: what was loaded for the one before may still be there.
      if (by !== undefined && by === before?.by && mutant.path !== before.path) {
        tests = await reopened(tests, place)
        ;({ fate, by } = await tests.fateWith(mutant.path, reach(mutant)))
      }
      if (fate === 'time') tests = await reopened(tests, place)
      if (fate === 'survived' && !copy.compiles()) fate = 'types'
      copy.write(mutant.path, text)
      const line = lineOf(text, mutant)
      const was = text.slice(mutant.start, mutant.end).replace(/\s+/g, ' ').slice(0, 100)
      tried.push({ ...mutant, line, fate, was, ...(by === undefined ? {} : { by }), group: groupOf(mutant) })
      const told = `${index + 1}/${wanted.length} ${fate} ${mutant.path}:${line} ${mutant.kind}`
      console.info(fate === 'survived' ? `${told}\n    ${was}\n  → ${mutant.replacement.slice(0, 100)}` : told)
    }
  } finally {
    await tests.close()
  }
  return tried
}

async function reopened(tests: Tests, place: string): Promise<Tests> {
  await tests.close()
  return openTests(copy.root, place, Number(values.workers))
}

/** The same sample for the same sources, number and seed. */
function sampleOf(place: string): Mutant[] {
  const found = copy.sources(place).flatMap((path) => mutantsIn(path, copy.read(path)))
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
