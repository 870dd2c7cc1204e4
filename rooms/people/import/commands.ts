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
  usage:
    '[--sections FILE] [--staff FILE] [--assignments FILE] [--leave FILE] [--same NUMBER=KNOWN …] [--apart NUMBER=KNOWN …] [--dry-run]',
  summary: {
    ja: '所属・職員・発令・休職の CSV か .xlsx を取り込みます。すべて取り込むか、何も変えません(--dry-run は確かめるだけ)。だれかに似た行は注意として示します: 番号の書き方だけが違い氏名と読みも同じなら同じ人、ほかは別の人として進みます。--same 13=00000013 は同じ人、--apart 13=00000013 は別の人と答えます',
    en: 'Imports CSV or .xlsx files of sections, staff, assignments and leave, all or nothing (--dry-run only checks). Rows that are like somebody are warned of: a number that is only written otherwise, with the same name and reading, is that person; all others are other people. --same 13=00000013 says that it is one person, --apart 13=00000013 that they are two',
  },
  options: {
    sections: { type: 'string' },
    staff: { type: 'string' },
    assignments: { type: 'string' },
    leave: { type: 'string' },
    same: { type: 'string', multiple: true },
    apart: { type: 'string', multiple: true },
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
  const answers = [...answersIn(options.same, true), ...answersIn(options.apart, false)]
  return { ...Object.fromEntries(uploads), answers, whenAlike: 'warn' as const, dryRun: options['dry-run'] === true }
}

/** 13=00000013: the number as the file writes it, and whose it may be. */
function answersIn(given: Asked['options'][string], isSame: boolean) {
  return [given ?? []].flat().map((pair) => {
    const [, staffNumber, otherNumber] = /^([^=]+)=([^=]+)$/.exec(String(pair)) ?? []
    if (!staffNumber || !otherNumber) throw new MissingOption('NUMBER=KNOWN')
    return { staffNumber, otherNumber, isSame }
  })
}

function textOf(shell: Shell, report: z.infer<typeof ImportReport>, paths: Readonly<Record<string, string>>): string {
  const { problems, problemCount, applied, warnings, warningCount } = report
  if (problemCount > 0) {
    const lines = problems.map((problem) => problemLine(shell, problem, paths[problem.file] ?? problem.file))
    const isCut = problems.length < problemCount
    return [...lines, ...(isCut ? [say(shell, 'first', { shown: problems.length })] : [])].join('\n')
  }
  const counts = report.files.map(({ file, rows, added, changed, unchanged, ended }) => {
    const name = translate(importMessages, shell.language, `file.${file}`)
    return say(shell, 'counts', { rows, added, changed, unchanged, ended, file: name })
  })
  const notes = warnings.map((warning) => problemLine(shell, warning, paths[warning.file] ?? warning.file))
  const head =
    warningCount > 0 ? [say(shell, 'warnings', { count: warningCount, shown: warnings.length }), ...notes] : []
  return [...head, ...counts, say(shell, applied ? 'done' : 'checked')].join('\n')
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
