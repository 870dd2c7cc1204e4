import {
  type Asked,
  type Command,
  CommandTrouble,
  mustBeWritable,
  oneOf,
  optionText,
  optionTexts,
  optionWhole,
  readGiven,
  requiredText,
  type Shell,
  WrongUsage,
  writeGiven,
} from '#platform/command/command.ts'
import { workApart } from '#platform/files/apart.ts'
import { csvText } from '#platform/files/csv.ts'
import { type PlainSheet, plainSheetOf } from '#platform/files/plain-sheet.ts'
import { decodeText, encodeCp932 } from '#platform/files/text.ts'
import { type MessageValues, translate } from '#platform/i18n/messages.ts'
import type { Demands, ProtectedTable } from './contract.ts'
import { Fault } from './fault.ts'
import { protectMessages } from './messages.ts'
import type { Problem, Protection, Stage } from './protect.ts'
import { rowsOfJson, rowsOfOutput, rowsOfTable } from './reading.ts'
import { pathsOf, type Table, tableOf } from './table.ts'

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
    // Earlier outputs too: without them nobody can say what has been published.
    const inputs = [wanted.file, ...wanted.already]
    if (out !== undefined) await mustBeWritable(out, { inputs })
    try {
      const { table, style } = await readTable(wanted.file, wanted)
      const earlier: Table[] = []
      for (const file of wanted.already) earlier.push(await readOutput(file, wanted.count))
      const { demands } = wanted
      const protection = await inWorker({ table, earlier, demands }, shell)
      await answer(asked, shell, { table, protection, count: wanted.count, style, inputs })
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
interface Style extends Pick<PlainSheet, 'encoding' | 'delimiter'> {
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
  const zeros = oneOf('--zeros', optionText(asked, 'zeros') ?? 'safe', ['safe', 'primary'])
  const [file, ...more] = asked.names
  const already = optionTexts(asked, 'already')
  // `--already A B` gives B as a further name.
  if (more.length > 0 && already.length === 0) throw new WrongUsage(words(shell, 'usage.extra', { name: more[0]! }))
  const demands = {
    threshold: optionWhole(asked, 'threshold', [1, 1_000_000_000])!,
    interval: optionWhole(asked, 'interval', [1, 1_000_000]) ?? 2,
    zeros,
  } as const
  return { file: file!, already: [...already, ...more], dimensions, count, demands }
}

async function readTable(file: string, { dimensions, count }: Wanted): Promise<{ table: Table; style: Style }> {
  const { sheet, text, encoding, delimiter } = await sheetOf(file, await readGiven(file))
  const rows = rowsOfTable(file, sheet, { dimensions, count })
  const lineEnd = text.includes('\r\n') ? 'windows' : 'unix'
  return { table: tableOf(file, dimensions, rows), style: { encoding, delimiter, lineEnd, header: sheet.header } }
}

async function readOutput(file: string, count: string): Promise<Table> {
  // Once: a pipe gives its bytes to the first who asks.
  const bytes = await readGiven(file)
  const decoded = decodeText(bytes, file)
  const isJson = 'text' in decoded && /^\s*[{[]/.test(decoded.text)
  const { dimensions, rows } = isJson
    ? rowsOfJson(file, decoded.text, count)
    : rowsOfOutput(file, (await sheetOf(file, bytes)).sheet, count)
  return tableOf(file, dimensions, rows)
}

async function sheetOf(file: string, bytes: Uint8Array): Promise<PlainSheet> {
  const read = await plainSheetOf(bytes, file)
  if ('problem' in read) throw new FileProblem(file, read.problem)
  return read
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
  return workApart(new URL('./worker.ts', import.meta.url), problem, (message: FromWorker) => {
    if ('fault' in message) throw new Fault(message.fault.key, message.fault.values)
    if ('protection' in message) return message.protection
    shell.progress(message.done, message.total, words(shell, `stage.${message.stage}`))
    return undefined
  })
}

interface Answer {
  readonly table: Table
  readonly protection: Protection
  readonly count: string
  readonly style: Style
  readonly inputs: readonly string[]
}

async function answer(asked: Asked, shell: Shell, { table, protection, count, style, inputs }: Answer): Promise<void> {
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
  const csv = csvText([header, ...rows.map((row) => header.map((name) => row[name]))], style.lineEnd, style.delimiter)
  const out = optionText(asked, 'out')
  if (out !== undefined) await writeGiven(out, bytesOf(csv, style), { inputs })
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

type Key = keyof (typeof protectMessages)['ja']

function words({ language }: Shell, key: Key, values: MessageValues = {}): string {
  return translate(protectMessages, language, key, values)
}
