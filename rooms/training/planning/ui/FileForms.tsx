import { useState } from 'react'
import type { Output } from '#platform/contract/contract.ts'
import { useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { base64Of } from '#platform/ui/files.ts'
import { useDraft } from '#platform/ui/form/drafts.ts'
import { FileField } from '#platform/ui/form/FileField.tsx'
import { TextArea } from '#platform/ui/form/TextField.tsx'
import { LineProblems } from '#platform/ui/LineProblems.tsx'
import { Trouble } from '#platform/ui/States.tsx'
import { useAct } from '../../ui/useTrainingApi.ts'
import type { planning } from '../contract.ts'
import { withHeads } from '../file.rules.ts'
import type { Line } from '../rules.ts'
import { pageMessages } from './messages.ts'

type Read = Output<typeof planning.readSessions>
interface FormProps {
  course: string
  onLines: (lines: readonly Line[]) => void
}

/** Rows copied from a spreadsheet. */
export function PasteForm({ course, onLines }: FormProps) {
  const t = useMessages(pageMessages)
  const [pasted, keep, drop] = useDraft('sessions-pasted', '')
  const { read, faults, error, isPending } = useRead(course, onLines)
  async function run() {
    const { text, added } = withHeads(pasted)
    if (await read(new File([text], 'paste.tsv', { type: 'text/tab-separated-values' }), added)) drop()
  }
  return (
    <div className="grid max-w-[40rem] gap-4">
      <TextArea
        name="pasted"
        label={t('paste.field')}
        support={t('paste.support')}
        rows={6}
        value={pasted}
        onChange={keep}
      />
      <div>
        <Button look="secondary" busy={isPending} onClick={() => pasted.trim() !== '' && run()}>
          {t('paste.do')}
        </Button>
      </div>
      {faults}
      {error && <Trouble error={error} />}
    </div>
  )
}

/** CSV or Excel. */
export function SessionFile({ course, onLines }: FormProps) {
  const t = useMessages(pageMessages)
  const [file, setFile] = useState<File | null>(null)
  const { read, faults, error, isPending } = useRead(course, onLines)
  return (
    <div className="grid max-w-[40rem] gap-4">
      <FileField
        name="file"
        label={t('file.field')}
        support={t('file.support')}
        accept=".csv,.tsv,.xlsx,text/csv"
        file={file}
        onChange={setFile}
      />
      {file && (
        <div>
          <Button
            look="secondary"
            busy={isPending}
            onClick={async () => {
              if (await read(file, 0)) setFile(null)
            }}
          >
            {t('paste.do')}
          </Button>
        </div>
      )}
      {faults}
      {error && <Trouble error={error} />}
    </div>
  )
}

/** Lines that can be read stand in the table; each that cannot is named with its line. */
function useRead(course: string, onLines: FormProps['onLines']) {
  const t = useMessages(pageMessages)
  const { act, error, isPending } = useAct<Read>()
  const [found, setFound] = useState<{ report: Read; added: number } | null>(null)
  async function read(file: File, added: number): Promise<boolean> {
    const sent = { file: { name: file.name, base64: await base64Of(file) }, ...(course ? { course } : {}) }
    const report = await act((client) => client.training.readSessions(sent))
    setFound(report ? { report, added } : null)
    if (report && report.lines.length > 0) onLines(report.lines)
    return report?.problemCount === 0
  }
  const problems = found?.report.problems ?? []
  const faults = found !== null && found.report.problemCount > 0 && (
    <LineProblems
      title={t('paste.problems', { n: found.report.problemCount })}
      problems={problems.map((one) => ({ ...one, line: one.line && Math.max(1, one.line - found.added) }))}
    />
  )
  return { read, faults, error, isPending }
}
