import { useState } from 'react'
import { useMessages } from '#platform/i18n/react.tsx'
import { ConfirmDialog } from '#platform/ui/Dialogs.tsx'
import { ChangedMeanwhile } from '#platform/ui/form/ChangedMeanwhile.tsx'
import { isStale } from '#platform/ui/form/edited.ts'
import { TextArea } from '#platform/ui/form/TextField.tsx'
import { Trouble } from '#platform/ui/States.tsx'
import type { Barrier } from '../barrier.rules.ts'
import { BarrierField } from './BarrierField.tsx'
import { pageMessages } from './messages.ts'

/** A step that needs its reason: what will happen, the reason with its kind, the verb. */
export function ReasonDialog({
  title,
  open,
  onClose,
  note,
  label,
  verb,
  danger = false,
  error,
  stored,
  onConfirm,
}: {
  title: string
  open: boolean
  onClose: () => void
  note: string
  label: string
  verb: string
  danger?: boolean
  error?: unknown
  /** What stands now, where it is no more what the dialog was opened on. */
  stored?: { words: string; onMine: () => void } | undefined
  onConfirm: (why: { reason: string; barrier: Barrier }) => Promise<unknown>
}) {
  const t = useMessages(pageMessages)
  const [reason, setReason] = useState('')
  const [barrier, setBarrier] = useState<Barrier | null>(null)
  const [missing, setMissing] = useState(false)
  return (
    <ConfirmDialog
      {...{ title, open, onClose, danger }}
      confirmLabel={verb}
      onConfirm={() => {
        const isMissing = reason.trim() === '' || barrier === null
        setMissing(isMissing)
        return isMissing ? undefined : onConfirm({ reason, barrier })
      }}
    >
      <p className="mb-4">{note}</p>
      <div className="mb-4">
        <BarrierField value={barrier} onChange={setBarrier} isMissing={missing} />
      </div>
      <TextArea
        name="reason"
        label={label}
        required
        rows={3}
        value={reason}
        onChange={setReason}
        {...(missing && reason.trim() === '' ? { error: t('reason.needed') } : {})}
      />
      {stored && (
        <ChangedMeanwhile
          rows={[{ name: 'reason', label, mine: reason, stored: stored.words }]}
          onMine={stored.onMine}
          onStored={onClose}
        />
      )}
      {error && !isStale(error) ? <Trouble error={error} /> : null}
    </ConfirmDialog>
  )
}
