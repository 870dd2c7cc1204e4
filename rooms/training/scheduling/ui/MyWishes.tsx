import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Input, Output } from '#platform/contract/contract.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate } from '#platform/time/dates.ts'
import { Button } from '#platform/ui/Button.tsx'
import { Checkbox, Select } from '#platform/ui/form/Choices.tsx'
import { Card, Section } from '#platform/ui/Page.tsx'
import { Trouble } from '#platform/ui/States.tsx'
import { barrierMessages } from '../../barrier.messages.ts'
import { barriers } from '../../barrier.rules.ts'
import { useAct, useTrainingApi } from '../../ui/useTrainingApi.ts'
import { useSessionTimes } from '../../ui/words.tsx'
import type { wishing } from '../wishing.contract.ts'
import { pageMessages } from './messages.ts'

type Call = Output<typeof wishing.showMyWishes>['calls'][number]
type Said = Input<typeof wishing.sayWishes>

/** 日程の希望: courses for which I am asked when I cannot and what I wish for; nothing where nobody asks. */
export function MyWishes() {
  const t = useMessages(pageMessages)
  const api = useTrainingApi()
  const { data } = useQuery(api.training.showMyWishes.queryOptions({ input: {} }))
  if (!data || data.calls.length === 0) return null
  return (
    <Section title={t('wishes')} lead={t('wishes.lead')}>
      <div className="grid gap-4">
        {data.calls.map((call) => (
          <OneCall key={call.wishCallId} call={call} />
        ))}
      </div>
    </Section>
  )
}

const CAN = 'can'
const reasons = barriers.filter((barrier) => barrier !== 'unsorted')

function OneCall({ call }: { call: Call }) {
  const t = useMessages(pageMessages)
  const why = useMessages(barrierMessages)
  const { language } = useLanguage()
  const { when } = useSessionTimes()
  const { act, error, isPending } = useAct()
  const { wishCallId, course, closesOn, saidOn, halfDays, sessions } = call
  const [cannot, setCannot] = useState(() => new Map(halfDays.map((one) => [keyOf(one), one.cannot])))
  const [wished, setWished] = useState(
    () => new Set(sessions.flatMap(({ session, isWished }) => (isWished ? [session.courseSessionId] : []))),
  )
  const [isOpen, setIsOpen] = useState(saidOn === null)
  const day = (on: string) => formatDate(on, language, 'weekday')
  async function say() {
    const said: Said['cannot'] = halfDays.flatMap(({ day: on, half }) => {
      const barrier = cannot.get(keyOf({ day: on, half }))
      return barrier ? [{ day: on, half, barrier }] : []
    })
    const wishes = { wishCallId, cannot: said, courseSessionIds: [...wished] }
    if (await act((client) => client.training.sayWishes(wishes), t('wishes.done'))) setIsOpen(false)
  }
  return (
    <Card title={course.title}>
      <p className="figures">
        {saidOn === null
          ? t('wishes.until', { on: day(closesOn) })
          : t('wishes.said', { on: day(saidOn), until: day(closesOn) })}
      </p>
      {!isOpen && (
        <Button look="secondary" size="small" onClick={() => setIsOpen(true)}>
          {t('wishes.again')}
          <span className="sr-only"> {course.title}</span>
        </Button>
      )}
      {isOpen && (
        <div className="mt-2 grid gap-4">
          <fieldset className="min-w-0">
            <legend className="text-std-16B-170">{t('wishes.cannot')}</legend>
            <p className="text-solid-gray-700">{t('wishes.cannot_support')}</p>
            <div className="mt-2 grid max-h-96 gap-3 overflow-y-auto p-1 md:grid-cols-2 lg:grid-cols-3">
              {halfDays.map((one) => (
                <Select
                  key={keyOf(one)}
                  name={`cannot-${wishCallId}-${keyOf(one)}`}
                  label={t('wishes.half', { day: day(one.day), half: t(`wishes.${one.half}`) })}
                  value={cannot.get(keyOf(one)) ?? CAN}
                  onChange={(value) =>
                    setCannot(new Map(cannot).set(keyOf(one), reasons.find((reason) => reason === value) ?? null))
                  }
                  choices={[
                    { value: CAN, label: t('wishes.can') },
                    ...reasons.map((reason) => ({ value: reason, label: why(`barrier.${reason}`) })),
                  ]}
                />
              ))}
            </div>
          </fieldset>
          <fieldset className="min-w-0">
            <legend className="text-std-16B-170">{t('wishes.sessions')}</legend>
            <div className="max-h-96 overflow-y-auto p-1">
              {sessions.map(({ session }) => (
                <Checkbox
                  key={session.courseSessionId}
                  name={`wish-${wishCallId}-${session.courseSessionId}`}
                  label={t('wishes.session', { when: when(session), place: session.place })}
                  checked={wished.has(session.courseSessionId)}
                  onChange={(is) => {
                    const next = new Set(wished)
                    if (is) next.add(session.courseSessionId)
                    else next.delete(session.courseSessionId)
                    setWished(next)
                  }}
                />
              ))}
            </div>
          </fieldset>
          <span>
            <Button size="small" busy={isPending} onClick={say}>
              {t('wishes.say')}
              <span className="sr-only"> {course.title}</span>
            </Button>
          </span>
          {error && <Trouble error={error} />}
        </div>
      )}
    </Card>
  )
}

const keyOf = ({ day, half }: Pick<Call['halfDays'][number], 'day' | 'half'>) => day + half
