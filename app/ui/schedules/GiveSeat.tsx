import { useState } from 'react'
import type { Output } from '#platform/contract/contract.ts'
import { useMessages } from '#platform/i18n/react.tsx'
import { PersonPicker } from '#platform/ui/aria/PersonPicker.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { Select } from '#platform/ui/form/Choices.tsx'
import { Trouble } from '#platform/ui/States.tsx'
import { useColleagueSearch } from '#rooms/people/ui/useColleagueSearch.ts'
import type { training } from '#rooms/training/contract.ts'
import { useAct } from '#rooms/training/ui/useTrainingApi.ts'
import { useSessionTimes } from '#rooms/training/ui/words.tsx'
import { pageMessages } from './messages.ts'

type Draft = Output<typeof training.showScheduleDraft>

/** Somebody who has no seat in a draft gets one by hand; what that breaks is said at once. */
export function GiveSeat({ draft }: { draft: Draft }) {
  const t = useMessages(pageMessages)
  const { when } = useSessionTimes()
  const { act, error, isPending } = useAct<Output<typeof training.moveDraftSeat>>()
  const [isOpen, setIsOpen] = useState(false)
  const [typed, setTyped] = useState('')
  const [chosen, setChosen] = useState<{ id: number; name: string } | null>(null)
  const [to, setTo] = useState<string | null>(null)
  const found = useColleagueSearch(isOpen ? typed : '')
  const { scheduleDraftId, sessions, version } = draft
  async function give() {
    if (!chosen || to === null) return
    const { id: staffMemberId, name } = chosen
    const base = { scheduleDraftId, staffMemberId }
    let since = version
    const given = await act(
      async (client) => {
        const answer = await client.training.moveDraftSeat({ ...base, from: null, to: Number(to), seen: version })
        since = answer.version
        return answer
      },
      ({ reasons }) => (reasons.length > 0 ? t('draft.moved_broken', { name, reasons }) : t('draft.moved', { name })),
      (client) => client.training.moveDraftSeat({ ...base, from: Number(to), to: null, seen: since }),
    )
    if (!given) return
    setTyped('')
    setChosen(null)
  }
  if (!isOpen) {
    return (
      <span>
        <Button look="secondary" size="small" onClick={() => setIsOpen(true)}>
          {t('give.open')}
        </Button>
      </span>
    )
  }
  return (
    <div className="grid gap-3">
      <PersonPicker
        name={`give-${scheduleDraftId}`}
        label={t('give.person')}
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
      <Select
        name={`give-to-${scheduleDraftId}`}
        label={t('give.where')}
        value={to}
        onChange={setTo}
        choices={sessions.map((one) => ({
          value: String(one.session.courseSessionId),
          label: t('draft.of_session', { when: when(one.session), n: one.seats, free: one.seatsLeft - one.seats }),
        }))}
      />
      <span className="flex flex-wrap gap-2">
        <Button look="secondary" size="small" busy={isPending} disabled={!chosen || to === null} onClick={give}>
          {t('give.do')}
        </Button>
        <Button look="text" size="small" onClick={() => setIsOpen(false)}>
          {t('draft.not')}
        </Button>
      </span>
      {error && <Trouble error={error} />}
    </div>
  )
}
