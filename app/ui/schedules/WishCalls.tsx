import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Output } from '#platform/contract/contract.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate, parseDate } from '#platform/time/dates.ts'
import { Button } from '#platform/ui/Button.tsx'
import { ConfirmDialog } from '#platform/ui/Dialogs.tsx'
import { DateField } from '#platform/ui/form/DateField.tsx'
import { type FieldTrouble, Form, messageFor } from '#platform/ui/form/Form.tsx'
import { Section } from '#platform/ui/Page.tsx'
import { Trouble } from '#platform/ui/States.tsx'
import { barrierMessages } from '#rooms/training/barrier.messages.ts'
import type { training } from '#rooms/training/contract.ts'
import { CourseField } from '#rooms/training/rounds/ui/CourseField.tsx'
import { useAct } from '#rooms/training/ui/useTrainingApi.ts'
import { api } from '../api.ts'
import { pageMessages } from './messages.ts'

type Call = Output<typeof training.listWishCalls>['calls'][number]

/** HR asks people when they cannot and what they wish for, sees how many have said something, and ends it. */
export function WishCalls() {
  const t = useMessages(pageMessages)
  const [isAsking, setIsAsking] = useState(false)
  const { data, error, refetch } = useQuery(api.training.listWishCalls.queryOptions({ input: {} }))
  return (
    <Section title={t('wishes.title')} lead={t('wishes.lead')}>
      {error && <Trouble error={error} retry={refetch} />}
      <ul className="mb-4 grid gap-4">
        {data?.calls.map((call) => (
          <OneCall key={call.wishCallId} call={call} />
        ))}
      </ul>
      {isAsking ? (
        <CallForm onDone={() => setIsAsking(false)} />
      ) : (
        <Button look="secondary" size="small" onClick={() => setIsAsking(true)}>
          {t('wishes.do')}
        </Button>
      )}
    </Section>
  )
}

function OneCall({ call }: { call: Call }) {
  const t = useMessages(pageMessages)
  const why = useMessages(barrierMessages)
  const { language } = useLanguage()
  const { act, error } = useAct()
  const [asking, setAsking] = useState(false)
  const { wishCallId, course, from, to, closesOn, isOpen, cannot, ...counts } = call
  const day = (on: string) => formatDate(on, language, 'short')
  const reasons = cannot.map(({ barrier, people }) =>
    t('wishes.cannot_of', { barrier: why(`barrier.${barrier}`), n: people }),
  )
  return (
    <li className="min-w-0 rounded-12 border border-solid-gray-200 bg-white p-4">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-2">
        <h3 className="figures text-std-16B-170">
          {t('wishes.call', { course: course.title, from: day(from), to: day(to) })}
        </h3>
        <Button look="text" size="small" onClick={() => setAsking(true)}>
          {t('wishes.end')}
          <span className="sr-only"> {course.title}</span>
        </Button>
      </div>
      <p className="figures">{t(isOpen ? 'wishes.open' : 'wishes.closed', { on: day(closesOn) })}</p>
      <p className="figures">{t('wishes.counts', counts)}</p>
      {reasons.length > 0 && <p className="figures">{t('wishes.cannot', { reasons })}</p>}
      {error && <Trouble error={error} />}
      <ConfirmDialog
        title={t('wishes.end_ask', { course: course.title })}
        open={asking}
        onClose={() => setAsking(false)}
        confirmLabel={t('wishes.end')}
        danger={false}
        onConfirm={async () => {
          await act((client) => client.training.endWishCall({ wishCallId }), t('wishes.ended'))
          setAsking(false)
        }}
      >
        <p>{t('wishes.end_lead')}</p>
      </ConfirmDialog>
    </li>
  )
}

const empty = { courseCode: '', from: '', to: '', closesOn: '' }
const dates = ['from', 'to', 'closesOn'] as const

function CallForm({ onDone }: { onDone: () => void }) {
  const t = useMessages(pageMessages)
  const { act, error, isPending } = useAct<Output<typeof training.callForWishes>>()
  const [typed, setTyped] = useState(empty)
  const [errors, setErrors] = useState<readonly FieldTrouble[]>([])
  const errorOf = (name: string) => {
    const message = messageFor(errors, name)
    return message ? { error: message } : {}
  }
  async function submit() {
    const [from, to, closesOn] = dates.map((name) => parseDate(typed[name]))
    const isMissing = { courseCode: typed.courseCode.trim() === '', from: !from, to: !to, closesOn: !closesOn }
    const faults = Object.entries(isMissing).flatMap(([name, is]) =>
      is ? [{ name: `wishes-${name}`, message: t(name === 'courseCode' ? 'wishes.missing' : 'search.date') }] : [],
    )
    setErrors(faults)
    if (!from || !to || !closesOn || faults.length > 0) return
    const asked = { courseCode: typed.courseCode, from, to, closesOn }
    const called = await act(
      (client) => client.training.callForWishes(asked),
      (answer) => t('wishes.asked', { n: answer.asked }),
    )
    if (called) onDone()
  }
  return (
    <Form
      onSubmit={submit}
      errors={errors}
      actions={
        <>
          <Button look="secondary" type="submit" busy={isPending}>
            {t('wishes.do')}
          </Button>
          <Button look="text" onClick={onDone}>
            {t('draft.not')}
          </Button>
        </>
      }
    >
      <CourseField
        name="wishes-courseCode"
        label={t('wishes.course')}
        value={typed.courseCode}
        onChange={(courseCode) => setTyped({ ...typed, courseCode })}
        {...errorOf('wishes-courseCode')}
      />
      {dates.map((name) => (
        <DateField
          key={name}
          name={`wishes-${name}`}
          label={t(`wishes.${name}`)}
          required
          value={typed[name]}
          onChange={(value) => setTyped({ ...typed, [name]: value })}
          {...errorOf(`wishes-${name}`)}
        />
      ))}
      {error && <Trouble error={error} />}
    </Form>
  )
}
