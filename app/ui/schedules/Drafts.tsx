import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Output } from '#platform/contract/contract.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate } from '#platform/time/dates.ts'
import { Button } from '#platform/ui/Button.tsx'
import { ConfirmDialog } from '#platform/ui/Dialogs.tsx'
import { Checkbox } from '#platform/ui/form/Choices.tsx'
import { Section } from '#platform/ui/Page.tsx'
import { Empty, Trouble, Waiting } from '#platform/ui/States.tsx'
import { useToast } from '#platform/ui/Toasts.tsx'
import type { training } from '#rooms/training/contract.ts'
import { useSessionTimes } from '#rooms/training/ui/words.tsx'
import { api, client } from '../api.ts'
import { Comparison } from './Comparison.tsx'
import { DraftSeats } from './DraftSeats.tsx'
import { pageMessages } from './messages.ts'
import { Objections } from './Objections.tsx'

type Draft = Output<typeof training.listScheduleDrafts>['drafts'][number]

/** Schedules that were found or loaded and give nobody a seat yet; published, all of one do at once, or none. */
export function Drafts() {
  const t = useMessages(pageMessages)
  const { language } = useLanguage()
  const queries = useQueryClient()
  const toast = useToast()
  const { data, error, refetch } = useQuery(api.training.listScheduleDrafts.queryOptions({ input: {} }))
  const [asking, setAsking] = useState<Draft | null>(null)
  const [dropping, setDropping] = useState<Draft | null>(null)
  const [opened, setOpened] = useState<number | null>(null)
  const [chosen, setChosen] = useState<readonly number[]>([])
  const compared = chosen.filter((id) => data?.drafts.some(({ scheduleDraftId }) => scheduleDraftId === id))
  const unanswered = asking?.objections.filter(({ answer }) => answer === null).length ?? 0
  const settle = () => queries.invalidateQueries({ queryKey: api.training.key() })
  const publish = useMutation({
    mutationFn: (asked: { scheduleDraftId: number; unanswered: boolean }) => client.training.publishSchedule(asked),
    onSuccess: ({ seats, covers: { asked, open } }) =>
      toast({
        message: [
          t('drafts.published', { n: seats }),
          ...(asked > 0 ? [t('drafts.covers_asked', { asked })] : []),
          ...(open > 0 ? [t('drafts.covers_open', { open })] : []),
        ].join(language === 'ja' ? '' : ' '),
      }),
    onSettled: settle,
  })
  const drop = useMutation({
    mutationFn: (scheduleDraftId: number) => client.training.dropSchedule({ scheduleDraftId }),
    onSuccess: () => toast({ message: t('drafts.dropped') }),
    onSettled: settle,
  })
  const dropped = (scheduleDraftId: number) => drop.mutateAsync(scheduleDraftId).catch(() => undefined)
  return (
    <Section title={t('drafts.title')}>
      {error && <Trouble error={error} retry={refetch} />}
      {!error && !data && <Waiting shape="list" rows={2} />}
      {data?.drafts.length === 0 && <Empty>{t('drafts.none')}</Empty>}
      <ul className="grid gap-4">
        {data?.drafts.map((draft) => {
          const { scheduleDraftId, courses, seats, sessions, madeBy, madeOn, wishes, forWhom } = draft
          return (
            <li
              key={scheduleDraftId}
              className="flex min-w-0 flex-wrap items-center justify-between gap-4 rounded-12 border border-solid-gray-200 bg-white p-4"
            >
              <span className="figures">
                {t('drafts.what', {
                  ...{
                    id: scheduleDraftId,
                    course: courses.join('・'),
                    sessions,
                    seats,
                    by: madeBy ? `${madeBy} ` : '',
                  },
                  on: formatDate(madeOn, language, 'short'),
                })}
                {forWhom.length > 0 && (
                  <span className="block">{t('drafts.for_whom', { who: forWhom.join(t('drafts.for_whom_and')) })}</span>
                )}
                {wishes.people > 0 && <span className="block">{t('drafts.wishes', wishes)}</span>}
                <RestsOn draft={draft} />
              </span>
              <span className="flex flex-wrap items-center gap-2">
                {data.drafts.length > 1 && (
                  <Checkbox
                    name={`compare-${scheduleDraftId}`}
                    checked={chosen.includes(scheduleDraftId)}
                    label={t('compare.choose', { id: scheduleDraftId })}
                    onChange={(is) =>
                      setChosen(
                        is ? [...chosen, scheduleDraftId].slice(-4) : chosen.filter((id) => id !== scheduleDraftId),
                      )
                    }
                  />
                )}
                <Button
                  look="secondary"
                  size="small"
                  aria-expanded={opened === scheduleDraftId}
                  onClick={() => setOpened(opened === scheduleDraftId ? null : scheduleDraftId)}
                >
                  {t(opened === scheduleDraftId ? 'draft.close' : 'draft.open')}
                </Button>
                <Button look="secondary" size="small" onClick={() => setAsking(draft)}>
                  {t('drafts.publish')}
                </Button>
                <Button
                  look="text"
                  size="small"
                  onClick={() => (draft.objectBy === null ? dropped(scheduleDraftId) : setDropping(draft))}
                >
                  {t('drafts.drop')}
                </Button>
              </span>
              <Objections draft={draft} />
              {opened === scheduleDraftId && <DraftSeats scheduleDraftId={scheduleDraftId} />}
            </li>
          )
        })}
      </ul>
      {compared.length > 1 && <Comparison scheduleDraftIds={compared} />}
      {(publish.error ?? drop.error) && <Trouble error={publish.error ?? drop.error} />}
      <ConfirmDialog
        title={t('drafts.ask', { id: asking?.scheduleDraftId ?? '' })}
        open={asking !== null}
        onClose={() => setAsking(null)}
        confirmLabel={t('drafts.publish')}
        danger={false}
        onConfirm={async () => {
          const id = asking?.scheduleDraftId
          if (id) await publish.mutateAsync({ scheduleDraftId: id, unanswered: unanswered > 0 }).catch(() => undefined)
          setAsking(null)
        }}
      >
        {unanswered > 0 && <p className="mb-4 font-bold">{t('drafts.unanswered', { n: unanswered })}</p>}
        <p>{t('drafts.ask_lead', { seats: asking?.seats ?? 0 })}</p>
        {asking && <RestsOn draft={asking} />}
      </ConfirmDialog>
      <ConfirmDialog
        title={t('drafts.drop_ask', { id: dropping?.scheduleDraftId ?? '' })}
        open={dropping !== null}
        onClose={() => setDropping(null)}
        confirmLabel={t('drafts.drop')}
        onConfirm={async () => {
          if (dropping) await dropped(dropping.scheduleDraftId)
          setDropping(null)
        }}
      >
        <p>{t('drafts.drop_lead')}</p>
      </ConfirmDialog>
    </Section>
  )
}

