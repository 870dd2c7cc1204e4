import { useState } from 'react'
import type { z } from 'zod'
import { useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { Corrections, type ShownCorrection } from '#platform/ui/Corrections.tsx'
import { SidePanel } from '#platform/ui/Dialogs.tsx'
import { ChangedMeanwhile } from '#platform/ui/form/ChangedMeanwhile.tsx'
import { RadioGroup } from '#platform/ui/form/Choices.tsx'
import { isStale } from '#platform/ui/form/edited.ts'
import { Form } from '#platform/ui/form/Form.tsx'
import { useReason } from '#platform/ui/form/useReason.tsx'
import { Section } from '#platform/ui/Page.tsx'
import { ReachesClosed } from '#platform/ui/ReachesClosed.tsx'
import { Trouble } from '#platform/ui/States.tsx'
import { useAct } from '../../ui/useTrainingApi.ts'
import type { Recorded as RecordedShape } from '../correcting.contract.ts'
import { attendances, completions, type RecordOf } from '../rules.ts'
import { pageMessages } from './messages.ts'

type Recorded = z.output<typeof RecordedShape>

/** 出席・修了の訂正: what was put right before, and for HR the form that puts it right. */
export function Record({
  application: { applicationId, session, record, corrections, may },
}: {
  application: {
    applicationId: number
    session: { readonly startsOn: string }
    record: Recorded | null
    corrections: readonly ShownCorrection[]
    may: readonly string[]
  }
}) {
  const t = useMessages(pageMessages)
  const [open, setOpen] = useState(false)
  const wordsOf = useRecordWords()
  if (!record || (corrections.length === 0 && !may.includes('correctRecord'))) return null
  return (
    <Section title={t('record')}>
      <div className="grid justify-items-start gap-4">
        <p>{t('record.now', { record: wordsOf(record) })}</p>
        <Corrections corrections={corrections} wordsOf={(facts) => wordsOf(facts as unknown as RecordOf)} />
        {may.includes('correctRecord') && (
          <Button look="secondary" size="small" onClick={() => setOpen(true)}>
            {t('record.correct')}
          </Button>
        )}
        <SidePanel title={t('record.correct')} open={open} onClose={() => setOpen(false)}>
          <CorrectForm {...{ applicationId, record, startsOn: session.startsOn }} onDone={() => setOpen(false)} />
        </SidePanel>
      </div>
    </Section>
  )
}

function CorrectForm({
  applicationId,
  record,
  startsOn,
  onDone,
}: {
  applicationId: number
  record: Recorded
  startsOn: string
  onDone: () => void
}) {
  const t = useMessages(pageMessages)
  const wordsOf = useRecordWords()
  const [draft, setDraft] = useState<RecordOf>(record)
  const [seen, setSeen] = useState(record.version)
  const because = useReason({
    ...{ label: t('record.reason'), support: t('record.reason_support'), missing: t('reason.needed') },
  })
  const { act, error, isPending } = useAct()
  const isThere = draft.attendance === 'attended' || draft.attendance === 'partially_attended'
  const completion = isThere ? draft.completion : ('unrecorded' as const)
  async function submit() {
    if (!because.isReady()) return
    const { attendance } = draft
    const { reason } = because
    const input = { applicationId, seen, attendance, completion, reason }
    if (await act((client) => client.training.correctRecord(input), t('record.corrected'))) onDone()
  }
  return (
    <Form
      onSubmit={submit}
      errors={because.errors}
      actions={
        <Button type="submit" busy={isPending}>
          {t('record.save')}
        </Button>
      }
    >
      <p className="text-solid-gray-700">{t('record.what')}</p>
      <ReachesClosed years={record.closedYears} from={startsOn} />
      {record.version !== seen && !isPending && (
        <ChangedMeanwhile
          rows={[{ name: 'record', label: t('record'), mine: wordsOf(draft), stored: wordsOf(record) }]}
          onMine={() => setSeen(record.version)}
          onStored={onDone}
        />
      )}
      <RadioGroup
        name="attendance"
        label={t('record.attendance')}
        value={draft.attendance}
        choices={attendances.map((value) => ({ value, label: t(`record.${value}`) }))}
        onChange={(value) => setDraft({ ...draft, attendance: value as RecordOf['attendance'] })}
      />
      {isThere && (
        <RadioGroup
          name="completion"
          label={t('record.completion')}
          value={completion}
          choices={completions.map((value) => ({ value, label: t(`record.${value}`) }))}
          onChange={(value) => setDraft({ ...draft, completion: value as RecordOf['completion'] })}
        />
      )}
      {because.field}
      {error && !isStale(error) && <Trouble error={error} />}
    </Form>
  )
}

/** 出席・修了 */
function useRecordWords() {
  const t = useMessages(pageMessages)
  return ({ attendance, completion }: RecordOf) =>
    [t(`record.${attendance}`), ...(completion === 'unrecorded' ? [] : [t(`record.${completion}`)])].join('・')
}
