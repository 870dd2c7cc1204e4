/**
 * What the product asks of the database while tests run, and what came back. It listens where nothing can pass it by: at Kysely's
 * compiler, which knows the templates that a statement is made of, and at the driver, which knows the answer. The product does not
 * know that it is listened to.
 */
import { PostgresQueryCompiler, type RawNode } from 'kysely'
import pg from 'pg'
import { callerOf } from './caller.ts'
import { note } from './seen.ts'
import { type Answer, type Asker, askerKey, type Observed, textOf } from './shape.ts'

const templates = new Set<readonly string[]>()
const calls = new Set<string>()
const askers = new Map<string, Map<string, true>>()
const answers = new Map<string, Answer[]>()

/** What was seen since the last time, and forgets it. */
export function takeObserved(): Observed {
  const observed: Observed = {
    templates: [...new Set([...templates].map(textOf))],
    calls: [...calls],
    answers: Object.fromEntries(answers),
  }
  templates.clear()
  calls.clear()
  answers.clear()
  return observed
}

/** Begins to listen, once a process. */
export function observe(): void {
  const compiler = PostgresQueryCompiler.prototype as unknown as {
    compileQuery(node: { kind: string }, id: unknown): { sql: string }
    visitRaw(node: RawNode): void
    [OBSERVED]?: true
  }
  if (compiler[OBSERVED]) return
  compiler[OBSERVED] = true
  const { compileQuery, visitRaw } = compiler
  compiler.visitRaw = function (node) {
    templates.add(node.sqlFragments)
    visitRaw.call(this, node)
  }
  compiler.compileQuery = function (node, id) {
    const compiled = compileQuery.call(this, node, id)
    const call = node.kind === 'RawNode' ? undefined : callerOf()
    if (call) calls.add(call)
    if (node.kind === 'RawNode') remember(compiled.sql, { template: textOf((node as RawNode).sqlFragments) })
    else if (call) remember(compiled.sql, { call })
    return compiled
  }
  listenToDriver()
}

const OBSERVED = Symbol('observed')

type Listener = (text: string, values: readonly unknown[], user: string | undefined) => void
const listeners = new Set<Listener>()

/** Tells each statement as it leaves for the database, and the role that asks; answers how to stop. */
export function overhear(listener: Listener): () => void {
  observe()
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

function remember(text: string, asker: Asker): void {
  const known = askers.get(text) ?? new Map<string, true>()
  known.set(askerKey(asker), true)
  askers.set(text, known)
}

type Callback = (error: unknown, result: pg.QueryResult | pg.QueryResult[]) => void
interface Submitted {
  text?: string
  values?: unknown[]
  submit?: unknown
  callback?: Callback
}

function listenToDriver(): void {
  const client = pg.Client.prototype as unknown as { query(...args: unknown[]): unknown }
  const { query } = client
  client.query = function (this: pg.Client, ...args) {
    const config = args[0] as string | Submitted
    const text = typeof config === 'string' ? config : (config.text ?? '')
    for (const listener of listeners) {
      const values = typeof config === 'string' ? args[1] : config.values
      listener(text, Array.isArray(values) ? values : [], this.user)
    }
    const keys = askersOf(text)
    if (keys.length === 0) return query.apply(this, args)
    const heard = (result: pg.QueryResult | pg.QueryResult[]) => {
      if (!Array.isArray(result)) for (const key of keys) hear(key, result)
    }
    const overhear =
      (callback: Callback): Callback =>
      (error, result) => {
        if (!error) heard(result)
        callback(error, result)
      }
    if (typeof config !== 'string' && config.submit && config.callback) config.callback = overhear(config.callback)
    const last = args.length - 1
    if (typeof args[last] === 'function') args[last] = overhear(args[last] as Callback)
    const answered = query.apply(this, args)
    if (answered instanceof Promise) answered.then(heard, () => undefined)
    return answered
  }
}

/** What many ask in the same words, and nobody is answered by. */
const BARE = /^(begin|commit|rollback)$/

/** Kysely's statements are known by their text, where nobody else says the same; the driver's own by who asks. */
function askersOf(text: string): readonly string[] {
  const compiled = BARE.test(text) ? undefined : askers.get(text)
  if (compiled) return [...compiled.keys()]
  const call = callerOf()
  if (!call) return []
  calls.add(call)
  return [askerKey({ call })]
}

function hear(key: string, { fields, rows }: pg.QueryResult): void {
  const known = answers.get(key) ?? []
  answers.set(key, known)
  const isSame = ({ columns }: Answer) =>
    columns.length === fields.length &&
    columns.every(({ name, oid }, index) => name === fields[index]!.name && oid === fields[index]!.dataTypeID)
  let answer = known.find(isSame)
  if (!answer) {
    answer = { columns: fields.map(({ name, dataTypeID }) => ({ name, oid: dataTypeID, values: {} })) }
    known.push(answer)
  }
  for (const { name, values } of answer.columns) for (const row of rows) note(values, row[name])
}
