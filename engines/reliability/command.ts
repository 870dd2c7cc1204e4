import { aligned } from '#platform/command/aligned.ts'
import {
  type Asked,
  type Command,
  CommandTrouble,
  optionText,
  readGiven,
  requiredText,
  type Shell,
  WrongUsage,
} from '#platform/command/command.ts'
import { plainSheetOf } from '#platform/files/plain-sheet.ts'
import { type MessageValues, translate } from '#platform/i18n/messages.ts'
import { ColumnFault, itemsOf, NUMBER, type Reversal } from './columns.ts'
import { Reliability } from './contract.ts'
import { reliabilityMessages } from './messages.ts'
import { type Figures, reliabilityOf, Unreliable } from './reliability.ts'

/** Below so many complete rows the figures carry a warning: the interval of an alpha of .7 is wider than ±.15. */
const FEW = 50

const reliability: Command = {
  words: ['reliability'],
  usage: 'DATA.csv --items A,B,C [--reverse B --range MIN,MAX]',
  summary: {
    ja: '項目がそろって同じものを測っているか(クロンバックのα、項目とほかの合計との相関)を計算します',
    en: "Computes whether items measure together (Cronbach's alpha, item-rest correlations)",
  },
  options: { items: { type: 'string' }, reverse: { type: 'string' }, range: { type: 'string' } },
  names: [1, 1],
  async run(asked, shell) {
    const names = namesOf(asked, shell)
    const reversal = reversalOf(asked, shell, names)
    const sheet = await sheetOf(asked.names[0]!, shell)
    try {
      const figures = reliabilityOf(itemsOf(sheet, names, reversal))
      const answer = answerOf(figures, sheet.rows.length, reversal?.names ?? [])
      shell.print(answer, textOf(answer, shell))
    } catch (error) {
      if (error instanceof ColumnFault) throw new CommandTrouble(words(shell, `fault.${error.key}`, error.values))
      if (error instanceof Unreliable)
        throw new CommandTrouble(words(shell, `fault.${error.key}`, { item: error.item }))
      throw error
    }
  },
}

export const reliabilityCommands: readonly Command[] = [reliability]

type Key = keyof (typeof reliabilityMessages)['ja'] & string

const words = ({ language }: Pick<Shell, 'language'>, key: Key, values: MessageValues = {}) =>
  translate(reliabilityMessages, language, key, values)

const both = (key: Key, values: MessageValues = {}) => ({
  ja: translate(reliabilityMessages, 'ja', key, values),
  en: translate(reliabilityMessages, 'en', key, values),
})

function listOf(text: string): string[] {
  return text.split(',').map((name) => name.trim())
}

function namesOf(asked: Asked, shell: Shell): string[] {
  const names = listOf(requiredText(asked, 'items'))
  if (names.length < 2 || names.includes('')) throw new WrongUsage(words(shell, 'usage.two_items'))
  const twice = names.find((name, index) => names.indexOf(name) < index)
  if (twice !== undefined) throw new WrongUsage(words(shell, 'usage.item_twice', { name: twice }))
  return names
}

function reversalOf(asked: Asked, shell: Shell, items: readonly string[]): Reversal | undefined {
  const reverse = optionText(asked, 'reverse')
  const range = optionText(asked, 'range')
  if (reverse === undefined) {
    if (range !== undefined) throw new WrongUsage(words(shell, 'usage.reverse_needed'))
    return undefined
  }
  if (range === undefined) throw new WrongUsage(words(shell, 'usage.range_needed'))
  const names = listOf(reverse)
  const stranger = names.find((name) => !items.includes(name))
  if (stranger !== undefined) throw new WrongUsage(words(shell, 'usage.not_an_item', { name: stranger }))
  const parts = listOf(range)
  const [from = Number.NaN, to = Number.NaN] = parts.map((part) => (NUMBER.test(part) ? Number(part) : Number.NaN))
  const isRange = parts.length === 2 && Number.isFinite(from) && Number.isFinite(to) && from < to
  if (!isRange) throw new WrongUsage(words(shell, 'usage.range', { text: range }))
  return { names, from, to }
}

async function sheetOf(path: string, shell: Shell) {
  const read = await plainSheetOf(await readGiven(path), path)
  if (!('problem' in read)) return read.sheet
  const { reason, reasonEn } = read.problem
  throw new CommandTrouble(`${path}: ${shell.language === 'ja' ? reason : reasonEn}`)
}

function answerOf({ listwise, pairwise, items }: Figures, rows: number, reversed: readonly string[]): Reliability {
  const droppedRows = rows - listwise.n
  const warnings = [
    ...(listwise.alpha === null ? [both('warning.listwise')] : []),
    ...(pairwise.alpha === null ? [both('warning.pairwise')] : []),
    ...(listwise.alpha !== null && listwise.n < FEW ? [both('warning.few', { n: listwise.n })] : []),
    ...((listwise.alpha ?? pairwise.alpha ?? 0) < 0 ? [both('warning.negative_alpha')] : []),
    ...items.flatMap(({ name, itemRest }) =>
      itemRest !== null && itemRest < 0 ? [both('warning.negative', { name, value: itemRest.toFixed(3) })] : [],
    ),
  ]
  const notes = [
    ...(droppedRows > 0 ? [both('note.dropped', { rows, dropped: droppedRows })] : []),
    both('note.assumes'),
    both('note.not_shown'),
  ]
  const marked = items.map((item) => ({ ...item, reversed: reversed.includes(item.name) }))
  return Reliability.parse({ listwise, pairwise, items: marked, rows, droppedRows, warnings, notes })
}

function textOf(answer: Reliability, shell: Shell): string {
  const { listwise, pairwise, items, warnings, notes } = answer
  const say = (key: Key, values?: MessageValues) => words(shell, key, values)
  const figure = (value: number | null) => (value === null ? say('none') : value.toFixed(4))
  const people = pairwise.nMin === pairwise.nMax ? `${pairwise.nMin}` : `${pairwise.nMin}–${pairwise.nMax}`
  const lines = [
    say('title', { k: items.length }),
    '',
    ...aligned([
      [say('head.kind'), say('head.alpha'), say('head.standardized'), say('head.n')],
      [say('kind.listwise'), figure(listwise.alpha), figure(listwise.standardizedAlpha), `${listwise.n}`],
      [say('kind.pairwise'), figure(pairwise.alpha), figure(pairwise.standardizedAlpha), people],
    ]),
    '',
    ...aligned([
      [say('head.item'), say('head.item_rest'), say('head.dropped')],
      ...items.map(({ name, reversed, itemRest, alphaIfDropped }) => [
        reversed ? say('item.reversed', { name }) : name,
        figure(itemRest),
        figure(alphaIfDropped),
      ]),
    ]),
    '',
    ...[...warnings, ...notes].map((one) => one[shell.language]),
  ]
  return lines.join('\n')
}
