import { useState } from 'react'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { RadioGroup } from '#platform/ui/form/Choices.tsx'
import { messageFor } from '#platform/ui/form/Form.tsx'
import { TextField } from '#platform/ui/form/TextField.tsx'
import { recordPageMessages } from '../messages.ts'
import { CorrectForm, DayFields } from './CorrectForm.tsx'
import { daysRead, daysTyped, type StaffRecord, useDays } from './record.ts'
import { usePut } from './useRecordsApi.ts'

/** An employment with wrong days, category or occupation, or one that never was. */
export function CorrectSpell({
  record,
  spell,
  onDone,
}: {
  record: StaffRecord
  spell: StaffRecord['spells'][number]
  onDone: () => void
}) {
  const t = useMessages(recordPageMessages)
  const { language } = useLanguage()
  const days = useDays()
  const [what, setWhat] = useState<'fields' | 'never'>('fields')
  const [typed, setTyped] = useState({
    ...daysTyped(spell, language),
    category: spell.employmentCategory,
    occupation: spell.occupation,
  })
  const put = usePut(t('saved'), onDone)
  const wordsOf = (one: Pick<typeof spell, 'validFrom' | 'lastDay' | 'employmentCategory' | 'occupation'>) =>
    `${one.employmentCategory} ${one.occupation} ${days(one)}`
  const read = daysRead(typed)
  const isNever = what === 'never'
  const to =
    isNever || !read
      ? null
      : { ...read, employmentCategory: typed.category.trim(), occupation: typed.occupation.trim() }
  const missing = (name: 'category' | 'occupation') =>
    isNever || typed[name].trim() ? [] : [{ name, message: t('field.missing') }]
  return (
    <CorrectForm
      stored={spell}
      wordsOf={wordsOf}
      mine={to ? wordsOf(to) : t('what.never.spell')}
      years={record.closedYears}
      from={to && to.validFrom < spell.validFrom ? to.validFrom : spell.validFrom}
      put={put}
      onStored={onDone}
      faults={[
        ...(isNever || to ? [] : [{ name: 'from', message: t('date.missing') }]),
        ...missing('category'),
        ...missing('occupation'),
      ]}
      onSubmit={(seen, reason) => {
        const { staffMemberId } = record
        const { staffNumber, validFrom: from } = spell
        put.mutate((asked) =>
          asked.records.correctEmployment({ staffMemberId, staffNumber, validFrom: from, seen, to, reason }),
        )
      }}
    >
      {(errors) => (
        <>
          <RadioGroup
            name="what"
            label={t('what')}
            value={what}
            choices={[
              { value: 'fields', label: t('what.fields') },
              { value: 'never', label: t('what.never.spell') },
            ]}
            onChange={(value) => setWhat(value as typeof what)}
          />
          {isNever ? (
            <p>{t('what.never.spell.support')}</p>
          ) : (
            <>
              <DayFields typed={typed} onType={setTyped} errors={errors} />
              {(['category', 'occupation'] as const).map((name) => (
                <TextField
                  key={name}
                  name={name}
                  label={t(name)}
                  required
                  value={typed[name]}
                  characters={12}
                  error={messageFor(errors, name)}
                  onChange={(value) => setTyped({ ...typed, [name]: value })}
                />
              ))}
            </>
          )}
        </>
      )}
    </CorrectForm>
  )
}
