import { useState } from 'react'
import type { Output } from '#platform/contract/contract.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate } from '#platform/time/dates.ts'
import { useActing } from '#platform/ui/acting.ts'
import { Button } from '#platform/ui/Button.tsx'
import { Trouble } from '#platform/ui/States.tsx'
import { Tag } from '#platform/ui/Tags.tsx'
import { useToast } from '#platform/ui/Toasts.tsx'
import type { mvv } from '#rooms/mvv/contract.ts'
import { mvvMessages } from '#rooms/mvv/messages.ts'
import { api, client } from '../api.ts'
import { WordsForm } from './WordsForm.tsx'

type Person = Output<typeof mvv.showWorkshop>['people'][number]

/** One of the section with their words: the head agrees to them or proposes others. On paper a line is left free for whoever has not said theirs. */
export function WorkshopPerson({ person }: { person: Person }) {
  const t = useMessages(mvvMessages)
  const { language } = useLanguage()
  const [isOpen, setOpen] = useState(false)
  const { name, nameKana, duty, proposal, mayAgree } = person
  const day = (on: string) => formatDate(on, language)
  return (
    <li className="grid gap-1 border-solid-gray-200 border-b pb-2 break-inside-avoid sm:grid-cols-[12em_minmax(0,1fr)] print:grid-cols-[12em_minmax(0,1fr)]">
      <p>
        {name}
        {nameKana && <span className="block text-dns-14N-130 text-solid-gray-700">{nameKana}</span>}
      </p>
      <div className="grid gap-1">
        {duty ? (
          <>
            <p>{duty.duty}</p>
            <p className="figures flex flex-wrap items-center gap-x-3 gap-y-1 text-dns-14N-130 text-solid-gray-700">
              {t('purpose.since', { date: day(duty.statedFrom) })}
              {duty.agreedOn !== null && <Tag tone="green">{t('duty.agreed', { date: day(duty.agreedOn) })}</Tag>}
            </p>
          </>
        ) : (
          <p className="text-solid-gray-700">
            {t('workshop.not_yet')}
            <span aria-hidden="true" className="mt-6 hidden border-solid-gray-420 border-b print:block" />
          </p>
        )}
        {proposal && (
          <div className="border-blue-800 border-l-4 pl-3">
            <p>{proposal.duty}</p>
            <p className="text-dns-14N-130 text-solid-gray-700">
              {t('workshop.waits', { head: proposal.by ?? '', date: day(proposal.proposedOn) })}
            </p>
          </div>
        )}
        {mayAgree && (
          <div data-print="no">
            {isOpen ? (
              <ProposalForm person={person} onClose={() => setOpen(false)} />
            ) : (
              <Ways person={person} onPropose={() => setOpen(true)} />
            )}
          </div>
        )}
      </div>
    </li>
  )
}

function Ways({
  person: { staffMemberId, name, duty, proposal },
  onPropose,
}: {
  person: Person
  onPropose: () => void
}) {
  const t = useMessages(mvvMessages)
  const { act, error, isPending } = useActing(client, api.mvv.key())
  const whose = <span className="sr-only"> {name}</span>
  return (
    <>
      <div className="flex flex-wrap gap-2">
        {duty && duty.agreedOn === null && !proposal && (
          <Button
            look="secondary"
            size="small"
            busy={isPending}
            onClick={() =>
              act((ask) => ask.mvv.agreeToDuty({ staffMemberId, seen: duty.version }), t('workshop.agreed_now'))
            }
          >
            {t('workshop.agree')}
            {whose}
          </Button>
        )}
        <Button look="text" size="small" onClick={onPropose}>
          {t(proposal ? 'workshop.change' : 'workshop.propose')}
          {whose}
        </Button>
        {proposal && (
          <Button
            look="text"
            size="small"
            busy={isPending}
            onClick={() =>
              act(
                (ask) => ask.mvv.withdrawProposal({ staffMemberId, seen: proposal.version }),
                t('workshop.withdrawn_now'),
              )
            }
          >
            {t('workshop.withdraw')}
            {whose}
          </Button>
        )}
      </div>
      {error && <Trouble error={error} />}
    </>
  )
}

function ProposalForm({
  person: { staffMemberId, name, duty, proposal },
  onClose,
}: {
  person: Person
  onClose: () => void
}) {
  const t = useMessages(mvvMessages)
  const toast = useToast()
  const before = proposal ?? duty
  return (
    <WordsForm
      draft={`proposal ${staffMemberId}`}
      words={{
        label: t('workshop.propose_for', { name }),
        support: t('workshop.propose_hint'),
        missing: t('workshop.propose_missing'),
        send: t('workshop.propose_send'),
      }}
      stored={before ? { is: before.duty, version: before.version } : undefined}
      save={async (words, seen) => {
        await client.mvv.proposeDuty({ staffMemberId, duty: words, seen })
        toast({ message: t('workshop.proposed_now', { name }) })
      }}
      onClose={onClose}
    />
  )
}