/** What is done when the draft is published: sessions and seats that come, and half-days for which somebody is asked to stand in. */
function RestsOn({ draft: { opens, enlarges, covers } }: { draft: Draft }) {
  const t = useMessages(pageMessages)
  const { language } = useLanguage()
  const { when } = useSessionTimes()
  return (
    <>
      <Lines
        title={t('drafts.opens')}
        lines={opens.map(({ session, capacity }) => [
          session.courseSessionId,
          t('drafts.opened', { when: when(session), place: session.place, n: capacity }),
        ])}
      />
      <Lines
        title={t('drafts.enlarges')}
        lines={enlarges.map(({ session, seats }) => [
          session.courseSessionId,
          t('drafts.enlarged', { when: when(session), n: seats }),
        ])}
      />
      <Lines
        title={t('drafts.covers')}
        lines={covers.map(({ sectionName, day, half, people }) => [
          `${sectionName} ${day} ${half}`,
          t('drafts.cover', {
            ...{ section: sectionName, day: formatDate(day, language, 'weekday'), half: t(`half.${half}`), n: people },
          }),
        ])}
      />
    </>
  )
}

function Lines({ title, lines }: { title: string; lines: readonly (readonly [string | number, string])[] }) {
  if (lines.length === 0) return null
  return (
    <span className="mt-2 block">
      {title}
      {lines.map(([key, line]) => (
        <span key={key} className="block pl-4">
          {line}
        </span>
      ))}
    </span>
  )
}
