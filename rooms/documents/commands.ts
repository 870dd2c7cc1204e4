import { type Command, mustBeWritable, oneOf, optionWhole, requiredText } from '#platform/command/command.ts'
import { writeAllGiven } from '#platform/command/write.ts'
import { translate } from '#platform/i18n/messages.ts'
import { documents } from './contract.ts'
import { documentsMessages } from './messages.ts'

const review: Command = {
  words: ['document', 'review'],
  usage: '--year YEAR --kind sheet|model|council|public --format pdf|html|xlsx|csv --out FILE',
  summary: {
    ja: '確定した年度の文書を書き出します。発行した版があればその最新のもの、なければ発行前の案です。csv には列の説明(FILE-metadata.json)が付きます',
    en: 'Writes a document of a closed year: the latest issued edition, or a draft where none was issued; beside a csv what its columns mean (FILE-metadata.json)',
  },
  options: { year: { type: 'string' }, kind: { type: 'string' }, format: { type: 'string' }, out: { type: 'string' } },
  places: { fiscalYear: '--year' },
  names: [0, 0],
  async run(asked, shell) {
    requiredText(asked, 'year')
    const fiscalYear = optionWhole(asked, 'year', [2000, 2200])!
    const kind = oneOf('--kind', requiredText(asked, 'kind'), ['sheet', 'model', 'council', 'public'])
    const format = oneOf('--format', requiredText(asked, 'format'), ['pdf', 'html', 'xlsx', 'csv'])
    const path = requiredText(asked, 'out')
    await mustBeWritable(path)
    const { kinds } = await shell.ask(documents.listDocuments, { fiscalYear })
    const latest = kinds.find((one) => one.kind === kind)?.issued[0]
    const { base64, columns, sha256 } = await shell.ask(documents.showDocumentFile, {
      ...{ fiscalYear, kind, format },
      ...(latest ? { number: latest.number } : {}),
    })
    const beside = columns && { path: `${path}-metadata.json`, content: Buffer.from(columns.base64, 'base64') }
    await writeAllGiven([{ path, content: Buffer.from(base64, 'base64') }, ...(beside ? [beside] : [])])
    const restated = latest?.restatedSince.map(({ name }) => name) ?? []
    const say = (key: 'written' | 'written_columns' | 'restated', values: Record<string, string | string[]>) =>
      translate(documentsMessages, shell.language, `command.${key}`, values)
    if (restated.length > 0) shell.say(say('restated', { names: [...new Set(restated)] }))
    shell.print(
      { path, columns: beside?.path ?? null, sha256, number: latest?.number ?? null, restatedSince: restated },
      beside ? say('written_columns', { path, columns: beside.path }) : say('written', { path }),
    )
  },
}

export const documentsCommands: readonly Command[] = [review]
