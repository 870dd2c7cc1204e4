import { useState } from 'react'
import { useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { Corrections, type ShownCorrection } from '#platform/ui/Corrections.tsx'
import { SidePanel } from '#platform/ui/Dialogs.tsx'
import { ChangedMeanwhile } from '#platform/ui/form/ChangedMeanwhile.tsx'
import { isStale } from '#platform/ui/form/edited.ts'
import { Form, messageFor } from '#platform/ui/form/Form.tsx'
import { TextArea } from '#platform/ui/form/TextField.tsx'
import { useReason } from '#platform/ui/form/useReason.tsx'
import { Trouble } from '#platform/ui/States.tsx'
import { useAct } from '../../ui/useTrainingApi.ts'
import { pageMessages } from './messages.ts'

interface Written {
  readonly body: string
  readonly version: string
  readonly corrections: readonly ShownCorrection[]
}

/** 研修報告書 as it stands, what was put right in it, and, for whoever wrote it, the form that does. */
export function ReportShown({
  application: { applicationId, report, may },
}: {
  application: { applicationId: number; report: Written | null; may: readonly string[] }
}) {
  const t = useMessages(pageMessages)
  const [open, setOpen] = useState(false)
  if (!report) return null
  return (
    <div className="grid justify-items-start gap-4">
      <p className="whitespace-pre-line">{report.body}</p>
      <Corrections corrections={report.corrections} wordsOf={({ body }) => String(body)} />
      {may.includes('correctReport') && (
        <Button look="secondary" size="small" onClick={() => setOpen(true)}>
          {t('report.correct')}
        </Button>
      )}
      <SidePanel title={t('report.correct')} open={open} onClose={() => setOpen(false)}>
        <CorrectForm applicationId={applicationId} report={report} onDone={() => setOpen(false)} />
      </SidePanel>
    </div>
  )
}

function CorrectForm({
  applicationId,
  report,
  onDone,
}: {
  applicationId: number
  report: Written
  onDone: () => void
}) {
  const t = useMessages(pageMessages)
  const [body, setBody] = useState(report.body)
  const [seen, setSeen] = useState(report.version)
  const because = useReason({
    ...{ label: t('record.reason'), support: t('report.reason_support'), missing: t('reason.needed') },
  })
  const { act, error, isPending } = useAct()
  const missing = t('form.missing', { field: t('application.report') })
  async function submit() {
    if (!because.isReady(body.trim() === '' ? [{ name: 'body', message: missing }] : [])) return
    const input = { applicationId, body, seen, reason: because.reason }
    if (await act((client) => client.training.correctReport(input), t('report.corrected'))) onDone()
  }
  return (
    <Form
      onSubmit={submit}
      errors={because.errors}
      actions={
        <Button type="submit" busy={isPending}>
          {t('report.save')}
        </Button>
      }
    >
      {report.version !== seen && !isPending && (
        <ChangedMeanwhile
          rows={[{ name: 'body', label: t('application.report'), mine: body, stored: report.body }]}
          onMine={() => setSeen(report.version)}
          onStored={onDone}
        />
      )}
      <TextArea
        name="body"
        label={t('application.report')}
        support={t('report.support')}
        required
        rows={8}
        value={body}
        onChange={setBody}
        error={messageFor(because.errors, 'body')}
      />
      {because.field}
      {error && !isStale(error) && <Trouble error={error} />}
    </Form>
  )
}
