import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Output } from '#platform/contract/contract.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate } from '#platform/time/dates.ts'
import { Button } from '#platform/ui/Button.tsx'
import { Select } from '#platform/ui/form/Choices.tsx'
import { Trouble, Waiting } from '#platform/ui/States.tsx'
import type { training } from '#rooms/training/contract.ts'
import { useAct } from '#rooms/training/ui/useTrainingApi.ts'
import { useSessionTimes } from '#rooms/training/ui/words.tsx'
import { api } from '../api.ts'
import { GiveSeat } from './GiveSeat.tsx'
import { pageMessages } from './messages.ts'

type Draft = Output<typeof training.showScheduleDraft>

const NONE = 'none'

/** The seats of a draft, session by session, and the way to move somebody by hand; what that breaks is said at once. */
export function DraftSeats({ scheduleDraftId }: { scheduleDraftId: number }) {
  const t = useMessages(pageMessages)
  const { language } = useLanguage()
  const { when } = useSessionTimes()
  const [shown, setShown] = useState<number | null>(null)
  const asked = { scheduleDraftId, ...(shown === null ? {} : { courseSessionId: shown }) }
  const { data, error, refetch } = useQuery({
    ...api.training.showScheduleDraft.queryOptions({ input: asked }),
    placeholderData: (before) => before,
  })
  if (error) return <Trouble error={error} retry={refetch} />
  if (!data) return <Waiting shape="list" rows={3} />
  const { sessions, people, seats, broken, moves } = data
  return (
    <div className="mt-2 grid min-w-0 basis-full gap-4">
      <p className="figures" role="status">
        {t(broken > 0 ? 'draft.broken' : 'draft.holds', { seats, n: broken })}
      </p>
      <Select
        name={`session-${scheduleDraftId}`}
        label={t('draft.session')}
        value={shown === null ? NONE : String(shown)}
        onChange={(value) => setShown(value === NONE ? null : Number(value))}
        choices={[
          { value: NONE, label: t('draft.only_broken', { n: broken }) },
          ...sessions.map((one) => ({
            value: String(one.session.courseSessionId),
            label: t('draft.of_session', { when: when(one.session), n: one.seats, free: one.seatsLeft - one.seats }),
          })),
        ]}
      />
      <ul className="figures grid gap-3">
        {people.map((one) => (
          <SeatOf key={`${one.person.staffMemberId} ${one.courseSessionId}`} draft={data} seat={one} />
        ))}
      </ul>
      <GiveSeat draft={data} />
      {moves.length > 0 && (
        <>
          <h4 className="text-std-16B-170">{t('draft.moves')}</h4>
          <ul className="figures grid gap-1">
            {moves.map(({ handMoveId, person, from, to, by, movedOn }) => (
              <li key={handMoveId}>
                {t('draft.move', {
                  ...{ name: person.name, by: by ?? '', on: formatDate(movedOn, language, 'short') },
                  from: from === null ? t('draft.no_seat') : when(from),
                  to: to === null ? t('draft.no_seat') : when(to),
                })}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}

function SeatOf({ draft, seat }: { draft: Draft; seat: Draft['people'][number] }) {
  const t = useMessages(pageMessages)
  const { when } = useSessionTimes()
  const { act, error, isPending } = useAct<Output<typeof training.moveDraftSeat>>()
  const [to, setTo] = useState<string | null>(null)
  const { scheduleDraftId, sessions, version } = draft
  const { person, courseSessionId: from, reasons } = seat
  const here = sessions.find(({ session }) => session.courseSessionId === from)
  const base = { scheduleDraftId, staffMemberId: person.staffMemberId }
  async function move() {
    const next = to === null || to === NONE ? null : Number(to)
    let since = version
    const moved = await act(
      async (client) => {
        const answer = await client.training.moveDraftSeat({ ...base, from, to: next, seen: version })
        since = answer.version
        return answer
      },
      (answer) =>
        answer.reasons.length > 0
          ? t('draft.moved_broken', { name: person.name, reasons: answer.reasons })
          : t('draft.moved', { name: person.name }),
      (client) => client.training.moveDraftSeat({ ...base, from: next, to: from, seen: since }),
    )
    if (moved) setTo(null)
  }
  return (
    <li
      className={`min-w-0 pl-3 ${reasons.length > 0 ? 'border-yellow-700 border-l-4' : 'border-solid-gray-200 border-l'}`}
    >
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <span className="min-w-0">
          <span className="font-bold">{person.name}</span>
          {person.sectionName && <span> {person.sectionName}</span>}
          {here && <span className="block text-solid-gray-700">{when(here.session)}</span>}
        </span>
        {to === null && (
          <Button look="secondary" size="small" onClick={() => setTo('')}>
            {t('draft.do')}
            <span className="sr-only"> {person.name}</span>
          </Button>
        )}
      </div>
      {reasons.map((reason) => (
        <p key={reason}>{reason}</p>
      ))}
      {to !== null && (
        <div className="mt-2 grid gap-2">
          <Select
            name={`to-${person.staffMemberId}`}
            label={t('draft.where', { name: person.name })}
            value={to === '' ? null : to}
            onChange={setTo}
            choices={[
              ...sessions
                .filter(({ session }) => session.courseSessionId !== from)
                .map((one) => ({
                  value: String(one.session.courseSessionId),
                  label: t('draft.of_session', {
                    when: when(one.session),
                    n: one.seats,
                    free: one.seatsLeft - one.seats,
                  }),
                })),
              { value: NONE, label: t('draft.no_seat') },
            ]}
          />
          <span className="flex flex-wrap gap-2">
            <Button look="secondary" size="small" busy={isPending} disabled={to === ''} onClick={move}>
              {t('draft.do')}
            </Button>
            <Button look="text" size="small" onClick={() => setTo(null)}>
              {t('draft.not')}
            </Button>
          </span>
          {error && <Trouble error={error} />}
        </div>
      )}
    </li>
  )
}
