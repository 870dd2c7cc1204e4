import { useState } from 'react'
import { type FieldTrouble, messageFor } from './Form.tsx'
import { TextArea } from './TextField.tsx'

/** The reason without which something is not done: its field, what stands in it, and the faults of the form that it belongs to. */
export function useReason({ label, support, missing }: { label: string; support: string; missing: string }) {
  const [reason, setReason] = useState('')
  const [errors, setErrors] = useState<readonly FieldTrouble[]>([])
  const error = messageFor(errors, 'reason')
  return {
    reason,
    errors,
    /** Whether the reason is there and the form has no other fault; what is wrong is shown. */
    isReady(faults: readonly FieldTrouble[] = []): boolean {
      const found = [...faults, ...(reason.trim() === '' ? [{ name: 'reason', message: missing }] : [])]
      setErrors(found)
      return found.length === 0
    },
    field: (
      <TextArea
        name="reason"
        {...{ label, support }}
        required
        rows={3}
        value={reason}
        onChange={setReason}
        {...(error ? { error } : {})}
      />
    ),
  }
}
