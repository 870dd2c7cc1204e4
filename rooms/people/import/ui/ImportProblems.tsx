import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { Section } from '#platform/ui/Page.tsx'
import { DataTable } from '#platform/ui/table/DataTable.tsx'
import type { Column } from '#platform/ui/table/rows.ts'
import { importPageMessages } from '../messages.ts'
import type { Report } from './useImport.ts'

type Problem = Report['problems'][number] & { id: number }

/** Every place to mend, with file, line, column, value and reason. */
export function ImportProblems({ report: { problems, problemCount } }: { report: Report }) {
  const t = useMessages(importPageMessages)
  const { language } = useLanguage()
  const rows = problems.map((problem, id) => ({ ...problem, id }))
  const columns: Column<Problem>[] = [
    { id: 'file', header: t('problems.file'), ...both(({ file }) => t(`${file}.label`)) },
    { id: 'line', header: t('problems.line'), align: 'end', ...both(({ line }) => line) },
    { id: 'column', header: t('problems.column'), ...both(({ column }) => column) },
    { id: 'value', header: t('problems.value'), ...both(({ value }) => value) },
    { id: 'reason', header: t('problems.reason'), ...both(({ reason }) => reason) },
  ]
  return (
    <Section
      title={t('problems.title')}
      lead={
        problemCount > problems.length
          ? t('problems.first', {
              count: problemCount.toLocaleString(language),
              shown: problems.length.toLocaleString(language),
            })
          : undefined
      }
    >
      <DataTable caption={t('problems.title')} columns={columns} rows={rows} rowKey={({ id }) => id} />
    </Section>
  )
}

function both(read: (problem: Problem) => string | number | null): Pick<Column<Problem>, 'cell' | 'value'> {
  return { cell: read, value: read }
}
