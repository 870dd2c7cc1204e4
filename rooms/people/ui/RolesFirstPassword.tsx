import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useApi } from '#platform/client/react.tsx'
import { useMessages } from '#platform/i18n/react.tsx'
import { newPassphrase } from '#platform/random/passphrase.ts'
import { Button } from '#platform/ui/Button.tsx'
import { ConfirmDialog } from '#platform/ui/Dialogs.tsx'
import { type FieldTrouble, Form, messageFor } from '#platform/ui/form/Form.tsx'
import { Card, KeyValues } from '#platform/ui/Page.tsx'
import { Trouble } from '#platform/ui/States.tsx'
import type { people } from '../contract.ts'
import { peopleMessages } from '../messages.ts'
import { ColleaguePicker } from './ColleaguePicker.tsx'
import { Copyable } from './Copyable.tsx'
import type { RoleGrant } from './role-grant.ts'
import type { FoundColleague } from './useColleagueSearch.ts'

/** A password to hand over, made here and shown once; it must be changed at the next sign-in. */
export function RolesFirstPassword() {
  const t = useMessages(peopleMessages)
  const api = useApi<{ people: typeof people }>()
  const queries = useQueryClient()
  const [colleague, setColleague] = useState<FoundColleague>()
  const [errors, setErrors] = useState<readonly FieldTrouble[]>([])
  const [asking, setAsking] = useState(false)
  const [made, setMade] = useState<{
    colleague: FoundColleague
    passphrase: string
    resting: readonly RoleGrant['role'][]
  }>()
  const setting = useMutation(api.people.setFirstPassword.mutationOptions())

  function ask() {
    setErrors(colleague ? [] : [{ name: 'passwordFor', message: t('roles.person_missing') }])
    setAsking(colleague !== undefined)
  }
  function make() {
    if (!colleague) return
    const passphrase = newPassphrase()
    setAsking(false)
    setting.mutate(
      { staffMemberId: colleague.id, password: passphrase },
      {
        onSuccess: ({ resting }) => {
          setMade({ colleague, passphrase, resting })
          queries.invalidateQueries({ queryKey: api.people.listRoleGrants.key() })
        },
      },
    )
  }
  function forget() {
    setMade(undefined)
    setColleague(undefined)
    setting.reset()
  }

  if (made) return <Made {...made} onForget={forget} />
  return (
    <Card className="grid gap-4">
      {setting.isError && <Trouble error={setting.error} />}
      <Form
        onSubmit={ask}
        errors={errors}
        actions={
          <Button type="submit" look="secondary" busy={setting.isPending}>
            {t('password.make')}
          </Button>
        }
      >
        <ColleaguePicker
          name="passwordFor"
          label={t('roles.person')}
          required
          error={messageFor(errors, 'passwordFor')}
          onChoose={setColleague}
        />
      </Form>
      <ConfirmDialog
        title={t('password.confirm', { name: colleague?.name ?? '' })}
        open={asking}
        onClose={() => setAsking(false)}
        confirmLabel={t('password.make')}
        onConfirm={make}
        danger={false}
      >
        <p>{t('password.confirm.what')}</p>
      </ConfirmDialog>
    </Card>
  )
}

function Made({
  colleague,
  passphrase,
  resting,
  onForget,
}: {
  colleague: FoundColleague
  passphrase: string
  resting: readonly RoleGrant['role'][]
  onForget: () => void
}) {
  const t = useMessages(peopleMessages)
  return (
    <Card title={t('password.made', { name: colleague.name })} className="grid gap-4">
      <div role="status">
        <p className="mb-3">{t('password.once')}</p>
        {resting.length > 0 && (
          <p className="mb-3">
            {t('password.resting', {
              name: colleague.name,
              roles: resting.map((role) => t(`role.${role}`)).join('、'),
            })}
          </p>
        )}
        <KeyValues
          items={[
            { label: t('password.login'), value: <span className="figures">{colleague.staffNumber}</span> },
            {
              label: t('password.passphrase'),
              value: <Copyable text={passphrase} label={t('password.passphrase')} size="large" />,
            },
          ]}
        />
      </div>
      <div>
        <Button look="secondary" onClick={onForget}>
          {t('password.done')}
        </Button>
      </div>
    </Card>
  )
}
