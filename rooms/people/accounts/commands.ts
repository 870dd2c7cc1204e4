import {
  type Command,
  CommandTrouble,
  mustBeWritable,
  optionText,
  requiredText,
  type Shell,
  writeGiven,
} from '#platform/command/command.ts'
import { byteOrderMark, csvText } from '#platform/files/csv-text.ts'
import { translate } from '#platform/i18n/messages.ts'
import { accounts } from './contract.ts'
import { lettersHeader, lineOf } from './letters.rules.ts'
import { accountsMessages } from './messages.ts'

const issue: Command = {
  words: ['accounts', 'issue'],
  usage: '[--sections CODES] [--staff NUMBERS] [--again] --out LETTERS.csv',
  summary: {
    ja: 'パスワードがまだない職員に初回のパスワードを作り、手紙にする一覧を書き出します(--again は、渡したまま使われていない人の分を作り直します)',
    en: 'Makes first passwords for everybody who has none, and writes the list for the letters (--again: anew for whoever has not used theirs)',
  },
  options: {
    sections: { type: 'string' },
    staff: { type: 'string' },
    again: { type: 'boolean' },
    out: { type: 'string' },
  },
  places: { sectionCodes: '--sections', staffNumbers: '--staff' },
  names: [0, 0],
  async run(asked, shell) {
    const out = requiredText(asked, 'out')
    await mustBeWritable(out, { isNew: true })
    const lost = asked.options.again ? { givenBefore: (await shell.ask(accounts.listAccountsToIssue, {})).asOf } : {}
    const letters = { issued: 0, failed: undefined as unknown }
    await writeGiven(out, lettersOf(shell, { ...listsOf(asked), ...lost }, letters), { mode: 0o600, isNew: true })
    const values = { count: letters.issued, path: out }
    // Passwords that were given are in the file, whatever came after them.
    if (letters.failed) {
      const reason = letters.failed instanceof Error ? letters.failed.message : String(letters.failed)
      throw new CommandTrouble(translate(accountsMessages, shell.language, 'issue.broken_off', { ...values, reason }))
    }
    const text = letters.issued === 0 ? 'issue.nobody' : 'issue.done'
    shell.print({ issued: letters.issued, path: out }, translate(accountsMessages, shell.language, text, values))
  },
}

/** The file's pieces, each as soon as its passwords hold. Trouble before the first of them passes; later the file is worth keeping. */
async function* lettersOf(
  shell: Shell,
  whom: { sectionCodes?: string[]; staffNumbers?: string[]; givenBefore?: string },
  told: { issued: number; failed: unknown },
) {
  yield byteOrderMark + csvText([lettersHeader])
  for (let remaining = 1; remaining > 0; ) {
    const answer = await shell.ask(accounts.issueAccounts, whom).catch((error: unknown) => {
      if (told.issued === 0) throw error
      told.failed = error
    })
    if (!answer) return
    told.issued += answer.letters.length
    remaining = answer.letters.length === 0 ? 0 : answer.remaining
    shell.progress(told.issued, told.issued + remaining, translate(accountsMessages, shell.language, 'issue.stage', {}))
    yield csvText(answer.letters.map(lineOf))
  }
}

function listsOf(asked: Parameters<Command['run']>[0]) {
  const [sections, staff] = [listOf(optionText(asked, 'sections')), listOf(optionText(asked, 'staff'))]
  return { ...(sections ? { sectionCodes: sections } : {}), ...(staff ? { staffNumbers: staff } : {}) }
}

const listOf = (text: string | undefined) =>
  text
    ?.split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '')

export const accountsCommands: readonly Command[] = [issue]
