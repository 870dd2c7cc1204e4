import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useApi } from '#platform/client/react.tsx'
import type { Output } from '#platform/contract/contract.ts'
import { useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { SidePanel } from '#platform/ui/Dialogs.tsx'
import { Form } from '#platform/ui/form/Form.tsx'
import { useReason } from '#platform/ui/form/useReason.tsx'
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
  const because = useReason({ label: t('reason'), support: t('reason.support'), missing: t('reason.missing') })
  const decline = useMutation(
    api.persons.declineEmployment.mutationOptions({
      onSuccess: () => {
        toast({ message: t('decline.done') })
        setOpen(false)
      },
      onSettled: () => queries.invalidateQueries(),
    }),
  )
  function submit() {
    const { validFrom, version: seen } = spell
    const { reason } = because
    if (because.isReady()) decline.mutate({ staffMemberId: record.staffMemberId, validFrom, seen, reason })
  }
  return (
    <>
      <Button look="secondary" size="small" onClick={() => setOpen(true)}>
        {t('decline')}
      </Button>
      <SidePanel title={t('decline.title')} open={open} onClose={() => setOpen(false)}>
        <Form
          onSubmit={submit}
          errors={because.errors}
          actions={
            <Button type="submit" look="danger" busy={decline.isPending}>
              {t('decline.do')}
            </Button>
          }
        >
          <p>{t('decline.lead', { name: record.name })}</p>
          {decline.error && <Trouble error={decline.error} />}
          {because.field}
        </Form>
      </SidePanel>
    </>
  )
}
