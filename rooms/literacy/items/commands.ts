import { basename } from 'node:path'
import type { z } from 'zod'
import {
  type Command,
  CommandTrouble,
  mustBeWritable,
  oneOf,
  readGiven,
  requiredText,
  type Shell,
  writeGiven,
} from '#platform/command/command.ts'
import { type MessageValues, translate } from '#platform/i18n/messages.ts'
import { items } from './contract.ts'
import { itemsMessages } from './messages.ts'

const MOST_MEGABYTES = 25

const importing: Command = {
  words: ['items', 'import'],
  usage: 'FILE.csv|PACKAGE.zip',
  summary: {
    ja: 'テストの設問を CSV か QTI 3.0 のパッケージから取り込みます。誤りがあれば何も変えません。取り扱わない形式の設問は名前を挙げて残りを取り込みます',
    en: 'Brings items of tests in from CSV or a QTI 3.0 package. With a fault nothing is changed; kinds that are not offered are named, and the rest comes in',
  },
  names: [1, 1],
  async run({ names: [path] }, shell) {
    const bytes = await readGiven(path!)
    if (bytes.length > MOST_MEGABYTES * 1_000_000)
      throw new CommandTrouble(say(shell, 'too_large', { path: path!, limit: MOST_MEGABYTES }))
    const file = { name: basename(path!), base64: bytes.toString('base64') }
    const report = await shell.ask(items.importItems, { file })
    shell.print(report, textOf(shell, report))
    if (report.problemCount > 0) throw new CommandTrouble(say(shell, 'faulty', { count: report.problemCount }))
  },
}

const exporting: Command = {
  words: ['items', 'export'],
  usage: '--format csv|qti --out FILE',
  summary: {
    ja: 'テストの設問を正答とともに CSV か QTI 3.0 のパッケージに書き出します',
    en: 'Writes the items of tests with their right answers as CSV or a QTI 3.0 package',
  },
  options: { format: { type: 'string' }, out: { type: 'string' } },
  names: [0, 0],
  async run(asked, shell) {
    const out = requiredText(asked, 'out')
    const format = oneOf('--format', requiredText(asked, 'format'), ['csv', 'qti'])
    await mustBeWritable(out)
    const { base64, ...answer } = await shell.ask(items.exportItems, { format })
    await writeGiven(out, Buffer.from(base64, 'base64'))
    shell.print({ ...answer, out }, say(shell, 'written', { items: answer.items, out }))
  },
}

export const itemsCommands: readonly Command[] = [importing, exporting]

type Report = z.output<typeof items.importItems.output>

function textOf(shell: Shell, { problems, skipped, ...counts }: Report): string {
  const lines = [
    ...problems.map(({ reason, item, ...place }) =>
      say(shell, 'problem', { place: placeOf(place), item: item ?? '', reason }),
    ),
    ...skipped.map(({ reason, item, ...place }) =>
      say(shell, 'skipped', { place: placeOf(place), item: item ?? '', reason }),
    ),
  ]
  return [
    ...lines,
    ...(counts.problemCount === 0 ? [say(shell, 'done', { ...counts, applied: '', format: '' })] : []),
  ].join('\n')
}

/** As compilers write it. */
function placeOf({ file, line, column }: Pick<Report['problems'][number], 'file' | 'line' | 'column'>): string {
  return [file, ...(line === null ? [] : [line]), ...(column === null ? [] : [column])].join(':')
}

function say(
  { language }: Shell,
  key: 'problem' | 'skipped' | 'done' | 'faulty' | 'written' | 'too_large',
  values: MessageValues,
): string {
  return translate(itemsMessages, language, `command.${key}`, values)
}
