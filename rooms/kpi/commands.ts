import { type Command, optionDate } from '#platform/command/command.ts'
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
    const rows = kpis.map(({ id, name, node, measure, unit, target, status, isSample, value }) => ({
      ...{ id, name, node, measure },
      numerator: value?.numerator ?? null,
      denominator: value?.denominator ?? null,
      unit,
      asOf: value?.asOf ?? day,
      ...{ target, status },
      restsOnSample: value?.restsOnSample ?? isSample,
    }))
    const words = kpiMessages[shell.language]
    const lines = kpis.map(({ id, name, value, unit, target, status }) => [
      ...[id, name, formatWithCounts(value, unit, shell.language) ?? '—'],
      ...[target === null ? '—' : formatStated(target, unit, shell.language), words[`status.${status}`]],
    ])
    shell.print(rows, lines.map((cells) => cells.join('\t')).join('\n'))
  },
}

export const kpiCommands: readonly Command[] = [values]
