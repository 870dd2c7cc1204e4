import { type ReactNode, useState } from 'react'
import { useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { base64Of } from '#platform/ui/files.ts'
import { FileField } from '#platform/ui/form/FileField.tsx'
import { LineProblems } from '#platform/ui/LineProblems.tsx'
import { Trouble } from '#platform/ui/States.tsx'
import { pageMessages } from './messages.ts'

interface Sent {
  readonly name: string
  readonly base64: string
}

interface Report {
  readonly problemCount: number
  readonly problems: readonly {
    readonly line: number | null
    readonly column: string | null
    readonly value?: string | null
    readonly reason: string
  }[]
}

/** A file chosen → looked through, with what it would do or every fault at its place → brought in, all or nothing. */
export function CheckedFile<R extends Report>({
  label,
  support,
  accept,
  bring,
  would,
  changes,
  error,
  isPending,
}: {
  label: string
  support: string
  accept: string
  /** Undefined where it was refused. */
  bring: (file: Sent, dryRun: boolean) => Promise<R | undefined>
  /** What it would do, in words. */
  would: (report: R) => ReactNode
  /** Whether there is anything to bring in. */
  changes: (report: R) => boolean
  error: unknown
  isPending: boolean
}) {
  const t = useMessages(pageMessages)
  const [file, setFile] = useState<File | null>(null)
  const [checked, setChecked] = useState<{ sent: Sent; report: R } | null>(null)
  async function check() {
    if (!file) return
    const sent = { name: file.name, base64: await base64Of(file) }
    const report = await bring(sent, true)
    if (report) setChecked({ sent, report })
  }
  async function run() {
    if (!checked || !(await bring(checked.sent, false))) return
    setChecked(null)
    setFile(null)
  }
  const isSound = checked?.report.problemCount === 0
  return (
    <div data-print="no" className="grid max-w-[40rem] gap-3">
      <FileField
        name="file"
        {...{ label, support, accept, file }}
        onChange={(chosen) => {
          setFile(chosen)
          setChecked(null)
        }}
      />
      {file && !checked && (
        <Button look="secondary" size="small" busy={isPending} onClick={check}>
          {t('file.check')}
        </Button>
      )}
      {checked && !isSound && <Faults report={checked.report} />}
      {checked && isSound && <div role="status">{would(checked.report)}</div>}
      {checked && isSound && changes(checked.report) && (
        <Button look="secondary" size="small" busy={isPending} onClick={run}>
          {t('file.run')}
        </Button>
      )}
      {error ? <Trouble error={error} /> : null}
    </div>
  )
}

function Faults({ report: { problemCount, problems } }: { report: Report }) {
  const t = useMessages(pageMessages)
  return <LineProblems title={t('file.problems', { n: problemCount })} problems={problems} />
}
