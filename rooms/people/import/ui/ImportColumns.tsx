import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { Select } from '#platform/ui/form/Choices.tsx'
import { Section } from '#platform/ui/Page.tsx'
import { columns, type FileName, labelOf } from '../columns.rules.ts'
import { importPageMessages } from '../messages.ts'
import type { Reading, Report } from './useImport.ts'

type File = Report['files'][number]

/** Files of which it has to be said, or can be said, what is read: which sheet of a workbook, and what each unknown column is. */
export function filesToRead({ files }: Report): readonly File[] {
  return files.filter(({ columns: own, sheets }) => sheets.length > 1 || own.some(({ isUnknown }) => isUnknown))
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
  return (
    <Section title={t('columns.title')} lead={t('columns.lead')}>
      <div className="grid gap-6">
        {filesToRead(report).map((file) => (
          <fieldset key={file.file} className="rounded-8 border border-solid-gray-420 p-4">
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
              {file.columns
                .filter(({ isUnknown }) => isUnknown)
                .map((column) => (
                  <Meaning key={column.name} file={file} column={column} reading={reading} read={read} />
                ))}
            </div>
          </fieldset>
        ))}
      </div>
    </Section>
  )
}

/** No column of ours has this word for its key. */
const LEFT_OUT = '-'

function Meaning({
  file,
  column: { name, proposal },
  reading,
  read,
}: {
  file: File
  column: File['columns'][number]
  reading: Reading
  read: (file: FileName, change: Reading[FileName]) => void
}) {
  const t = useMessages(importPageMessages)
  const { language } = useLanguage()
  const own = reading[file.file]
  const said = own?.mapping?.[name]
  const taken = new Set(file.columns.flatMap(({ key }) => key ?? []))
  const free = columns[file.file].filter(({ key }) => !taken.has(key) || key === said)
  return (
    <Select
      name={`${file.file}.${name}`}
      label={t('columns.one', { name })}
      value={said === undefined ? proposal : (said ?? LEFT_OUT)}
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
