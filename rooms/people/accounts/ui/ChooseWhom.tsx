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

/** Everybody, or the people of some sections; asked again before passwords are made. */
export function ChooseWhom({
  people,
  sections,
  onMake,
}: Output<typeof accounts.listAccountsToIssue> & {
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
    setErrors(isMissing ? [{ name: 'sections', message: t('choose.missing') }] : [])
    setAsking(!isMissing)
  }
  function turn(code: string, isOn: boolean) {
    setCodes(isOn ? new Set([...codes, code]) : new Set([...codes].filter((one) => one !== code)))
  }

  return (
    <Card>
      <Form onSubmit={ask} errors={errors} actions={<Button type="submit">{t('make', { count })}</Button>}>
        <RadioGroup
          name="whom"
          label={t('whom')}
          required
          value={whom}
          onChange={(value) => setWhom(value === 'some' ? 'some' : 'everyone')}
          choices={[
            { value: 'everyone', label: t('choose.everyone', { count: people }) },
            { value: 'some', label: t('choose.some') },
          ]}
        />
        {whom === 'some' && (
          <FieldGroup name="sections" label={t('choose')} required error={messageFor(errors, 'sections')}>
            <ul className="gap-x-6 sm:columns-2">
              {named.map(({ sectionCode, name, people: waiting }) => (
                <li key={sectionCode} className="break-inside-avoid">
                  <Checkbox
                    name={`section-${sectionCode}`}
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
        title={t('make.title', { count })}
        open={isAsking}
        onClose={() => setAsking(false)}
        confirmLabel={t('make', { count })}
        onConfirm={() => {
          setAsking(false)
          onMake(whom === 'everyone' ? undefined : [...codes], count)
        }}
        danger={false}
      >
        <p>{t('make.what')}</p>
      </ConfirmDialog>
    </Card>
  )
}
