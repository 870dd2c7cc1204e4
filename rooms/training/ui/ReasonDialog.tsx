import { useState } from 'react'
import { useMessages } from '#platform/i18n/react.tsx'
import { ConfirmDialog } from '#platform/ui/Dialogs.tsx'
import { TextArea } from '#platform/ui/form/TextField.tsx'
import { Trouble } from '#platform/ui/States.tsx'
import { pageMessages } from './messages.ts'

/** A step that needs its reason and cannot be taken back: what will happen, the reason, the verb. */
export function ReasonDialog({
  title,
  open,
  onClose,
  note,
  label,
  verb,
  danger = false,
  error,
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
  onConfirm: (reason: string) => Promise<unknown>
}) {
  const t = useMessages(pageMessages)
  const [reason, setReason] = useState('')
  const [missing, setMissing] = useState(false)
  return (
    <ConfirmDialog
      {...{ title, open, onClose, danger }}
      confirmLabel={verb}
      onConfirm={() => {
        const isMissing = reason.trim() === ''
        setMissing(isMissing)
        return isMissing ? undefined : onConfirm(reason)
      }}
    >
      <p className="mb-4">{note}</p>
      <TextArea
        name="reason"
        label={label}
        required
        rows={3}
        value={reason}
        onChange={setReason}
        {...(missing && reason.trim() === '' ? { error: t('reason.needed') } : {})}
      />
      {error ? <Trouble error={error} /> : null}
    </ConfirmDialog>
  )
}
