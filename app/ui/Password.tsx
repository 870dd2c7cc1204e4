import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { type FieldTrouble, Form, messageFor } from '#platform/ui/form/Form.tsx'
import { TextField } from '#platform/ui/form/TextField.tsx'
import { Card, PageHeading } from '#platform/ui/Page.tsx'
import { Trouble } from '#platform/ui/States.tsx'
import { useToast } from '#platform/ui/Toasts.tsx'
import { PasswordChanges } from '#rooms/people/journal/ui/PasswordChanges.tsx'
import { api } from './api.ts'
import { appMessages } from './messages.ts'
import { SignIns } from './SignIns.tsx'

const shortest = 12

/** One's own password; whoever signs in with a given one sees this before anything else. */
export function PasswordPage({ isGiven = false, onChanged }: { isGiven?: boolean; onChanged?: () => unknown }) {
  const t = useMessages(appMessages)
  const toast = useToast()
  const navigate = useNavigate()
  const [password, setPassword] = useState('')
  const [newPassword, setNewPassword] = useState('')
  const [errors, setErrors] = useState<readonly FieldTrouble[]>([])
  const change = useMutation(
    api.auth.changePassword.mutationOptions({
      onSuccess: () => {
        toast({ message: t('password.changed') })
        if (onChanged) onChanged()
        else navigate({ to: '/' })
      },
    }),
  )

  function submit() {
    const wrong = newPassword.length < shortest ? [{ name: 'newPassword', message: t('password.too_short') }] : []
    setErrors(wrong)
    if (wrong.length === 0) change.mutate({ password, newPassword })
  }

  return (
    <>
      <PageHeading lead={t(isGiven ? 'password.given' : 'password.lead')}>{t('password.title')}</PageHeading>
      <Card className="grid max-w-[30rem] gap-4">
        {change.isError && <Trouble error={change.error} />}
        <Form
          onSubmit={submit}
          errors={errors}
          actions={
            <Button type="submit" busy={change.isPending}>
              {t('password.do')}
            </Button>
          }
        >
          <TextField
            name="password"
            label={t('password.now')}
            required
            type="password"
            autoComplete="current-password"
            value={password}
            onChange={setPassword}
          />
          <TextField
            name="newPassword"
            label={t('password.new')}
            required
            type="password"
            autoComplete="new-password"
            value={newPassword}
            onChange={setNewPassword}
            error={messageFor(errors, 'newPassword')}
          />
        </Form>
      </Card>
      <PasswordChanges />
      {!isGiven && <SignIns />}
    </>
  )
}
