import { basename } from 'node:path'
import type { z } from 'zod'
import {
  type Asked,
  type Command,
  CommandTrouble,
  MissingOption,
  optionText,
  readGiven,
  type Shell,
} from '#platform/command/command.ts'
import { translate } from '#platform/i18n/messages.ts'
import { FileName, type ImportReport, importing, type RowProblem } from './contract.ts'
import { importCommandMessages, importMessages } from './messages.ts'

const importFiles: Command = {
  words: ['import'],
  usage: '[--sections FILE] [--staff FILE] [--assignments FILE] [--leave FILE] [--dry-run]',
  summary: {
    ja: '所属・職員・発令・休職の CSV を取り込みます。すべて取り込むか、何も変えません(--dry-run は確かめるだけ)',
    en: 'Imports CSV files of sections, staff, assignments and leave, all or nothing (--dry-run only checks)',
  },
  options: {
    sections: { type: 'string' },
    staff: { type: 'string' },
    assignments: { type: 'string' },
    leave: { type: 'string' },
    'dry-run': { type: 'boolean' },
  },
  names: [0, 0],
  async run(asked, shell) {
    const paths = FileName.options.flatMap((file) => {
      const path = optionText(asked, file)
      return path === undefined ? [] : [{ file, path }]
    })
    if (paths.length === 0) throw new MissingOption(FileName.options.map((file) => `--${file}`).join(' / '))
    const report = await shell.ask(importing.importWard, await inputOf(shell, paths, asked), (stage) =>
      stage === 'reading' || stage === 'checking' || stage === 'writing' ? say(shell, `stage.${stage}`) : stage,
    )
    shell.print(report, textOf(shell, report, Object.fromEntries(paths.map(({ file, path }) => [file, path]))))
    if (report.problemCount > 0) throw new CommandTrouble(say(shell, 'faulty', { count: report.problemCount }))
  },
}

export const importCommands: readonly Command[] = [importFiles]

/** Bytes of one file; twice as many fit no text in base64. */
const LARGEST = 200_000_000

async function inputOf(
  shell: Shell,
  paths: readonly { file: z.infer<typeof FileName>; path: string }[],
  { options }: Asked,
) {
  const uploads = await Promise.all(
    paths.map(async ({ file, path }) => {
      const bytes = await readGiven(path)
      if (bytes.length > LARGEST) {
        throw new CommandTrouble(say(shell, 'too_large', { path, limit: LARGEST / 1_000_000 }))
      }
      return [file, { name: basename(path), base64: bytes.toString('base64') }]
    }),
  )
  return { ...Object.fromEntries(uploads), dryRun: options['dry-run'] === true }
}

function textOf(shell: Shell, report: z.infer<typeof ImportReport>, paths: Readonly<Record<string, string>>): string {
  const { problems, problemCount, applied } = report
  if (problemCount > 0) {
    const lines = problems.map((problem) => problemLine(shell, problem, paths[problem.file] ?? problem.file))
    const isCut = problems.length < problemCount
    return [...lines, ...(isCut ? [say(shell, 'first', { shown: problems.length })] : [])].join('\n')
  }
  const counts = report.files.map(({ file, encoding: _, ...count }) =>
    say(shell, 'counts', { ...count, file: translate(importMessages, shell.language, `file.${file}`) }),
  )
  return [...counts, say(shell, applied ? 'done' : 'checked')].join('\n')
}

/** As compilers write it, so that editors lead to the line. */
function problemLine(shell: Shell, { line, column, value, reason }: z.infer<typeof RowProblem>, path: string): string {
  const quoted = value === null ? '' : `「${value}」`
  return say(shell, 'problem', { place: `${path}:${line}`, column: column ?? '', value: quoted, reason })
}

function say(
  { language }: Shell,
  key: keyof (typeof importCommandMessages)['ja'],
  values: Readonly<Record<string, string | number>> = {},
): string {
  return translate(importCommandMessages, language, key, values)
}
