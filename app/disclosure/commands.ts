import {
  type Command,
  mustBeWritable,
  optionText,
  requiredText,
  type Shell,
  writeGiven,
} from '#platform/command/command.ts'
import { translate } from '#platform/i18n/messages.ts'
import { disclosure } from './contract.ts'
import { disclosureMessages } from './messages.ts'

const words = (shell: Shell, key: keyof (typeof disclosureMessages)['ja'], values: Record<string, string | number>) =>
  translate(disclosureMessages, shell.language, key, values)

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
    const answer = await shell.ask(disclosure.exportPerson, { staffNumber: asked.names[0]! })
    const text = JSON.stringify(answer, null, 2)
    if (!path) return shell.print(answer, text)
    await writeGiven(path, `${text}\n`, { mode: 0o600, isNew: true })
    shell.print({ path }, words(shell, 'export.done', { path }))
  },
}

const eraseCommand: Command = {
  words: ['erase'],
  usage: 'STAFF --reason TEXT',
  summary: {
    ja: '退職した一人の氏名と言葉を消します(元に戻せません)',
    en: 'Erases the names and words of somebody who has left (cannot be undone)',
  },
  options: { reason: { type: 'string' } },
  places: { staffNumber: 'STAFF', reason: '--reason' },
  names: [1, 1],
  async run(asked, shell) {
    const input = { staffNumber: asked.names[0]!, reason: requiredText(asked, 'reason') }
    const done = await shell.ask(disclosure.erasePerson, input)
    const rows = Object.values(done.tables).reduce((sum, count) => sum + count, 0)
    shell.print(done, words(shell, 'erase.done', { staffNumber: done.staffNumber, rows }))
  },
}

export const disclosureCommands: readonly Command[] = [exportCommand, eraseCommand]
