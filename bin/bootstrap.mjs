/**
 * What stands before the product: plain JavaScript without dependencies, for any Node from 20.19. Installs what is missing, builds
 * the pages when their sources changed, prints the command that runs the verb, a word a line, and ends: bin/hagukumi becomes it.
 */
import { join } from 'node:path'
import { build } from './build.mjs'
import { serverFlags } from './flags.mjs'
import { install } from './install.mjs'
import { nodeForProduct } from './run.mjs'
import { root, Trouble } from './trouble.mjs'

/** Programs of ours, which work in our folder; every other verb is the product's and works where the user is. */
const OURS = {
  test: ['node_modules/vitest/vitest.mjs', 'run'],
  mutate: ['testing/mutation/main.ts'],
  bench: ['bench/main.ts'],
  'bench:search': ['bench/search.ts'],
  'bench:attempts': ['bench/attempts.ts'],
  'bench:rounds': ['bench/rounds.ts'],
  'bench:surveys': ['bench/surveys.ts'],
  'bench:board': ['bench/board.ts'],
  'bench:years': ['bench/years.ts'],
  'bench:engines': ['bench/engines/main.ts'],
}

/** Verbs that need the pages in a browser. */
const WITH_PAGES = ['start', 'bench', 'bench:attempts', 'bench:rounds', 'bench:surveys', 'test', 'mutate']

const [verb = '', ...rest] = process.argv.slice(2)

try {
  await install()
  if (WITH_PAGES.includes(verb) && !rest.includes('--help')) await build()
  process.stdout.write(`${planOf(verb).join('\n')}\n`)
} catch (error) {
  if (!(error instanceof Trouble)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
}

/** The folder to work in (`.` for the user's own, where the verb stays a word of the command), then the words of the command. */
function planOf(verb) {
  const [program, ...words] = OURS[verb] ?? ['app/main.ts']
  const preload = new URL('./parent.mjs', import.meta.url).href
  const flags = OURS[verb] ? [] : serverFlags
  return [OURS[verb] ? root : '.', nodeForProduct(), '--import', preload, ...flags, join(root, program), ...words]
}
