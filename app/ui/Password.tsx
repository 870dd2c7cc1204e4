import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { problemFrom } from '#platform/client/client.ts'
import { useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { Checkbox } from '#platform/ui/form/Choices.tsx'
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
const ofNewPassword = ['common_password', 'own_number_password', 'password_used_before']

/** One's own password; whoever signs in with a given one sees this before anything else. */
export function PasswordPage({ isGiven = false, onChanged }: { isGiven?: boolean; onChanged?: () => unknown }) {
  const t = useMessages(appMessages)
  const toast = useToast()
  const navigate = useNavigate()
  const [password, setPassword] = useState('')
  const [newPassword, setNewPassword] = useState('')
  const [isShown, setShown] = useState(false)
  const [errors, setErrors] = useState<readonly FieldTrouble[]>([])
  const change = useMutation(
    api.auth.changePassword.mutationOptions({
      onSuccess: () => {
        toast({ message: t('password.changed') })
        if (onChanged) onChanged()
        else navigate({ to: '/' })
      },
      onError: (refusal) => setErrors(atItsField(refusal)),
    }),
  )

  /** What is wrong with one of the two passwords; anything else is told above the form. */
  function atItsField(refusal: unknown): FieldTrouble[] {
    const { code = '', title = '' } = problemFrom(refusal) ?? {}
    if (code === 'wrong_name_or_password') return [{ name: 'password', message: t('password.now_wrong') }]
    return ofNewPassword.includes(code) ? [{ name: 'newPassword', message: title }] : []
  }

  function submit() {
    const wrong = [
      ...(password ? [] : [{ name: 'password', message: t('password.now_missing') }]),
      ...(newPassword.length < shortest ? [{ name: 'newPassword', message: t('password.too_short') }] : []),
    ]
    setErrors(wrong)
    if (wrong.length === 0) change.mutate({ password, newPassword })
  }

  return (
    <>
      <PageHeading lead={t(isGiven ? 'password.given' : 'password.lead')}>{t('password.title')}</PageHeading>
      <Card className="grid max-w-[30rem] gap-4">
        {change.isError && errors.length === 0 && <Trouble error={change.error} />}
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
            type={isShown ? 'text' : 'password'}
            autoComplete="current-password"
            value={password}
            onChange={setPassword}
            error={messageFor(errors, 'password')}
          />
          <TextField
            name="newPassword"
            label={t('password.new')}
            required
            type={isShown ? 'text' : 'password'}
            autoComplete="new-password"
            value={newPassword}
            onChange={setNewPassword}
            error={messageFor(errors, 'newPassword')}
          />
          <Checkbox name="shown" label={t('password.show')} checked={isShown} onChange={setShown} />
        </Form>
      </Card>
      <PasswordChanges />
      {!isGiven && <SignIns />}
    </>
  )
}
