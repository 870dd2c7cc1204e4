import { type Command, oneOf, optionDate, optionText, optionWhole, requiredText } from '#platform/command/command.ts'
import { translate } from '#platform/i18n/messages.ts'
import { possibleDays, sampleStaff, smallestWard } from './generate.ts'
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
    const staff = optionWhole(asked, 'staff', [smallestWard, LARGEST_WARD]) ?? sampleStaff
    const seed = optionWhole(asked, 'seed', [0, 2_147_483_647]) ?? 1
    const encoding = oneOf('--encoding', optionText(asked, 'encoding') ?? 'utf-8', ['utf-8', 'cp932'])
    const asOf = optionDate(asked, 'as-of', possibleDays)
    const written = await writeWard(out, {
      staff,
      seed,
      encoding: encoding === 'utf-8' ? 'utf-8-bom' : encoding,
      ...(asOf ? { asOf } : {}),
    })
    const { rows } = written
    const text = translate(sampleMessages, shell.language, 'command.written', { out, ...rows })
    shell.print(written, text)
  },
}

export const sampleCommands: readonly Command[] = [write]

const LARGEST_WARD = 1_000_000
