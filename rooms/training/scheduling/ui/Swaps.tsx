import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Output } from '#platform/contract/contract.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate } from '#platform/time/dates.ts'
import { PersonPicker } from '#platform/ui/aria/PersonPicker.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { ConfirmDialog } from '#platform/ui/Dialogs.tsx'
import { RadioGroup, Select } from '#platform/ui/form/Choices.tsx'
import { Card, Section } from '#platform/ui/Page.tsx'
import { Trouble } from '#platform/ui/States.tsx'
import { useColleagueSearch } from '#rooms/people/ui/useColleagueSearch.ts'
import { useAct, useTrainingApi } from '../../ui/useTrainingApi.ts'
import { useSessionTimes } from '../../ui/words.tsx'
import type { swapping } from '../swapping.contract.ts'
import { pageMessages } from './messages.ts'

type Swaps = Output<typeof swapping.listSwaps>
type Seat = Swaps['seats'][number]

/** 席の交換: who asks me, and my own seats that I could swap; nothing where there is neither. */
export function Swaps() {
  const t = useMessages(pageMessages)
  const api = useTrainingApi()
  const { data } = useQuery(api.training.listSwaps.queryOptions({ input: {} }))
  if (!data || (data.seats.length === 0 && data.requests.length === 0)) return null
  return (
    <Section title={t('swaps')} lead={t('swaps.lead')}>
      <div className="grid gap-4 lg:grid-cols-2">
        {data.requests.map((one) => (
          <Request key={one.seatSwapId} request={one} />
        ))}
        {data.seats.map((one) => (
          <MySeat key={one.applicationId} seat={one} />
        ))}
      </div>
    </Section>
  )
}

function Request({ request }: { request: Swaps['requests'][number] }) {
  const t = useMessages(pageMessages)
  const { language } = useLanguage()
  const { when } = useSessionTimes()
  const { act, error } = useAct()
  const [asking, setAsking] = useState(false)
  const { seatSwapId, person, course, theirs, mine, isNamed, endsOn } = request
  async function agree() {
    setAsking(false)
    await act((client) => client.training.agreeToSwap({ seatSwapId }), t('swaps.agreed'))
  }
  return (
    <Card title={t('swaps.of', { name: person.name })}>
      <p className="text-solid-gray-700">{course.title}</p>
      <p className="figures">{t('swaps.mine', { when: when(mine) })}</p>
      <p className="figures">{t('swaps.theirs', { when: when(theirs) })}</p>
      <p className="figures text-solid-gray-700">{t('swaps.until', { on: formatDate(endsOn, language, 'weekday') })}</p>
      <div className="mt-4 flex flex-wrap gap-3">
        <Button look="secondary" size="small" onClick={() => setAsking(true)}>
          {t('swaps.agree')}
          <span className="sr-only"> {person.name}</span>
        </Button>
        {isNamed && (
          <Button
            look="text"
            size="small"
            onClick={() =>
              act(
                (client) => client.training.declineSwap({ seatSwapId }),
                t('swaps.declined'),
                (client) => client.training.takeBackSwapAnswer({ seatSwapId }),
              )
            }
          >
            {t('swaps.decline')}
            <span className="sr-only"> {person.name}</span>
          </Button>
        )}
      </div>
      <ConfirmDialog
        title={t('swaps.of', { name: person.name })}
        open={asking}
        onClose={() => setAsking(false)}
        confirmLabel={t('swaps.agree')}
        onConfirm={agree}
        danger={false}
      >
        <p>{t('swaps.sure', { mine: when(mine), theirs: when(theirs) })}</p>
      </ConfirmDialog>
      {error && <Trouble error={error} />}
    </Card>
  )
}

function MySeat({ seat }: { seat: Seat }) {
  const t = useMessages(pageMessages)
  const { language } = useLanguage()
  const { when } = useSessionTimes()
  const { act, error } = useAct()
  const [asking, setAsking] = useState(false)
  const { course, session, asked } = seat
  return (
    <Card title={course.title}>
      <p className="figures">{t('swaps.have', { when: when(session) })}</p>
      {asked && (
        <>
          <p className="figures">
            {t(asked.person ? 'swaps.asked_of' : 'swaps.asked', {
              when: when(asked.session),
              name: asked.person?.name ?? '',
              on: formatDate(asked.endsOn, language, 'weekday'),
            })}
          </p>
          <Button
            look="text"
            size="small"
            onClick={() =>
              act((client) => client.training.withdrawSwap({ seatSwapId: asked.seatSwapId }), t('swaps.withdrawn'))
            }
          >
            {t('swaps.withdraw')}
            <span className="sr-only"> {course.title}</span>
          </Button>
          {error && <Trouble error={error} />}
        </>
      )}
      {!asked && !asking && (
        <Button look="secondary" size="small" onClick={() => setAsking(true)}>
          {t('swaps.ask')}
          <span className="sr-only"> {course.title}</span>
        </Button>
      )}
      {!asked && asking && <Ask seat={seat} onClose={() => setAsking(false)} />}
    </Card>
  )
}

function Ask({ seat, onClose }: { seat: Seat; onClose: () => void }) {
  const t = useMessages(pageMessages)
  const { when } = useSessionTimes()
  const { act, error, isPending } = useAct()
  const [to, setTo] = useState<string | null>(null)
  const [of, setOf] = useState<'anyone' | 'named'>('anyone')
  const [typed, setTyped] = useState('')
  const [chosen, setChosen] = useState<{ id: number; name: string } | null>(null)
  const found = useColleagueSearch(of === 'named' ? typed : '')
  const isReady = to !== null && (of === 'anyone' || chosen !== null)
  async function send() {
    if (!isReady) return
    const asked = { applicationId: seat.applicationId, courseSessionId: Number(to) }
    const named = of === 'named' && chosen ? { staffMemberId: chosen.id } : {}
    if (await act((client) => client.training.askSwap({ ...asked, ...named }), t('swaps.sent'))) onClose()
  }
  return (
    <div className="mt-2 grid gap-3">
      <Select
        name={`swap-${seat.applicationId}`}
        label={t('swaps.where')}
        value={to}
        onChange={setTo}
        choices={seat.others.map((one) => ({ value: String(one.courseSessionId), label: when(one) }))}
      />
      <RadioGroup
        name={`swap-of-${seat.applicationId}`}
        label={t('swaps.whom')}
        value={of}
        onChange={(value) => setOf(value === 'named' ? 'named' : 'anyone')}
        choices={(['anyone', 'named'] as const).map((value) => ({ value, label: t(`swaps.${value}`) }))}
      />
      {of === 'named' && (
        <div>
          <PersonPicker
            name={`swap-person-${seat.applicationId}`}
            label={t('swaps.person')}
            people={found}
            words={typed}
            onWords={(words) => {
              setTyped(words)
              if (words !== chosen?.name) setChosen(null)
            }}
            onChoose={(person) => {
              if (!person) return
              setTyped(person.name)
              setChosen({ id: person.id, name: person.name })
            }}
          />
          <p role="status">{chosen && t('swaps.chosen', { name: chosen.name })}</p>
        </div>
      )}
      <span className="flex flex-wrap gap-2">
        <Button look="secondary" size="small" busy={isPending} disabled={!isReady} onClick={send}>
          {t('swaps.send')}
        </Button>
        <Button look="text" size="small" onClick={onClose}>
          {t('swaps.not')}
        </Button>
      </span>
      {error && <Trouble error={error} />}
    </div>
  )
}
