import { useState } from 'react'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { RadioGroup } from '#platform/ui/form/Choices.tsx'
import { messageFor } from '#platform/ui/form/Form.tsx'
import { TextField } from '#platform/ui/form/TextField.tsx'
import { ColleaguePicker } from '../../ui/ColleaguePicker.tsx'
import type { FoundColleague } from '../../ui/useColleagueSearch.ts'
import { recordPageMessages } from '../messages.ts'
import { CorrectForm, DayFields } from './CorrectForm.tsx'
import { daysRead, daysTyped, type StaffRecord, useDays } from './record.ts'
import { usePut } from './useRecordsApi.ts'

/** A leave with wrong days, of another person, or that never was. */
export function CorrectLeave({
  record,
  leave,
  onDone,
}: {
  record: StaffRecord
  leave: StaffRecord['leave'][number]
  onDone: () => void
}) {
  const t = useMessages(recordPageMessages)
  const { language } = useLanguage()
  const days = useDays()
  const [what, setWhat] = useState<'days' | 'person' | 'never'>('days')
  const [typed, setTyped] = useState({
    ...daysTyped(leave, language),
    kind: leave.kind,
  })
  const [person, setPerson] = useState<FoundColleague>()
  const put = usePut(t('saved'), onDone)
  const wordsOf = (one: { kind: string; validFrom: string; lastDay: string | null }) => `${one.kind} ${days(one)}`
  const read = daysRead(typed)
  const isNever = what === 'never'
  const to =
    isNever || !read
      ? null
      : {
          ...{ ...read, kind: typed.kind },
          ...(what === 'person' && person ? { staffNumber: person.staffNumber } : {}),
        }
  return (
    <CorrectForm
      stored={leave}
      wordsOf={wordsOf}
      mine={to ? wordsOf(to) : t('what.never.leave')}
      years={record.closedYears}
      from={to && to.validFrom < leave.validFrom ? to.validFrom : leave.validFrom}
      put={put}
      onStored={onDone}
      faults={[
        ...(isNever || to ? [] : [{ name: 'from', message: t('date.missing') }]),
        ...(what === 'person' && !person ? [{ name: 'person', message: t('person.missing') }] : []),
      ]}
      onSubmit={(seen, reason) =>
        put.mutate((asked) =>
          asked.records.correctLeave({
            ...{ staffMemberId: record.staffMemberId, validFrom: leave.validFrom, seen, to, reason },
          }),
        )
      }
    >
      {(errors) => (
        <>
          <RadioGroup
            name="what"
            label={t('what')}
            value={what}
            choices={[
              { value: 'days', label: t('what.days') },
              { value: 'person', label: t('what.person') },
              { value: 'never', label: t('what.never.leave') },
            ]}
            onChange={(value) => setWhat(value as typeof what)}
          />
          {what === 'person' && (
            <ColleaguePicker
              name="person"
              label={t('person')}
              support={t('person.support')}
              required
              onChoose={setPerson}
              {...errorOf(messageFor(errors, 'person'))}
            />
          )}
          {!isNever && (
            <>
              <DayFields typed={typed} onType={setTyped} errors={errors} />
              <TextField
                name="kind"
                label={t('kind')}
                value={typed.kind}
                characters={12}
                onChange={(kind) => setTyped({ ...typed, kind })}
              />
            </>
          )}
        </>
      )}
    </CorrectForm>
  )
}

const errorOf = (error: string | undefined) => (error ? { error } : {})
