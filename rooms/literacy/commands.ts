import { type Command, ifLaidDown, oneOf, optionDate, optionText, type Shell } from '#platform/command/command.ts'
import { literacy } from './contract.ts'
import { literacyMessages } from './messages.ts'

const kinds = ['section', 'grade', 'employmentCategory'] as const
type Kind = (typeof kinds)[number]

/** Of a policy without a floor: every part is absent. */
const nothing = {
  ...{ asOf: null, name: null, populationNote: null, isSample: null, total: null, isKnown: null },
  ...{ unassessed: null, outside: null, floor: null, threshold: null },
}

interface Row {
  readonly name: string | null
  /** Smaller ones that are counted in this row, so that nobody is singled out. */
  readonly holds: readonly string[]
  readonly numerator: number
  readonly denominator: number
}

const board: Command = {
  words: ['literacy', 'board'],
  usage: '[--as-of DATE] [--by section|grade|employmentCategory]',
  summary: {
    ja: '一定水準に達した職員の割合を、対象外の理由とともに示します',
    en: 'The share of staff at the floor, with the reasons for whoever is outside',
  },
  options: { 'as-of': { type: 'string' }, by: { type: 'string' } },
  places: { asOf: '--as-of' },
  names: [0, 0],
  async run(asked, shell) {
    const asOf = optionDate(asked, 'as-of')
    const given = optionText(asked, 'by')
    const by = given === undefined ? undefined : oneOf('--by', given, kinds)
    const day = asOf ? { asOf } : {}
    const found = await ifLaidDown(shell.ask(literacy.showLiteracyBoard, day))
    if (found === null)
      return shell.print(
        { ...nothing, ...(by && { by, rows: null }) },
        literacyMessages[shell.language]['board.not_laid_down'],
      )
    const { sections: _, within: __, may: ___, threshold, ...whole } = found
    const rows = by && (await rowsBy(shell, by, day))
    const words = literacyMessages[shell.language]
    const share = ({ numerator, denominator }: { numerator: number; denominator: number }) =>
      denominator === 0 ? '—' : `${((100 * numerator) / denominator).toFixed(1)} %\t${numerator} / ${denominator}`
    const lines = [
      `${whole.name}\t${whole.asOf}\t${whole.isKnown ? share(whole.total) : words['board.unknown']}`,
      `${words['board.unassessed']}\t${whole.unassessed}`,
      ...whole.outside.map(
        ({ reason, people }) => `${words['board.outside'].replace('{reason}', wordOf(words, reason))}\t${people}`,
      ),
      ...(rows ?? []).map((row) => `${[row.name ?? words['group.rest'], ...row.holds].join('、')}\t${share(row)}`),
    ]
    shell.print({ ...whole, threshold, ...(by && { by, rows }) }, lines.join('\n'))
  },
}

/** Rows that add up to the whole, none of fewer people than the threshold; of sections also those within others. */
async function rowsBy(shell: Shell, by: Kind, day: { asOf?: string }): Promise<(Row & Record<string, unknown>)[]> {
  if (by === 'section') {
    const { sections } = await shell.ask(literacy.showFloorBySection, day)
    return sections.map(({ sectionCode, name, holds, within, numerator, denominator }) => ({
      section:
        sectionCode === null || sectionCode === within.at(-1) ? within.join('/') : [...within, sectionCode].join('/'),
      ...{ name, holds, numerator, denominator },
      /** A row for the people of the section itself stands among its parts. */
      isOwn: sectionCode !== null && sectionCode === within.at(-1),
    }))
  }
  const { groups } = await shell.ask(literacy.showFloorByGroup, { ...day, by })
  return groups.map(({ group, ...row }) => ({ [by]: group, name: group, ...row }))
}

function wordOf(words: Readonly<Record<string, string>>, reason: string): string {
  return words[`outside.${reason}`] ?? reason
}

export const literacyCommands: readonly Command[] = [board]
