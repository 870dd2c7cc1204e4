import { type Command, optionText, optionWhole, requiredText } from '#platform/command/command.ts'
import { translate } from '#platform/i18n/messages.ts'
import { pdca } from './contract.ts'
import { pdcaMessages } from './messages.ts'

const close: Command = {
  words: ['review', 'close'],
  usage: '--year YEAR [--summary TEXT]',
  summary: {
    ja: '終わった年度の値を確定します。値も理由もない指標や、答えのない逆の動きが残っていれば、その一覧を示して何も変えません',
    en: 'Closes a year that has ended; while a KPI has neither value nor reason, or a movement against a hypothesis no answer, it names them and changes nothing',
  },
  options: { year: { type: 'string' }, summary: { type: 'string' } },
  places: { fiscalYear: '--year' },
  names: [0, 0],
  async run(asked, shell) {
    requiredText(asked, 'year')
    const fiscalYear = optionWhole(asked, 'year', [2000, 2200])!
    const summary = optionText(asked, 'summary')
    const closed = await shell.ask(pdca.closeFiscalYear, { fiscalYear, ...(summary ? { summary } : {}) })
    shell.print(closed, translate(pdcaMessages, shell.language, 'command.closed', { n: closed.frozen, fiscalYear }))
  },
}

export const pdcaCommands: readonly Command[] = [close]
