import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useApi } from '#platform/client/react.tsx'
import type { Output } from '#platform/contract/contract.ts'
import { useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { SidePanel } from '#platform/ui/Dialogs.tsx'
import { type FieldTrouble, Form, messageFor } from '#platform/ui/form/Form.tsx'
import { TextArea } from '#platform/ui/form/TextField.tsx'
import { Trouble } from '#platform/ui/States.tsx'
import { useToast } from '#platform/ui/Toasts.tsx'
import type { records } from '#rooms/people/records/contract.ts'
import type { persons } from '../contract.ts'
import { personsPageMessages } from '../messages.ts'

type StaffRecord = Output<typeof records.showRecord>

/** 採用の辞退: whoever was to join does not come. */
export function Decline({ record, spell }: { record: StaffRecord; spell: StaffRecord['spells'][number] }) {
  const t = useMessages(personsPageMessages)
  const api = useApi<{ persons: typeof persons }>()
  const queries = useQueryClient()
  const toast = useToast()
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const [errors, setErrors] = useState<readonly FieldTrouble[]>([])
  const decline = useMutation(
    api.persons.declineEmployment.mutationOptions({
      onSuccess: () => {
        toast({ message: t('decline.done') })
        setOpen(false)
      },
      onSettled: () => queries.invalidateQueries(),
    }),
  )
  const missing = messageFor(errors, 'reason')
  function submit() {
    const found = reason.trim() === '' ? [{ name: 'reason', message: t('reason.missing') }] : []
    setErrors(found)
    const { validFrom, version: seen } = spell
    if (found.length === 0) decline.mutate({ staffMemberId: record.staffMemberId, validFrom, seen, reason })
  }
  return (
    <>
      <Button look="secondary" size="small" onClick={() => setOpen(true)}>
        {t('decline')}
      </Button>
      <SidePanel title={t('decline.title')} open={open} onClose={() => setOpen(false)}>
        <Form
          onSubmit={submit}
          errors={errors}
          actions={
            <Button type="submit" look="danger" busy={decline.isPending}>
              {t('decline.do')}
            </Button>
          }
        >
          <p>{t('decline.lead', { name: record.name })}</p>
          {decline.error && <Trouble error={decline.error} />}
          <TextArea
            name="reason"
            label={t('reason')}
            support={t('reason.support')}
            required
            rows={3}
            value={reason}
            onChange={setReason}
            {...(missing ? { error: missing } : {})}
          />
        </Form>
      </SidePanel>
    </>
  )
}
