/**
 * Which test files run the functions that will be changed: a change inside a function is tried against these files only, since no other can notice it.
 * For that the tests run once with a call put into each such function. A change outside of functions is tried against all files.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseSync } from 'vite'
import type { Copy } from './copy.ts'
import { type Mutant, type Node, walk } from './mutants.ts'
import { FILE } from './reached.ts'
import type { Tests } from './tests.ts'

/** The test files that may notice a change, by their absolute paths; `undefined`: each of them may. */
export type Reach = (mutant: Pick<Mutant, 'path' | 'start' | 'end'>) => ReadonlySet<string> | undefined

export async function reachOf(copy: Copy, mutants: readonly Mutant[], tests: Tests): Promise<Reach> {
  const folder = mkdtempSync(join(tmpdir(), 'hagukumi-reached-'))
  const texts = new Map([...new Set(mutants.map(({ path }) => path))].map((path) => [path, copy.read(path)] as const))
  process.env.MUTATION_REACHED = folder
  try {
    for (const [path, text] of texts) copy.write(path, withCalls(path, text))
    await tests.runAll([...texts.keys()])
    const files = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8').trim().split('\n'))
    return (mutant) => {
      const own = functionAround(mutant.path, texts.get(mutant.path)!, mutant)
      return own && filesThatRan(files, nameOf(mutant.path, own))
    }
  } finally {
    delete process.env.MUTATION_REACHED
    for (const [path, text] of texts) copy.write(path, text)
    rmSync(folder, { recursive: true })
  }
}

function filesThatRan(processes: readonly (readonly string[])[], name: string): Set<string> {
  const lines = processes.filter((one) => one.includes(name)).flat()
  return new Set(lines.filter((line) => line.startsWith(FILE)).map((line) => line.slice(FILE.length)))
}

/** The source with a call at the beginning of every function that stands in no other one. */
export function withCalls(path: string, text: string): string {
  const calls = outermost(path, text).flatMap((body) => {
    const call = `$reached(${JSON.stringify(nameOf(path, body))})`
    return body.type === 'BlockStatement'
      ? [{ at: body.start + 1, put: `${call};` }]
      : [
          { at: body.start, put: `(${call}, ` },
          { at: body.end, put: ')' },
        ]
  })
  const put = calls
    .toSorted((a, b) => b.at - a.at)
    .reduce((all, one) => all.slice(0, one.at) + one.put + all.slice(one.at), text)
  return `import { reached as $reached } from '#testing/mutation/reached.ts'\n${put}`
}

function functionAround(path: string, text: string, { start, end }: Pick<Mutant, 'start' | 'end'>): Node | undefined {
  return outermost(path, text).find((body) => body.start <= start && end <= body.end)
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

const nameOf = (path: string, { start }: Pick<Node, 'start'>) => `${path}:${start}`
