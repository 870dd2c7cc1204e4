import { type Command, optionText, requiredText, WrongUsage } from '#platform/command/command.ts'
import { translate } from '#platform/i18n/messages.ts'
import { isDate } from '#platform/time/dates.ts'
import { sampleStaff, smallestWard } from './generate.ts'
import { writeWard } from './generate-write.ts'
import { sampleMessages } from './messages.ts'

const write: Command = {
  words: ['sample'],
  usage: '--out DIR [--staff N] [--seed S] [--as-of DATE] [--encoding utf-8|cp932]',
  summary: {
    ja: '見本の区の CSV(所属・職員・発令・休職)を書き出します。同じ種からは同じ区ができます',
    en: "Writes a sample ward's CSV files (sections, staff, assignments, leave); the same for the same seed",
  },
  options: {
    out: { type: 'string' },
    staff: { type: 'string' },
    seed: { type: 'string' },
    'as-of': { type: 'string' },
    encoding: { type: 'string' },
  },
  names: [0, 0],
  async run(asked, shell) {
    const out = requiredText(asked, 'out')
    const staff = numberOf(optionText(asked, 'staff') ?? String(sampleStaff), smallestWard, 1_000_000)
    const seed = numberOf(optionText(asked, 'seed') ?? '1', 0, 2_147_483_647)
    const encoding = encodingOf(optionText(asked, 'encoding') ?? 'utf-8')
    const asOf = dayOf(optionText(asked, 'as-of'))
    const written = await writeWard(out, { staff, seed, encoding, ...(asOf ? { asOf } : {}) })
    const { rows } = written
    const text = translate(sampleMessages, shell.language, 'command.written', { out, ...rows })
    shell.print(written, text)
  },
}

export const sampleCommands: readonly Command[] = [write]

function numberOf(text: string, least: number, most: number): number {
  const number = Number(text)
  if (/^\d+$/.test(text) && number >= least && number <= most) return number
  throw new WrongUsage(`${text} (${least}–${most})`)
}

function encodingOf(text: string): 'utf-8-bom' | 'cp932' {
  if (text === 'utf-8') return 'utf-8-bom'
  if (text === 'cp932') return text
  throw new WrongUsage(`--encoding ${text} (utf-8, cp932)`)
}

function dayOf(text: string | undefined): string | undefined {
  if (text === undefined || isDate(text)) return text
  throw new WrongUsage(`--as-of ${text} (YYYY-MM-DD)`)
}
