import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { Section } from '#platform/ui/Page.tsx'
import { DataTable } from '#platform/ui/table/DataTable.tsx'
import type { Column } from '#platform/ui/table/rows.ts'
import { importPageMessages } from '../messages.ts'
import type { Report } from './useImport.ts'

type Problem = Report['problems'][number] & { id: number }

/** Every place to mend, with file, line, column, value and reason; what an unknown column is, is said above. */
export function ImportProblems({ report }: { report: Report }) {
  const t = useMessages(importPageMessages)
  const { language } = useLanguage()
  const isUnknown = ({ file, column, value }: Report['problems'][number]) =>
    value === null &&
    report.files.some((one) => one.file === file && one.columns.some((own) => own.isUnknown && own.name === column))
  const problems = report.problems.filter((problem) => !isUnknown(problem))
  const problemCount = report.problemCount - (report.problems.length - problems.length)
  if (problemCount === 0) return null
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
