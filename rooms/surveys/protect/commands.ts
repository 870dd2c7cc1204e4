import { readFile, rename, stat, unlink, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Worker } from 'node:worker_threads'
import {
  type Asked,
  type Command,
  CommandTrouble,
  optionText,
  optionTexts,
  requiredText,
  type Shell,
  WrongUsage,
} from '#platform/command/command.ts'
import { csvText, parseCsv, type Sheet } from '#platform/files/csv.ts'
import { decodeText, type Encoding, encodeCp932 } from '#platform/files/text.ts'
import { type MessageValues, translate } from '#platform/i18n/messages.ts'
import type { Demands, ProtectedTable } from './contract.ts'
import { Fault } from './fault/rules.ts'
import { protectMessages } from './messages.ts'
import { rowsOfJson, rowsOfOutput, rowsOfTable } from './reading/rules.ts'
import type { Problem, Protection, Stage } from './rules.ts'
import { pathsOf, type Table, tableOf } from './table/rules.ts'

const protectTable: Command = {
  words: ['protect'],
  usage:
    'TABLE.csv --dimensions A,B,C --count N --threshold N [--interval N] [--zeros safe|primary] [--already FILE…] [--out FILE]',
  summary: {
    ja: '件数の表から、しきい値未満のセルと、それを逆算できるセルを秘匿し、監査してから書き出します',
    en: 'Suppresses the cells of a table of counts that are below the threshold or give those away, and audits the result',
  },
  options: {
    dimensions: { type: 'string' },
    count: { type: 'string' },
    threshold: { type: 'string' },
    interval: { type: 'string' },
    zeros: { type: 'string' },
    already: { type: 'string', multiple: true },
    out: { type: 'string' },
  },
  names: [1, 1_000],
  async run(asked, shell) {
    const wanted = wantedOf(asked, shell)
    const out = optionText(asked, 'out')
    if (out !== undefined) await refuseUnwritable(out)
    try {
      const { table, style } = await readTable(wanted.file, wanted)
      const earlier: Table[] = []
      for (const file of wanted.already) earlier.push(await readOutput(file, wanted.count))
      const { demands } = wanted
      const protection = await inWorker({ table, earlier, demands }, shell)
      await answer(asked, shell, { table, protection, count: wanted.count, style })
    } catch (error) {
      if (error instanceof FileProblem) throw new CommandTrouble(error.sentence(shell))
      if (error instanceof Fault) throw new CommandTrouble(words(shell, error.key, error.values))
      throw error
    }
  },
}

export const protectCommands: readonly Command[] = [protectTable]

interface Wanted {
  readonly file: string
  readonly already: readonly string[]
  readonly dimensions: readonly string[]
  readonly count: string
  readonly demands: Demands
}

/** How the input was written, so that the output is written likewise. */
interface Style {
  readonly encoding: Encoding
  readonly lineEnd: 'windows' | 'unix'
  readonly header: readonly string[]
}

function wantedOf(asked: Asked, shell: Shell): Wanted {
  const dimensionText = requiredText(asked, 'dimensions')
  const dimensions = dimensionText.split(',').map((name) => name.trim())
  const isFit = dimensions.length <= 3 && new Set(dimensions).size === dimensions.length
  if (!isFit || dimensions.some((name) => name === '' || name === 'status')) {
    throw new WrongUsage(words(shell, 'usage.dimensions', { value: dimensionText }))
  }
  const count = requiredText(asked, 'count')
  if (count === '' || count === 'status' || dimensions.includes(count)) {
    throw new WrongUsage(words(shell, 'usage.count', { value: count }))
  }
  requiredText(asked, 'threshold')
  const zeros = optionText(asked, 'zeros') ?? 'safe'
  if (zeros !== 'safe' && zeros !== 'primary') throw new WrongUsage(words(shell, 'usage.zeros', { value: zeros }))
  const [file, ...more] = asked.names
  const already = optionTexts(asked, 'already')
  // `--already A B` gives B as a further name.
  if (more.length > 0 && already.length === 0) throw new WrongUsage(words(shell, 'usage.extra', { name: more[0]! }))
  const demands = {
    threshold: wholeOf(asked, shell, 'threshold', '', 1_000_000_000),
    interval: wholeOf(asked, shell, 'interval', '2', 1_000_000),
    zeros,
  } as const
  return { file: file!, already: [...already, ...more], dimensions, count, demands }
}

function wholeOf(asked: Asked, shell: Shell, name: string, otherwise: string, most: number): number {
  const value = optionText(asked, name) ?? otherwise
  const number = Number(value)
  if (/^\d+$/.test(value) && number >= 1 && number <= most) return number
  throw new WrongUsage(words(shell, 'usage.whole', { name, value, least: 1, most }))
}

/** Before anything is computed: a folder that is missing, or a folder in the place of the file. */
async function refuseUnwritable(out: string): Promise<void> {
  await stat(dirname(out))
    .then((folder) => {
      if (!folder.isDirectory()) throw trouble('ENOTDIR', out)
    })
    .catch((error: NodeJS.ErrnoException) => {
      throw trouble(error.code ?? 'ENOENT', out)
    })
  const there = await stat(out).catch(() => undefined)
  if (there?.isDirectory()) throw trouble('EISDIR', out)
}

function trouble(code: string, path: string): Error {
  return Object.assign(new Error(code), { code, path, syscall: 'write' })
}

