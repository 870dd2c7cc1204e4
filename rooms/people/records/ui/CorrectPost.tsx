import { useState } from 'react'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { Checkbox, RadioGroup } from '#platform/ui/form/Choices.tsx'
import { recordPageMessages } from '../messages.ts'
import { CorrectForm, DayFields } from './CorrectForm.tsx'
import { daysRead, daysTyped, type StaffRecord, useDays } from './record.ts'
import { usePut } from './useRecordsApi.ts'

/** An assignment with wrong days, or one that never happened. */
export function CorrectPost({
  record,
  post,
  onDone,
}: {
  record: StaffRecord
  post: StaffRecord['posts'][number]
  onDone: () => void
}) {
  const t = useMessages(recordPageMessages)
  const { language } = useLanguage()
  const days = useDays()
  const [what, setWhat] = useState<'days' | 'never'>('days')
  const [typed, setTyped] = useState({
    ...daysTyped(post, language),
  })
  const [previousGoesOn, setPreviousGoesOn] = useState(post.previous !== null)
  const put = usePut(t('saved'), onDone)
  const wordsOf = (one: { validFrom: string; lastDay: string | null }) => `${post.sectionName} ${days(one)}`
  const read = daysRead(typed)
  const to = what === 'never' || !read ? null : read
  const { assignmentId } = post
  return (
    <CorrectForm
      stored={post}
      wordsOf={wordsOf}
      mine={to ? wordsOf(to) : t('what.never.post')}
      years={record.closedYears}
      from={to && to.validFrom < post.validFrom ? to.validFrom : post.validFrom}
      put={put}
      onStored={onDone}
      faults={what === 'never' || to ? [] : [{ name: 'from', message: t('date.missing') }]}
      onSubmit={(seen, reason) =>
        put.mutate((asked) =>
          asked.records.correctAssignment({
            ...{ staffMemberId: record.staffMemberId, assignmentId, seen, to, previousGoesOn, reason },
          }),
        )
      }
    >
      {(errors) => (
        <>
          <RadioGroup
            name="what"
            label={t('what')}
            support={t('what.support')}
            value={what}
            choices={[
              { value: 'days', label: t('what.days') },
              { value: 'never', label: t('what.never.post') },
            ]}
            onChange={(value) => setWhat(value as typeof what)}
          />
          {what === 'days' && <DayFields typed={typed} onType={setTyped} errors={errors} />}
          {post.previous !== null && (
            <Checkbox
              name="previousGoesOn"
              label={t('previous', { section: post.previous })}
              checked={previousGoesOn}
              onChange={setPreviousGoesOn}
            />
          )}
        </>
      )}
    </CorrectForm>
  )
}
