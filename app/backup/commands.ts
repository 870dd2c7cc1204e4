import { type Command, mustBeWritable, optionText, type Shell, writeGiven } from '#platform/command/command.ts'
import { translate } from '#platform/i18n/messages.ts'
import { backup } from './contract.ts'
import { backupMessages } from './messages.ts'

const words = (shell: Shell, key: keyof (typeof backupMessages)['ja'], values: Record<string, string | number>) =>
  translate(backupMessages, shell.language, key, values)

const backupCommand: Command = {
  words: ['backup'],
  usage: 'FILE',
  summary: { ja: '区のすべてを一つのファイルに書き出します', en: 'Writes the whole town into one file' },
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
    shell.print(done, words(shell, 'restore.done', done))
  },
}

const exportCommand: Command = {
  words: ['export'],
  usage: 'STAFF [--out FILE]',
  summary: {
    ja: '一人について持っているすべてを書き出します(開示請求)',
    en: 'Everything held about one person (disclosure request)',
  },
  options: { out: { type: 'string' } },
  places: { staffNumber: 'STAFF' },
  names: [1, 1],
  async run(asked, shell) {
    const path = optionText(asked, 'out')
    // Nothing is read, and told to the journal, that could not be handed over.
    if (path) await mustBeWritable(path, { isNew: true })
    const answer = await shell.ask(backup.exportPerson, { staffNumber: asked.names[0]! })
    const text = JSON.stringify(answer, null, 2)
    if (!path) return shell.print(answer, text)
    await writeGiven(path, `${text}\n`, { mode: 0o600, isNew: true })
    shell.print({ path }, words(shell, 'export.done', { path }))
  },
}

export const backupCommands: readonly Command[] = [backupCommand, restoreCommand, exportCommand]
