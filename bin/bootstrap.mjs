/**
 * What stands between `npm start` and the product: plain JavaScript without dependencies, for any Node from 20.19.
 * Installs what is missing, builds the pages when their sources changed, and runs the verb on the bundled Node.
 */
import { build } from './build.mjs'
import { install } from './install.mjs'
import { run } from './run.mjs'
import { root, Trouble } from './trouble.mjs'

/** Verbs that need the pages in a browser. */
const WITH_PAGES = ['start', 'bench', 'test', 'mutate']

/** The others take names of files from where the user is. */
const IN_OUR_FOLDER = ['bench', 'bench:engines', 'test', 'mutate']

const [verb, ...rest] = process.argv.slice(2)

try {
  await install()
  if (WITH_PAGES.includes(verb) && !rest.includes('--help')) await build()
  process.exitCode = await run(commandOf(verb, rest), IN_OUR_FOLDER.includes(verb) ? root : undefined)
} catch (error) {
  if (!(error instanceof Trouble)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
}

function commandOf(verb, rest) {
  if (verb === 'test') return ['node_modules/vitest/vitest.mjs', 'run', ...rest]
  if (verb === 'mutate') return ['testing/mutation/main.ts', ...rest]
  if (verb === 'bench') return ['bench/main.ts', ...rest]
  if (verb === 'bench:engines') return ['bench/engines/main.ts', ...rest]
  return ['app/main.ts', ...(verb === undefined ? [] : [verb]), ...rest]
}
