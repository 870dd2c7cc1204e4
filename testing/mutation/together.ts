/**
 * Changes inside of functions are tried in one run: each function holds itself once as it is and once for each of its changes, and asks at its beginning
 * which of them is in force (switched.ts). A test that has gone through unchanged is repeated for each change whose function it ran, until one test has
 * noticed it (together.runner.ts). That saves loading the house anew for each change, which takes longer than most tests. Of a room with sub-rooms the
 * tests beside a change are asked first and all others in a second run: most changes are noticed by those, and what has been noticed is repeated no more.
 *
 * By themselves are tried, and are named by no fate here: changes outside of functions, of functions that ran when files were loaded, and those that only
 * a test noticed that cannot be repeated.
 */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseSync } from 'vite'
import type { Copy } from './copy.ts'
import { type Mutant, mutated, type Node, walk } from './mutants.ts'
import { type Heard, openTests } from './tests.ts'

/** A change may make a loop endless: then the worker is ended. */
const PATIENCE = 240_000

/** The fate of those that can be tried together, by their place in the list. */
export async function triedTogether(
  copy: Copy,
  place: string,
  mutants: readonly Mutant[],
  workers: number,
): Promise<Map<number, Heard>> {
  const folder = mkdtempSync(join(tmpdir(), 'hagukumi-together-'))
  const paths = [...new Set(mutants.map(({ path }) => path))]
  const texts = new Map(paths.map((path) => [path, copy.read(path)] as const))
  const inside = new Set<number>()
  process.env.MUTATION_TOGETHER = folder
  try {
    for (const [path, text] of texts) {
      const own = mutants.map((mutant, id) => ({ ...mutant, id })).filter((mutant) => mutant.path === path)
      const { text: withAll, ids } = withChanges(path, text, own)
      for (const id of ids) inside.add(id)
      copy.write(path, withAll)
    }
    const folderOf = mutants.map(({ path }) => join(copy.root, dirname(path)))
    writeFileSync(join(folder, 'folders'), JSON.stringify(folderOf))
    // The runner is the configuration's, where this folder is named.
    for (const which of new Set(folderOf).size > 1 ? ['beside', 'elsewhere'] : ['all']) {
      process.env.MUTATION_TESTS = which
      while (await runOnce(copy.root, place, folder, workers)) console.info('Again: a change without an end.')
    }
    if (!existsSync(join(folder, 'asked'))) throw new Error(`No test of ${place} asked which change is in force`)
    const fateOf = (id: number): Heard | undefined => {
      const by = existsSync(join(folder, `${id}`)) ? readFileSync(join(folder, `${id}`), 'utf8') : undefined
      if (by !== undefined) return { fate: 'killed', by }
      return existsSync(join(folder, `alone-${id}`)) ? undefined : { fate: 'survived' }
    }
    const fates = [...inside].map((id) => [id, fateOf(id)] as const)
    return new Map(fates.filter((one): one is readonly [number, Heard] => one[1] !== undefined))
  } finally {
    delete process.env.MUTATION_TOGETHER
    delete process.env.MUTATION_TESTS
    for (const [path, text] of texts) copy.write(path, text)
    rmSync(folder, { recursive: true })
  }
}

/** Whether it was ended before its end. */
async function runOnce(root: string, place: string, folder: string, workers: number): Promise<boolean> {
  const tests = await openTests(root, place, workers)
  const done = new AbortController()
  const ended = endingWhatHangs(folder, done.signal)
  try {
    const by = await tests.runAll()
    done.abort()
    const isEnded = await ended
    if (by !== undefined && !isEnded) throw new Error(`The tests of ${place} fail before anything is changed: ${by}`)
    return isEnded
  } finally {
    done.abort()
    await tests.close()
  }
}

/** What a worker is at stands in `running-PID`. */
async function endingWhatHangs(folder: string, signal: AbortSignal): Promise<boolean> {
  let hasEnded = false
  while (!signal.aborted) {
    await sleep(5_000, undefined, { signal }).catch(() => undefined)
    for (const name of readdirSync(folder).filter((one) => one.startsWith('running-'))) {
      const file = join(folder, name)
      if (Date.now() - statSync(file).mtimeMs < PATIENCE) continue
      writeFileSync(join(folder, readFileSync(file, 'utf8')), 'no end')
      rmSync(file)
      process.kill(Number(name.slice('running-'.length)), 'SIGKILL')
      hasEnded = true
    }
  }
  return hasEnded
}

/** The source with every change that stands inside of a function, to be switched on, and which those are. */
export function withChanges(
  path: string,
  text: string,
  mutants: readonly (Mutant & { readonly id: number })[],
): { text: string; ids: number[] } {
  const bodies = outermost(path, text).map((body) => ({
    body,
    own: mutants.filter(({ start, end }) => body.start <= start && end <= body.end),
  }))
  const changed = bodies
    .filter(({ own }) => own.length > 0)
    .toSorted((a, b) => b.body.start - a.body.start)
    .reduce((all, { body, own }) => {
      const asIs = text.slice(body.start, body.end)
      const each = own.map(({ id, start, end, replacement }) => ({
        id,
        text: mutated(asIs, { start: start - body.start, end: end - body.start, replacement }),
      }))
      const asked = `$switched([${own.map(({ id }) => id)}])`
      const replacement =
        body.type === 'BlockStatement'
          ? `{ switch (${asked}) { ${each.map((one) => `case ${one.id}: { ${one.text} return }`).join('\n')} }\n${asIs} }`
          : `(${each.map((one) => `${asked} === ${one.id} ? (${one.text}) : `).join('\n')} (${asIs}))`
      return mutated(all, { ...body, replacement })
    }, text)
  return {
    text: `import { switched as $switched } from '#testing/mutation/switched.ts'\n${changed}`,
    ids: bodies.flatMap(({ own }) => own.map(({ id }) => id)),
  }
}

function outermost(path: string, text: string): Node[] {
  const bodies: Node[] = []
  walk(parseSync(path, text).program as unknown as Node, [], (node, above) => {
    if (isFunction(node) && node.body && !above.some(isFunction)) bodies.push(node.body as Node)
  })
  return bodies
}

const isFunction = ({ type }: Node) =>
  ['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression'].includes(type)
