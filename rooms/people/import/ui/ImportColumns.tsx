import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { Select } from '#platform/ui/form/Choices.tsx'
import { Section } from '#platform/ui/Page.tsx'
import { columns, type FileName, labelOf } from '../columns.rules.ts'
import { importPageMessages } from '../messages.ts'
import type { Reading, Report } from './useImport.ts'

type File = Report['files'][number]
type SeenColumn = File['columns'][number]

/** A column that was said to be one of ours, or none, in this import or an earlier one. */
function isAnswered({ file }: File): (column: SeenColumn) => boolean {
  return ({ name, key, isUnknown }) => !isUnknown && !isOurName(file, name, key)
}

function isOurName(file: FileName, name: string, key: string | null): boolean {
  const plain = (text: string) => text.normalize('NFKC').trim().toLowerCase()
  return key !== null && [key, labelOf(file, key, 'ja')].some((known) => plain(known) === plain(name))
}

const hasQuestion = ({ columns: own, sheets }: File) => sheets.length > 1 || own.some(({ isUnknown }) => isUnknown)

/** Files of which it has to be said, or can be said, what is read: which sheet of a workbook, and what each column of another name is. */
export function filesToRead({ files }: Report): readonly File[] {
  return files.filter((file) => hasQuestion(file) || file.columns.some(isAnswered(file)))
}

/** The columns of the file beside ours. */
export function ImportColumns({
  report,
  reading,
  read,
}: {
  report: Report
  reading: Reading
  read: (file: FileName, change: Reading[FileName]) => void
}) {
  const t = useMessages(importPageMessages)
  const isAsked = report.files.some(hasQuestion)
  return (
    <Section
      title={t(isAsked ? 'columns.title' : 'columns.answered')}
      lead={t(isAsked ? 'columns.lead' : 'columns.answeredLead')}
    >
      <div className="grid gap-6">
        {filesToRead(report).map((file) => (
          <FileColumns key={file.file} {...{ file, reading, read }} />
        ))}
      </div>
    </Section>
  )
}

interface OfFile {
  file: File
  reading: Reading
  read: (file: FileName, change: Reading[FileName]) => void
}

function FileColumns({ file, reading, read }: OfFile) {
  const t = useMessages(importPageMessages)
  const own = reading[file.file]
  const asked = file.columns.filter(({ isUnknown }) => isUnknown)
  const answered = file.columns.filter(isAnswered(file))
  const open = asked.filter(({ name, proposal }) => proposal === null && own?.mapping?.[name] === undefined)
  const leaveOut = () =>
    read(file.file, {
      ...own,
      mapping: { ...own?.mapping, ...Object.fromEntries(open.map(({ name }) => [name, null])) },
    })
  return (
    <fieldset className="rounded-8 border border-solid-gray-420 p-4">
      <legend className="px-2 text-std-16B-170">{t(`${file.file}.label`)}</legend>
      <div className="grid gap-4 md:grid-cols-2">
        {file.sheets.length > 1 && (
          <Select
            name={`${file.file}.sheet`}
            label={t('columns.sheet')}
            value={reading[file.file]?.sheet ?? file.sheet}
            onChange={(sheet) => read(file.file, { ...reading[file.file], sheet })}
            choices={file.sheets.map((sheet) => ({ value: sheet, label: sheet }))}
          />
        )}
        {asked.map((column) => (
          <Meaning key={column.name} {...{ file, column, reading, read }} />
        ))}
      </div>
      {open.length > 1 && (
        <div className="mt-4">
          <Button look="secondary" onClick={leaveOut}>
            {t('columns.restOut', { count: open.length })}
          </Button>
        </div>
      )}
      {answered.length > 0 && (
        <details className="mt-2">
          <summary className="flex min-h-11 cursor-pointer items-center text-blue-1000 underline">
            {t('columns.change', { count: answered.length })}
          </summary>
          <div className="grid gap-4 pt-2 md:grid-cols-2">
            {answered.map((column) => (
              <Meaning key={column.name} {...{ file, column, reading, read }} />
            ))}
          </div>
        </details>
      )}
    </fieldset>
  )
}

/** No column of ours has this word for its key. */
const LEFT_OUT = '-'

function Meaning({ file, column, reading, read }: OfFile & { column: SeenColumn }) {
  const t = useMessages(importPageMessages)
  const { language } = useLanguage()
  const { name, isUnknown } = column
  const own = reading[file.file]
  const said = own?.mapping?.[name]
  const isRead = isUnknown ? column.proposal : (column.key ?? LEFT_OUT)
  const taken = new Set(file.columns.flatMap(({ key }) => key ?? []))
  const free = columns[file.file].filter(({ key }) => !taken.has(key) || key === said || key === column.key)
  return (
    <Select
      name={`${file.file}.${name}`}
      label={t('columns.one', { name })}
      value={said === undefined ? isRead : (said ?? LEFT_OUT)}
      onChange={(key) =>
        read(file.file, { ...own, mapping: { ...own?.mapping, [name]: key === LEFT_OUT ? null : key } })
      }
      choices={[
        ...free.map(({ key }) => ({ value: key, label: labelOf(file.file, key, language) })),
        { value: LEFT_OUT, label: t('columns.leftOut') },
      ]}
    />
  )
}
