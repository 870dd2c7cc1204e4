import { useState } from 'react'
import type { Output } from '#platform/contract/contract.ts'
import { useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { FileField } from '#platform/ui/form/FileField.tsx'
import { LineProblems } from '#platform/ui/LineProblems.tsx'
import { Trouble } from '#platform/ui/States.tsx'
import { base64Of } from '#rooms/people/import/ui/import-csv.ts'
import type { attempts } from '../contract.ts'
import { adminMessages } from './admin.messages.ts'
import { useTestsAct } from './useTests.ts'

type Report = Output<typeof attempts.importPaperResults>

/** A file is looked at first, and entered once nothing is wrong with it. */
export function PaperFile() {
  const t = useMessages(adminMessages)
  const [file, setFile] = useState<File | null>(null)
  const [report, setReport] = useState<Report | null>(null)
  const { act, error, isPending } = useTestsAct<Report>()
  async function send(dryRun: boolean) {
    const base64 = file && (await base64Of(file))
    if (!file || base64 === undefined || base64 === null) return
    const asked = { file: { name: file.name, base64 }, dryRun }
    const said = await act((client) => client.attempts.importPaperResults(asked))
    setReport(said ?? null)
    if (said?.applied) setFile(null)
  }
  const isSound = report !== null && report.problemCount === 0 && !report.applied
  return (
    <div className="mt-4 grid max-w-[40rem] gap-3">
      <FileField
        name="papers"
        label={t('papers.file')}
        support={t('papers.file_support')}
        accept=".csv,.xlsx,text/csv"
        file={file}
        onChange={(chosen) => {
          setFile(chosen)
          setReport(null)
        }}
      />
      {file && (
        <div>
          <Button look="secondary" size="small" busy={isPending} onClick={() => send(!isSound)}>
            {t(isSound ? 'papers.import' : 'papers.check')}
          </Button>
        </div>
      )}
      {report && <Told report={report} />}
      {error && <Trouble error={error} />}
    </div>
  )
}

function Told({ report: { applied, added, unchanged, problemCount, problems } }: { report: Report }) {
  const t = useMessages(adminMessages)
  if (problemCount === 0) {
    return <p role="status">{applied ? t('papers.imported', { added }) : t('papers.would', { added, unchanged })}</p>
  }
  return <LineProblems title={t('papers.problems', { n: problemCount })} problems={problems} />
}
