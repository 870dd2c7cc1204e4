import { useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { saveCsv } from '#platform/ui/files.ts'
import { FileField } from '#platform/ui/form/FileField.tsx'
import { Section } from '#platform/ui/Page.tsx'
import { type FileName, fileNames } from '../columns.rules.ts'
import { importPageMessages } from '../messages.ts'
import { templateOf } from './import-csv.ts'
import type { Chosen } from './useImport.ts'

/** The four files, each with its template. */
export function ImportFiles({
  files,
  choose,
}: {
  files: Chosen
  choose: (file: FileName, chosen: File | undefined) => void
}) {
  const t = useMessages(importPageMessages)
  return (
    <Section title={t('files.title')} lead={t('files.lead')}>
      <div className="grid gap-6 md:grid-cols-2">
        {fileNames.map((file) => (
          <div key={file}>
            <FileField
              name={file}
              label={t(`${file}.label`)}
              support={t(`${file}.support`)}
              accept=".csv,.txt,.tsv,.xlsx,text/csv"
              file={files[file] ?? null}
              onChange={(chosen) => choose(file, chosen)}
            />
            <div className="mt-1 flex flex-wrap gap-x-4">
              <Button look="text" size="small" onClick={() => saveCsv(templateOf(file), `${t(`${file}.label`)}.csv`)}>
                {t('template', { file: t(`${file}.label`) })}
              </Button>
              {files[file] && (
                <Button look="text" size="small" onClick={() => choose(file, undefined)}>
                  {t('remove', { file: t(`${file}.label`) })}
                </Button>
              )}
            </div>
          </div>
        ))}
      </div>
    </Section>
  )
}
