import type { Command, Shell } from '#platform/command/command.ts'
import { translate } from '#platform/i18n/messages.ts'
import { backup } from './contract.ts'
import { backupMessages } from './messages.ts'

const words = (shell: Shell, key: keyof (typeof backupMessages)['ja'], values: Record<string, string | number>) =>
  translate(backupMessages, shell.language, key, values)

const backupCommand: Command = {
  words: ['backup'],
  usage: 'FILE',
  summary: { ja: '自治体のすべてを一つのファイルに書き出します', en: 'Writes the whole town into one file' },
  names: [1, 1],
  places: { path: 'FILE' },
  async run({ names }, shell) {
    const done = await shell.ask(backup.backupTown, { path: names[0]! })
    shell.print(done, words(shell, 'backup.done', done))
  },
}

const restoreCommand: Command = {
  words: ['restore'],
  usage: 'FILE',
  summary: { ja: 'バックアップを空のデータベースに戻します', en: 'Reads a backup into an empty database' },
  names: [1, 1],
  places: { path: 'FILE' },
  async run({ names }, shell) {
    const done = await shell.ask(backup.restoreTown, { path: names[0]! })
    const { tables, rows } = done
    shell.print({ tables, rows }, words(shell, 'restore.done', { tables, rows }))
  },
}

export const backupCommands: readonly Command[] = [backupCommand, restoreCommand]
