import { useState } from 'react'
import type { Output } from '#platform/contract/contract.ts'
import { useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { base64Of } from '#platform/ui/files.ts'
import { FileField } from '#platform/ui/form/FileField.tsx'
import { LineProblems } from '#platform/ui/LineProblems.tsx'
import { Trouble } from '#platform/ui/States.tsx'
import { useAct } from '../../ui/useTrainingApi.ts'
import type { absences } from '../absences.contract.ts'
import { pageMessages } from './messages.ts'

type Report = Output<typeof absences.importAbsences>

/** A file chosen → checked, with what it would do or every fault at its place → imported, all or nothing. */
export function AbsenceFile() {
  const t = useMessages(pageMessages)
  const [file, setFile] = useState<File | null>(null)
  const [checked, setChecked] = useState<{ base64: string; report: Report } | null>(null)
  const { act, error, isPending } = useAct<Report>()
  async function check() {
    if (!file) return
    const base64 = await base64Of(file)
    const report = await act((client) =>
      client.training.importAbsences({ file: { name: file.name, base64 }, dryRun: true }),
    )
    if (report) setChecked({ base64, report })
  }
  async function run() {
    if (!file || !checked) return
    const done = await act(
      (client) => client.training.importAbsences({ file: { name: file.name, base64: checked.base64 } }),
      ({ added }) => t('absences.imported', { added }),
    )
    if (!done) return
    setChecked(null)
    setFile(null)
  }
  return (
    <div data-print="no" className="mt-6 grid max-w-[40rem] gap-3">
      <FileField
        name="file"
        label={t('absences.file')}
        support={t('absences.file_support')}
        accept=".csv,.xlsx,text/csv"
        file={file}
        onChange={(chosen) => {
          setFile(chosen)
          setChecked(null)
        }}
      />
      {file && !checked && (
        <Button look="secondary" size="small" busy={isPending} onClick={check}>
          {t('absences.check')}
        </Button>
      )}
      {checked && <Found report={checked.report} />}
      {checked && checked.report.problemCount === 0 && checked.report.added > 0 && (
        <Button look="secondary" size="small" busy={isPending} onClick={run}>
          {t('absences.import')}
        </Button>
      )}
      {error && <Trouble error={error} />}
    </div>
  )
}

function Found({ report: { problemCount, problems, added, unchanged } }: { report: Report }) {
  const t = useMessages(pageMessages)
  if (problemCount === 0) return <p role="status">{t('absences.would', { added, unchanged })}</p>
  return <LineProblems title={t('absences.problems', { n: problemCount })} problems={problems} />
}
