import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useApi } from '#platform/client/react.tsx'
import { useMessages } from '#platform/i18n/react.tsx'
import { ConfirmDialog } from '#platform/ui/Dialogs.tsx'
import { TextField } from '#platform/ui/form/TextField.tsx'
import { Trouble } from '#platform/ui/States.tsx'
import { useToast } from '#platform/ui/Toasts.tsx'
import type { people } from '../contract.ts'
import { peopleMessages } from '../messages.ts'
import { RolesAsking } from './RolesAsking.tsx'
import { nameOf, type RoleGrant } from './role-grant.ts'

export type RoleAnswer = 'agree' | 'decline'

/** The second person's word about a role that rests, with what is known of who asked and whose password it is. */
export function RolesAnswerDialog({
  grant,
  answer,
  onClose,
}: {
  grant: RoleGrant | undefined
  answer: RoleAnswer
  onClose: () => void
}) {
  const t = useMessages(peopleMessages)
  const [reason, setReason] = useState('')
  const [isMissing, setMissing] = useState(false)
  const answering = useAnswering(answer, onClose)
  const words = grant && { name: nameOf(grant), role: t(`role.${grant.role}`) }
  function confirm() {
    if (!grant || answering.isPending) return
    const lacks = answer === 'decline' && !reason.trim()
    setMissing(lacks)
    if (!lacks) answering.mutate({ grant, reason: reason.trim() })
  }
  return (
    <ConfirmDialog
      title={words ? t(`roles.${answer}.title`, words) : ''}
      open={grant !== undefined}
      onClose={onClose}
      confirmLabel={t(`roles.${answer}`)}
      onConfirm={confirm}
      danger={answer === 'decline'}
    >
      <div className="grid gap-4">
        {answering.isError && <Trouble error={answering.error} />}
        {grant && <RolesAsking grant={grant} />}
        <p>{t(`roles.${answer}.what`)}</p>
        {answer === 'decline' && (
          <TextField
            name="decline.reason"
            label={t('roles.why')}
            required
            value={reason}
            error={isMissing ? t('roles.why_missing') : undefined}
            onChange={setReason}
          />
        )}
      </div>
    </ConfirmDialog>
  )
}

function useAnswering(answer: RoleAnswer, onClose: () => void) {
  const t = useMessages(peopleMessages)
  const api = useApi<{ people: typeof people }>()
  const queries = useQueryClient()
  const toast = useToast()
  const agree = useMutation(api.people.agreeToRole.mutationOptions())
  const decline = useMutation(api.people.declineRole.mutationOptions())
  return useMutation({
    mutationFn: async ({ grant, reason }: { grant: RoleGrant; reason: string }) => {
      const { roleGrantId } = grant
      if (answer === 'agree') await agree.mutateAsync({ roleGrantId })
      else await decline.mutateAsync({ roleGrantId, reason })
      await queries.invalidateQueries({ queryKey: api.people.listRoleGrants.key() })
      const words = { name: nameOf(grant), role: t(`role.${grant.role}`) }
      toast({ message: t(answer === 'agree' ? 'roles.agreed' : 'roles.declined', words) })
      onClose()
    },
  })
}
