import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { homeMessages } from '#app/home/messages.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate } from '#platform/time/dates.ts'
import { useActing } from '#platform/ui/acting.ts'
import { Button } from '#platform/ui/Button.tsx'
import { Card } from '#platform/ui/Page.tsx'
import { Trouble } from '#platform/ui/States.tsx'
import { useToast } from '#platform/ui/Toasts.tsx'
import { mvvMessages } from '#rooms/mvv/messages.ts'
import { api, client } from '../api.ts'
import { useSession } from '../session.ts'
import { Sent } from './Sent.tsx'
import type { Sight } from './sight.ts'
import { WordsForm } from './WordsForm.tsx'

/** My duty in my own words, or until then what my section does; words that my head proposes; and what my work sent up. */
export function DutyCard({ sight }: { sight: Sight }) {
  const t = useMessages(mvvMessages)
  const [isOpen, setOpen] = useState(false)
  const { duty, proposal, section, contributions } = sight
  return (
    <Card>
      {isOpen ? (
        <DutyForm before={proposal ?? duty} onClose={() => setOpen(false)} />
      ) : (
        <>
          <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
            <MyWords sight={sight} />
            {section && !proposal && (
              <Button look="secondary" size="small" onClick={() => setOpen(true)}>
                {t(duty ? 'duty.edit' : 'duty.state')}
              </Button>
            )}
          </div>
          {proposal && <Proposed proposal={proposal} onAnswer={() => setOpen(true)} />}
        </>
      )}
      {section && <EarlierWords />}
      <Sent contributions={contributions} />
    </Card>
  )
}

function MyWords({ sight: { duty, purpose, section } }: { sight: Sight }) {
  const t = useMessages(mvvMessages)
  const { language } = useLanguage()
  return (
    <div className="min-w-0 grow basis-72">
      {duty ? (
        <>
          <p className="text-std-20B-150 text-solid-gray-900">{duty.duty}</p>
          <p className="text-dns-14N-130 text-solid-gray-700">
            {section?.name} {t('purpose.since', { date: formatDate(duty.statedFrom, language) })}{' '}
            {duty.agreedOn === null
              ? t('duty.to_agree')
              : t('duty.agreed', { date: formatDate(duty.agreedOn, language) })}
          </p>
        </>
      ) : purpose && purpose.duties.length > 0 ? (
        <>
          <ul className="list-disc pl-6">
            {purpose.duties.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
          <p className="mt-1 text-dns-14N-130 text-solid-gray-700">{t('duty.from_section')}</p>
        </>
      ) : (
        <p className="text-solid-gray-700">{t('duty.nothing')}</p>
      )}
    </div>
  )
}

/** Words of the head: with one press they are of both. */
function Proposed({ proposal, onAnswer }: { proposal: NonNullable<Sight['proposal']>; onAnswer: () => void }) {
  const t = useMessages(mvvMessages)
  const { language } = useLanguage()
  const toast = useToast()
  const { act, error, isPending } = useActing(client, api.home.key())
  const { duty, by, proposedOn, version } = proposal
  async function take() {
    const said = await act((ask) => ask.mvv.stateDuty({ duty, seen: version }))
    if (said) toast({ message: t(said.agreedOn === null ? 'duty.taken_alone' : 'duty.taken') })
  }
  return (
    <div className="mt-3 grid gap-2 border-blue-800 border-l-4 pl-3">
      <p className="text-dns-14N-130 text-solid-gray-700">{t('duty.proposed_lead')}</p>
      <p className="text-std-20B-150 text-solid-gray-900">{duty}</p>
      <p className="text-dns-14N-130 text-solid-gray-700">
        {t('duty.proposed', { head: by ?? '', date: formatDate(proposedOn, language) })}
      </p>
      <div className="flex flex-wrap gap-2" data-print="no">
        <Button size="small" busy={isPending} onClick={take}>
          {t('duty.take')}
        </Button>
        <Button look="secondary" size="small" onClick={onAnswer}>
          {t('duty.answer')}
        </Button>
      </div>
      {error && <Trouble error={error} />}
    </div>
  )
}

/** What was said before and proposed to me, in whatever section; asked for when somebody wants to see it. */
function EarlierWords() {
  const t = useMessages(mvvMessages)
  const { language } = useLanguage()
  const { signedIn } = useSession()
  const [isOpen, setOpen] = useState(false)
  const me = signedIn?.staffMemberId ?? 0
  const { data, error, refetch } = useQuery(
    api.mvv.showDuty.queryOptions({ input: { staffMemberId: me }, enabled: isOpen && me > 0 }),
  )
  const day = (on: string) => formatDate(on, language)
  return (
    <details className="mt-2" data-print="no" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="min-h-11 cursor-pointer py-2">{t('duty.earlier')}</summary>
      {error && <Trouble error={error} retry={refetch} />}
      {data?.agreedBefore && <GoBack duty={data.agreedBefore} seen={data.version ?? undefined} />}
      {data?.earlier.length === 0 && <p>{t('duty.earlier_none')}</p>}
      <ul className="list-disc pl-6">
        {(data?.earlier ?? []).map(({ duty, statedFrom, agreedOn }) => (
          <li key={`${statedFrom} ${duty}`}>
            {duty}{' '}
            <span className="text-dns-14N-130 text-solid-gray-700">
              {t('purpose.since', { date: day(statedFrom) })}{' '}
              {agreedOn !== null && t('duty.agreed', { date: day(agreedOn) })}
            </span>
          </li>
        ))}
      </ul>
      {data && data.proposals.length > 0 && (
        <>
          <h3 className="mt-2 text-dns-14B-130">{t('duty.proposals')}</h3>
          <ul className="list-disc pl-6">
            {data.proposals.map(({ dutyProposalId, duty, by, proposedOn, endedOn, outcome }) => (
              <li key={dutyProposalId}>
                {duty}{' '}
                <span className="text-dns-14N-130 text-solid-gray-700">
                  {t('duty.proposed', { head: by ?? '', date: day(proposedOn) })} {t(`outcome.${outcome}`)}(
                  {day(endedOn)})
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </details>
  )
}

/** Takes away the words that wait for the head. */
function GoBack({ duty, seen }: { duty: string; seen: string | undefined }) {
  const t = useMessages(mvvMessages)
  const queries = useQueryClient()
  const { act, error, isPending } = useActing(client, api.home.key())
  async function goBack() {
    await act((ask) => ask.mvv.stateDuty({ duty, seen }), t('duty.gone_back'))
    await queries.invalidateQueries({ queryKey: api.mvv.key() })
  }
  return (
    <div className="mb-2">
      <p className="mb-1">
        {t('duty.agreed_before')}: {duty}
      </p>
      <Button look="secondary" size="small" busy={isPending} onClick={goBack}>
        {t('duty.go_back')}
      </Button>
      {error && <Trouble error={error} />}
    </div>
  )
}

function DutyForm({ before, onClose }: { before: { duty: string; version: string } | null; onClose: () => void }) {
  const t = useMessages(mvvMessages)
  const words = useMessages(homeMessages)
  const toast = useToast()
  return (
    <WordsForm
      draft="duty"
      words={{ label: t('duty.field'), support: t('duty.hint'), missing: words('duty.missing'), send: t('duty.save') }}
      stored={before ? { is: before.duty, version: before.version } : undefined}
      save={async (duty, seen) => {
        await client.mvv.stateDuty({ duty, seen })
        toast({ message: t('duty.saved') })
      }}
      onClose={onClose}
    />
  )
}
