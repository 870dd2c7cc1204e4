import { type ReactNode, useState } from 'react'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate, parseDate } from '#platform/time/dates.ts'
import { Button } from '#platform/ui/Button.tsx'
import { Select } from '#platform/ui/form/Choices.tsx'
import { DateField } from '#platform/ui/form/DateField.tsx'
import { type FieldTrouble, Form, messageFor } from '#platform/ui/form/Form.tsx'
import { Trouble } from '#platform/ui/States.tsx'
import { rolesPageMessages } from './messages.ts'
import { useRolesAct } from './useRolesApi.ts'

interface Props {
  readonly today: string
  readonly crossing: readonly { readonly role: string; readonly name: string }[]
  /** Who is named; undefined while nobody is chosen. */
  readonly person: number | undefined
  /** The field in which somebody is chosen, with what is wrong there. */
  readonly children?: (error: string | undefined) => ReactNode
  readonly onNamed?: () => void
}

/** Names somebody for a role from a day on. */
export function NameForm({ today, crossing, person, children, onNamed }: Props) {
  const t = useMessages(rolesPageMessages)
  const { language } = useLanguage()
  const nothing = { role: null as string | null, from: formatDate(today, language) }
  const [asked, setAsked] = useState(nothing)
  const [errors, setErrors] = useState<readonly FieldTrouble[]>([])
  const { act, error, isPending } = useRolesAct()

  async function submit() {
    const validFrom = parseDate(asked.from)
    const wrong: FieldTrouble[] = [
      ...(person === undefined ? [{ name: 'person', message: t('missing.person') }] : []),
      ...(asked.role === null ? [{ name: 'role', message: t('missing.role') }] : []),
      ...(validFrom === undefined ? [{ name: 'from', message: t('missing.from') }] : []),
    ]
    setErrors(wrong)
    if (wrong.length > 0) return
    const input = { staffMemberId: person!, role: asked.role!, validFrom: validFrom! }
    const named = await act((client) => client.roleHolders.nameRoleHolder(input), t('name.done'))
    if (!named) return
    setAsked(nothing)
    onNamed?.()
  }

  return (
    <>
      {error && <Trouble error={error} />}
      <Form
        onSubmit={submit}
        errors={errors}
        actions={
          <Button type="submit" busy={isPending}>
            {t('name.do')}
          </Button>
        }
      >
        {children?.(messageFor(errors, 'person'))}
        <Select
          name="role"
          label={t('role')}
          required
          value={asked.role}
          onChange={(role) => setAsked({ ...asked, role })}
          choices={crossing.map(({ role, name }) => ({ value: role, label: name }))}
          error={messageFor(errors, 'role')}
        />
        <DateField
          name="from"
          label={t('name.from')}
          required
          value={asked.from}
          onChange={(from) => setAsked({ ...asked, from })}
          error={messageFor(errors, 'from')}
        />
      </Form>
    </>
  )
}
