import { basename } from 'node:path'
import { type Command, CommandTrouble, readGiven } from '#platform/command/command.ts'
import { type MessageValues, translate } from '#platform/i18n/messages.ts'
import { attempts } from './contract.ts'
import { attemptsMessages } from './messages.ts'

const entering: Command = {
  words: ['tests', 'enter'],
  usage: 'FILE.csv [--dry-run]',
  summary: {
    ja: '紙で受けたテストの答えを CSV から入力して採点します。誤りがあれば何も変えません',
    en: 'Enters answers to tests on paper from CSV and marks them. With a fault nothing is changed',
  },
  options: { 'dry-run': { type: 'boolean' } },
  names: [1, 1],
  async run({ names: [path], options }, shell) {
    const file = { name: basename(path!), base64: (await readGiven(path!)).toString('base64') }
    const report = await shell.ask(attempts.importPaperResults, { file, dryRun: options['dry-run'] === true })
    const say = (key: 'problem' | 'faulty' | 'entered' | 'would_enter', values: MessageValues) =>
      translate(attemptsMessages, shell.language, `command.${key}`, values)
    const { problems, problemCount: count, added, unchanged, applied } = report
    const lines = problems.map(({ line, column, reason }) =>
      say('problem', { place: [path, line, column].filter((part) => part !== null).join(':'), reason }),
    )
    const done = say(applied ? 'entered' : 'would_enter', { added, unchanged })
    shell.print(report, count > 0 ? lines.join('\n') : done)
    if (count > 0) throw new CommandTrouble(say('faulty', { count }))
  },
}

export const attemptsCommands: readonly Command[] = [entering]
