import { basename } from 'node:path'
import {
  type Command,
  CommandTrouble,
  optionDate,
  optionText,
  readGiven,
  requiredDate,
} from '#platform/command/command.ts'
import { translate } from '#platform/i18n/messages.ts'
import { changeMessages } from './change.messages.ts'
import { changeInWords, partInWords, peopleInWords, reasonInWords, type Words, wordsOf } from './change-words.rules.ts'
import { kpi } from './contract.ts'
import { kpiMessages } from './messages.ts'
import { formatStated, formatWithCounts } from './rules.ts'

const values: Command = {
  words: ['kpi', 'values'],
  usage: '[--as-of DATE]',
  summary: {
    ja: 'KPI の値を、分子・分母・目標・達成の状況とともに示します',
    en: 'The values of the KPIs with numerator, denominator, target and status',
  },
  options: { 'as-of': { type: 'string' } },
  places: { asOf: '--as-of' },
  names: [0, 0],
  async run(asked, shell) {
    const asOf = optionDate(asked, 'as-of')
    const { kpis, asOf: day } = await shell.ask(kpi.listKpis, asOf ? { asOf } : {})
    const rows = kpis?.map(({ id, name, node, measure, unit, target, status, isSample, value }) => ({
      ...{ id, name, node, measure },
      numerator: value?.numerator ?? null,
      denominator: value?.denominator ?? null,
      unit,
      asOf: value?.asOf ?? day,
      ...{ target, status },
      restsOnSample: value?.restsOnSample ?? isSample,
    }))
    const words = kpiMessages[shell.language]
    const lines = (kpis ?? []).map(({ id, name, value, unit, target, status }) => [
      ...[id, name, formatWithCounts(value, unit, shell.language) ?? '—'],
      ...[target === null ? '—' : formatStated(target, unit, shell.language), words[`status.${status}`]],
    ])
    shell.print(
      rows ?? null,
      kpis === null ? words['list.not_laid_down'] : lines.map((cells) => cells.join('\t')).join('\n'),
    )
  },
}

const change: Command = {
  words: ['kpi', 'change'],
  usage: 'ID --from DATE --to DATE [--section CODE]',
  summary: {
    ja: 'KPI の値がなぜ変わったかを、足すと全体の差になる部分に分けて示します',
    en: 'Why the value of a KPI changed, in parts that add up to the change',
  },
  options: { from: { type: 'string' }, to: { type: 'string' }, section: { type: 'string' } },
  places: { from: '--from', to: '--to', within: '--section', kpiId: 'ID' },
  names: [1, 1],
  async run(asked, shell) {
    const within = optionText(asked, 'section')
    const why = await shell.ask(kpi.showKpiChange, {
      ...{ kpiId: asked.names[0]!, from: requiredDate(asked, 'from'), to: requiredDate(asked, 'to') },
      ...(within === undefined ? {} : { within }),
    })
    const { parts, shown, ...told } = why.whole!
    const { id, name, unit } = why
    const { language } = shell
    const t: Words = (key, values) => translate(changeMessages, language, key, values)
    const reasons = (key: keyof (typeof kpiMessages)['ja'] & string) => translate(kpiMessages, language, key)
    const by = (change: number) => changeInWords(change, { unit, digits: shown?.digits ?? 0, t, language })
    const lines = parts.map((part) => [
      partInWords({ ...part, reason: reasonInWords(part.reason, reasons) }, t),
      peopleInWords(part, { t, language }).people,
      by(part.shown),
    ])
    shell.print(
      { id, name, unit, ...told, shown, parts },
      [
        wordsOf(why, why.whole!, { t, language }).headline,
        ...[...lines, ...(shown ? [['=', '', by(shown.change)]] : [])].map((cells) => cells.join('\t')),
      ].join('\n'),
    )
  },
}

const importValues: Command = {
  words: ['kpi', 'import'],
  usage: 'FILE.csv [--dry-run] [--as-written]',
  summary: {
    ja: '指標の値を CSV から登録します。けたが二つ違う数は、--as-written がなければ登録せずに尋ねます',
    en: 'Enters values of KPIs from a CSV; numbers that look like another unit are asked about, unless --as-written says that they stand',
  },
  options: { 'dry-run': { type: 'boolean' }, 'as-written': { type: 'boolean' } },
  places: { file: 'FILE.csv' },
  names: [1, 1],
  async run(asked, shell) {
    const path = asked.names[0]!
    const file = { name: basename(path), base64: (await readGiven(path)).toString('base64') }
    const dryRun = asked.options['dry-run'] === true
    const ask = (answers: { line: number; as: 'written' }[], isDry: boolean) =>
      shell.ask(kpi.importKpiActuals, { file, dryRun: isDry, answers })
    const looked = await ask([], true)
    const answers =
      asked.options['as-written'] === true ? looked.questions.map(({ line }) => ({ line, as: 'written' as const })) : []
    const report = await ask(answers, dryRun)
    const say = (key: 'file.would' | 'file.problems', values: Record<string, number>) =>
      translate(kpiMessages, shell.language, key, values)
    const { added, corrected, unchanged } = report
    const isTurnedAway = report.problemCount > 0 || (report.questions.length > 0 && !dryRun)
    const lines = [
      ...report.problems.map(
        ({ line, column, value, reason }) => `${path}:${line ?? 1} ${column ?? ''} ${value ?? ''} ${reason}`,
      ),
      ...report.questions.map(({ line, name, written, other }) => `${path}:${line} ${name} ${written} / ${other}`),
      ...(isTurnedAway ? [] : [say('file.would', { added, corrected, unchanged })]),
    ]
    shell.print(report, lines.join('\n'))
    if (isTurnedAway) {
      throw new CommandTrouble(say('file.problems', { n: report.problemCount + report.questions.length }))
    }
  },
}

export const kpiCommands: readonly Command[] = [values, change, importValues]