async function readTable(file: string, { dimensions, count }: Wanted): Promise<{ table: Table; style: Style }> {
  const { sheet, text, encoding } = await readSheet(file)
  const rows = rowsOfTable(file, sheet, { dimensions, count })
  const lineEnd = text.includes('\r\n') ? 'windows' : 'unix'
  return { table: tableOf(file, dimensions, rows), style: { encoding, lineEnd, header: sheet.header } }
}

async function readOutput(file: string, count: string): Promise<Table> {
  const decoded = decodeText(await bytesIn(file))
  const isJson = 'text' in decoded && /^\s*[{[]/.test(decoded.text)
  const { dimensions, rows } = isJson
    ? rowsOfJson(file, decoded.text, count)
    : rowsOfOutput(file, (await readSheet(file)).sheet, count)
  return tableOf(file, dimensions, rows)
}

async function readSheet(file: string): Promise<{ sheet: Sheet; text: string; encoding: Encoding }> {
  const decoded = decodeText(await bytesIn(file))
  if ('problem' in decoded) throw new FileProblem(file, decoded.problem)
  const sheet = await parseCsv(decoded.text)
  if ('problem' in sheet) throw new FileProblem(file, sheet.problem)
  return { sheet, ...decoded }
}

/** Of a folder the system does not say which one it was. */
function bytesIn(file: string): Promise<Uint8Array> {
  return readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw Object.assign(error, { path: file, syscall: 'read' })
  })
}

/** What the house's door for CSV says of a file. */
class FileProblem extends Error {
  readonly file: string
  readonly problem: { readonly reason: string; readonly reasonEn: string }

  constructor(file: string, problem: { readonly reason: string; readonly reasonEn: string }) {
    super(problem.reasonEn)
    this.file = file
    this.problem = problem
  }

  sentence(shell: Shell): string {
    const { reason, reasonEn } = this.problem
    return words(shell, 'fault.file', { file: this.file, reason: shell.language === 'ja' ? reason : reasonEn })
  }
}

type FromWorker =
  | { stage: Stage; done: number; total: number }
  | { protection: Protection }
  | { fault: { key: Fault['key']; values: MessageValues } }

function inWorker(problem: Problem, shell: Shell): Promise<Protection> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: problem })
  return new Promise<Protection>((resolve, reject) => {
    worker.on('message', (message: FromWorker) => {
      if ('stage' in message) shell.progress(message.done, message.total, words(shell, `stage.${message.stage}`))
      else if ('protection' in message) resolve(message.protection)
      else reject(new Fault(message.fault.key, message.fault.values))
    })
    worker.once('error', reject)
    worker.once('exit', () => reject(new Error('The worker ended without an answer')))
  })
}

interface Answer {
  readonly table: Table
  readonly protection: Protection
  readonly count: string
  readonly style: Style
}

async function answer(asked: Asked, shell: Shell, { table, protection, count, style }: Answer): Promise<void> {
  const { isSuppressed, primary, objective, bound, solving, auditing } = protection
  const names = table.hierarchies.map(({ name }) => name)
  const rows = table.cells.map((cell): ProtectedTable['rows'][number] => {
    const paths = pathsOf(table, cell)
    return {
      ...Object.fromEntries(names.map((name, index) => [name, paths[index]!])),
      [count]: isSuppressed[cell] ? null : table.counts[cell]!,
      status: isSuppressed[cell] ? 'suppressed' : 'published',
    }
  })
  const suppressedCount = isSuppressed.filter(Boolean).length
  const [seconds, auditSeconds] = [solving, auditing].map((time) => Math.round(time) / 1_000) as [number, number]
  const complementary = suppressedCount - primary
  const value: ProtectedTable = {
    rows,
    primary,
    complementary,
    suppressedCount,
    objective,
    bound,
    seconds,
    auditSeconds,
  }
  const header = [...style.header, 'status']
  const csv = csvText([header, ...rows.map((row) => header.map((name) => row[name]))], style.lineEnd)
  const out = optionText(asked, 'out')
  if (out !== undefined) await writeWhole(out, bytesOf(csv, style))
  shell.print(value, out === undefined ? csv.replace(/\r?\n$/, '') : '')
  shell.say(
    words(shell, 'done', { cells: rows.length, suppressed: suppressedCount, ...value, rows: '' } as MessageValues),
  )
  if (objective === bound) shell.say(words(shell, 'done.optimal'))
}

function bytesOf(csv: string, { encoding }: Style): Uint8Array {
  if (encoding === 'cp932') {
    const encoded = encodeCp932(csv)
    if ('bytes' in encoded) return encoded.bytes
  }
  return new TextEncoder().encode(encoding === 'utf-8' ? csv : `\ufeff${csv}`)
}

/** Beside the target and renamed at the end, so that the name never holds half a table. */
async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const unfinished = `${path}.${process.pid}.unfinished`
  try {
    await writeFile(unfinished, bytes)
    await rename(unfinished, path)
  } catch (error) {
    await unlink(unfinished).catch(() => undefined)
    throw Object.assign(error as NodeJS.ErrnoException, { path, syscall: 'write' })
  }
}

type Key = keyof (typeof protectMessages)['ja']

function words({ language }: Shell, key: Key, values: MessageValues = {}): string {
  return translate(protectMessages, language, key, values)
}
