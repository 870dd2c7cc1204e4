import { BadValue, type Command, mustBeWritable, optionText, writeGiven } from '#platform/command/command.ts'
import { translate } from '#platform/i18n/messages.ts'
import { evidence } from './contract.ts'
import { evidenceMessages } from './messages.ts'

const study: Command = {
  words: ['kpi', 'study'],
  usage: 'STUDY [--data OUT.csv]',
  summary: {
    ja: '検証の問いと結果を示します。--data で計算に使った行(仮の番号)を書き出し、同じ数字を出す estimate の命令を示します',
    en: 'A study’s question and result; --data writes its very rows (people numbered anew) and prints the estimate command of the same figures',
  },
  options: { data: { type: 'string' } },
  places: { studyId: 'STUDY' },
  names: [1, 1],
  async run(asked, shell) {
    const studyId = Number(asked.names[0])
    if (!Number.isSafeInteger(studyId) || studyId < 1) throw new BadValue('STUDY', asked.names[0]!, '1, 2, …')
    const out = optionText(asked, 'data')
    if (out !== undefined) await mustBeWritable(out)
    const { may: _, ...told } = await shell.ask(evidence.showStudy, { studyId })
    const result = told.results.at(-1)
    if (out !== undefined) {
      const { base64 } = await shell.ask(evidence.exportStudyRows, { studyId })
      await writeGiven(out, Buffer.from(base64, 'base64'))
    }
    const [verb, ...rest] = result?.command ?? []
    const command =
      out === undefined || verb === undefined ? null : ['hagukumi', verb, out, ...rest].map(quoted).join(' ')
    const say = (key: keyof (typeof evidenceMessages)['ja'] & string, values = {}) =>
      translate(evidenceMessages, shell.language, key, values)
    const short = (value: number) => Number(value.toPrecision(4)).toString()
    const lines = [
      `${told.studyId}\t${told.statedOn}\t${told.statement.question}`,
      result
        ? say('command.result', {
            ...{ ranOn: result.ranOn, level: say(`level.${result.level}`), estimate: short(result.main.estimate) },
            ...{ interval: result.main.interval95?.map(short).join(' – ') ?? '—', n: result.main.n },
          })
        : say('command.no_result'),
      ...(command === null ? [] : [say('command.same', { command })]),
    ]
    shell.print({ ...told, data: out ?? null, command }, lines.join('\n'))
  },
}

export const evidenceCommands: readonly Command[] = [study]

/** As a shell reads it as one word. */
function quoted(word: string): string {
  return /^[\w./,:=@-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`
}
