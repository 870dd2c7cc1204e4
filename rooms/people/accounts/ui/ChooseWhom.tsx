import { useState } from 'react'
import type { Output } from '#platform/contract/contract.ts'
import { useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { ConfirmDialog } from '#platform/ui/Dialogs.tsx'
import { Checkbox, RadioGroup } from '#platform/ui/form/Choices.tsx'
import { FieldGroup } from '#platform/ui/form/Field.tsx'
import { type FieldTrouble, Form, messageFor } from '#platform/ui/form/Form.tsx'
import { Card } from '#platform/ui/Page.tsx'
import type { accounts } from '../contract.ts'
import { accountsMessages } from '../messages.ts'

const words = {
  first: { whom: 'whom', make: 'make', title: 'make.title', what: 'make.what' },
  again: { whom: 'again.whom', make: 'again.make', title: 'again.make.title', what: 'again.make.what' },
} as const

/** Everybody, or the people of some sections; asked again before passwords are made: first ones, or anew. */
export function ChooseWhom({
  people,
  sections,
  of,
  onMake,
}: Pick<Output<typeof accounts.listAccountsToIssue>, 'people' | 'sections'> & {
  of: keyof typeof words
  onMake: (sectionCodes: string[] | undefined, count: number) => void
}) {
  const t = useMessages(accountsMessages)
  const [whom, setWhom] = useState<'everyone' | 'some'>('everyone')
  const [codes, setCodes] = useState<ReadonlySet<string>>(new Set())
  const [errors, setErrors] = useState<readonly FieldTrouble[]>([])
  const [isAsking, setAsking] = useState(false)
  const named = sections.filter(({ sectionCode }) => sectionCode !== null)
  const nowhere = sections.find(({ sectionCode }) => sectionCode === null)
  const chosen = named.filter(({ sectionCode }) => codes.has(sectionCode!))
  const count = whom === 'everyone' ? people : chosen.reduce((sum, section) => sum + section.people, 0)

  function ask() {
    const isMissing = count === 0
    setErrors(isMissing ? [{ name: `sections-${of}`, message: t('choose.missing') }] : [])
    setAsking(!isMissing)
  }
  function turn(code: string, isOn: boolean) {
    setCodes(isOn ? new Set([...codes, code]) : new Set([...codes].filter((one) => one !== code)))
  }

  return (
    <Card>
      <Form
        onSubmit={ask}
        errors={errors}
        actions={
          <Button type="submit" look={of === 'first' ? 'primary' : 'secondary'}>
            {t(words[of].make, { count })}
          </Button>
        }
      >
        <RadioGroup
          name={`whom-${of}`}
          label={t(words[of].whom)}
          required
          value={whom}
          onChange={(value) => setWhom(value === 'some' ? 'some' : 'everyone')}
          choices={[
            { value: 'everyone', label: t('choose.everyone', { count: people }) },
            { value: 'some', label: t('choose.some') },
          ]}
        />
        {whom === 'some' && (
          <FieldGroup name={`sections-${of}`} label={t('choose')} required error={messageFor(errors, `sections-${of}`)}>
            <ul className="gap-x-6 sm:columns-2">
              {named.map(({ sectionCode, name, people: waiting }) => (
                <li key={sectionCode} className="break-inside-avoid">
                  <Checkbox
                    name={`section-${of}-${sectionCode}`}
                    label={t('section.people', { name: name ?? '', count: waiting })}
                    checked={codes.has(sectionCode!)}
                    onChange={(isOn) => turn(sectionCode!, isOn)}
                  />
                </li>
              ))}
            </ul>
            {nowhere && <p className="mt-2 text-solid-gray-700">{t('no_section', { count: nowhere.people })}</p>}
          </FieldGroup>
        )}
      </Form>
      <ConfirmDialog
        title={t(words[of].title, { count })}
        open={isAsking}
        onClose={() => setAsking(false)}
        confirmLabel={t(words[of].make, { count })}
        onConfirm={() => {
          setAsking(false)
          onMake(whom === 'everyone' ? undefined : [...codes], count)
        }}
        danger={false}
      >
        <p>{t(words[of].what)}</p>
      </ConfirmDialog>
    </Card>
  )
}
