import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useApi } from '#platform/client/react.tsx'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { addDays, formatDate, parseDate } from '#platform/time/dates.ts'
import { Button } from '#platform/ui/Button.tsx'
import { RadioGroup } from '#platform/ui/form/Choices.tsx'
import { DateField } from '#platform/ui/form/DateField.tsx'
import { type FieldTrouble, Form, messageFor } from '#platform/ui/form/Form.tsx'
import { TextField } from '#platform/ui/form/TextField.tsx'
import { Card } from '#platform/ui/Page.tsx'
import { Trouble } from '#platform/ui/States.tsx'
import { useToast } from '#platform/ui/Toasts.tsx'
import type { people } from '../contract.ts'
import { peopleMessages } from '../messages.ts'
import { ColleaguePicker } from './ColleaguePicker.tsx'
import { grantedRoles, type RoleGrant } from './role-grant.ts'
import type { FoundColleague } from './useColleagueSearch.ts'

type Role = RoleGrant['role']
interface Asked {
  colleague: FoundColleague | undefined
  role: Role | null
  from: string
  /** Last day with the role, as typed; the contract wants the first day without it. */
  until: string
  reason: string
}

/** Gives a member of staff one of the roles that no post gives, for a span of days. */
export function RolesGrantForm({ today }: { today: string }) {
  const t = useMessages(peopleMessages)
  const { language } = useLanguage()
  const nothing: Asked = { colleague: undefined, role: null, from: formatDate(today, language), until: '', reason: '' }
  const [asked, setAsked] = useState(nothing)
  const [errors, setErrors] = useState<readonly FieldTrouble[]>([])
  const [round, setRound] = useState(0)
  const find = useTroubles()
  const granting = useGranting()
  const set = (change: Partial<Asked>) => setAsked({ ...asked, ...change })

  function submit() {
    const wrong = find(asked)
    setErrors(wrong)
    if (wrong.length > 0) return
    granting.mutate(asked, {
      onSuccess: () => {
        setAsked(nothing)
        setRound(round + 1)
      },
    })
  }

  return (
    <Card className="grid gap-4">
      {granting.isError && <Trouble error={granting.error} />}
      <Form
        onSubmit={submit}
        errors={errors}
        actions={
          <Button type="submit" busy={granting.isPending}>
            {t('roles.give.do')}
          </Button>
        }
      >
        <ColleaguePicker
          key={round}
          name="colleague"
          label={t('roles.person')}
          required
          error={messageFor(errors, 'colleague')}
          onChoose={(colleague) => set({ colleague })}
        />
        <RadioGroup
          name="role"
          label={t('roles.role')}
          required
          value={asked.role}
          onChange={(role) => set({ role: role as Role })}
          choices={grantedRoles.map((role) => ({ value: role, label: t(`role.${role}`) }))}
          error={messageFor(errors, 'role')}
          inRow
        />
        <DateField
          name="from"
          label={t('roles.from')}
          support={t('roles.from.support')}
          required
          value={asked.from}
          onChange={(from) => set({ from })}
          error={messageFor(errors, 'from')}
        />
        <DateField
          name="until"
          label={t('roles.until')}
          support={t('roles.until.support')}
          value={asked.until}
          onChange={(until) => set({ until })}
          error={messageFor(errors, 'until')}
        />
        <TextField
          name="reason"
          label={t('roles.why')}
          support={t('roles.why.support')}
          value={asked.reason}
          onChange={(reason) => set({ reason })}
        />
      </Form>
    </Card>
  )
}

function useTroubles() {
  const t = useMessages(peopleMessages)
  return ({ colleague, role, from, until }: Asked): FieldTrouble[] => {
    const [first, last] = [parseDate(from), parseDate(until)]
    return [
      !colleague && { name: 'colleague', message: t('roles.person_missing') },
      !role && { name: 'role', message: t('roles.role_missing') },
      !first && { name: 'from', message: t('roles.date_missing') },
      until.trim() !== '' && !last && { name: 'until', message: t('roles.date_missing') },
      first && last && last < first && { name: 'until', message: t('roles.until_before_from') },
    ].filter((trouble) => trouble !== false && trouble !== undefined && trouble !== '')
  }
}

function useGranting() {
  const t = useMessages(peopleMessages)
  const { language } = useLanguage()
  const api = useApi<{ people: typeof people }>()
  const queries = useQueryClient()
  const toast = useToast()
  const grant = useMutation(api.people.grantRole.mutationOptions())
  return useMutation({
    mutationFn: async ({ colleague, role, from, until, reason }: Asked) => {
      const last = parseDate(until)
      const { waitsUntil } = await grant.mutateAsync({
        staffNumber: colleague!.staffNumber,
        role: role!,
        validFrom: parseDate(from)!,
        ...(last ? { validTo: addDays(last, 1) } : {}),
        ...(reason.trim() ? { reason: reason.trim() } : {}),
      })
      await queries.invalidateQueries({ queryKey: api.people.listRoleGrants.key() })
      const words = { name: colleague!.name, role: t(`role.${role!}`) }
      const day = waitsUntil && formatDate(waitsUntil, language)
      toast({ message: day ? t('roles.given.waits', { ...words, until: day }) : t('roles.given', words) })
    },
  })
}
