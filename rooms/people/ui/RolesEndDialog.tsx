import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useApi } from '#platform/client/react.tsx'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate } from '#platform/time/dates.ts'
import { ConfirmDialog } from '#platform/ui/Dialogs.tsx'
import { DateField } from '#platform/ui/form/DateField.tsx'
import { TextField } from '#platform/ui/form/TextField.tsx'
import { Trouble } from '#platform/ui/States.tsx'
import { useToast } from '#platform/ui/Toasts.tsx'
import type { people } from '../contract.ts'
import { peopleMessages } from '../messages.ts'
import { nameOf, type RoleGrant } from './role-grant.ts'

/** Ends a role from a day on; it closes pages to a person, so it asks first. */
export function RolesEndDialog({
  grant,
  today,
  onClose,
}: {
  grant: RoleGrant | undefined
  today: string
  onClose: () => void
}) {
  const t = useMessages(peopleMessages)
  const { language } = useLanguage()
  const [typed, setTyped] = useState(formatDate(today, language))
  const [validTo, setValidTo] = useState<string | undefined>(today)
  const [reason, setReason] = useState('')
  const ending = useEnding(onClose)
  const words = grant && { name: nameOf(grant), role: t(`role.${grant.role}`) }
  return (
    <ConfirmDialog
      title={words ? t('roles.end.title', words) : ''}
      open={grant !== undefined}
      onClose={onClose}
      confirmLabel={t('roles.end')}
      onConfirm={() => grant && validTo && !ending.isPending && ending.mutate({ grant, validTo, reason })}
    >
      <div className="grid gap-4">
        {ending.isError && <Trouble error={ending.error} />}
        <DateField
          name="end.validTo"
          label={t('roles.end.on')}
          support={t('roles.end.on.support')}
          required
          value={typed}
          error={validTo ? undefined : t('roles.date_missing')}
          onChange={(text, isoDate) => {
            setTyped(text)
            setValidTo(isoDate)
          }}
        />
        <TextField
          name="end.reason"
          label={t('roles.why')}
          support={t('roles.why.support')}
          value={reason}
          onChange={setReason}
        />
        {validTo && <p>{t('roles.end.what', { date: formatDate(validTo, language, 'weekday') })}</p>}
      </div>
    </ConfirmDialog>
  )
}

function useEnding(onClose: () => void) {
  const t = useMessages(peopleMessages)
  const api = useApi<{ people: typeof people }>()
  const queries = useQueryClient()
  const toast = useToast()
  const revoke = useMutation(api.people.revokeRole.mutationOptions())
  return useMutation({
    mutationFn: async ({ grant, validTo, reason }: { grant: RoleGrant; validTo: string; reason: string }) => {
      const { loginName: staffNumber, role } = grant
      await revoke.mutateAsync({ staffNumber, role, validTo, ...(reason.trim() ? { reason: reason.trim() } : {}) })
      await queries.invalidateQueries({ queryKey: api.people.listRoleGrants.key() })
      toast({ message: t('roles.ended', { name: nameOf(grant), role: t(`role.${role}`) }) })
      onClose()
    },
  })
}
