import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate } from '#platform/time/dates.ts'
import { Button } from '#platform/ui/Button.tsx'
import { ConfirmDialog } from '#platform/ui/Dialogs.tsx'
import { Section } from '#platform/ui/Page.tsx'
import { Empty, Trouble, Waiting } from '#platform/ui/States.tsx'
import { useToast } from '#platform/ui/Toasts.tsx'
import { api, client } from '../api.ts'
import { pageMessages } from './messages.ts'

/** Schedules that were found or loaded and give nobody a seat yet; published, all of one do at once, or none. */
export function Drafts() {
  const t = useMessages(pageMessages)
  const { language } = useLanguage()
  const queries = useQueryClient()
  const toast = useToast()
  const { data, error, refetch } = useQuery(api.training.listScheduleDrafts.queryOptions({ input: {} }))
  const [asking, setAsking] = useState<{ scheduleDraftId: number; seats: number } | null>(null)
  const settle = () => queries.invalidateQueries({ queryKey: api.training.key() })
  const publish = useMutation({
    mutationFn: (scheduleDraftId: number) => client.training.publishSchedule({ scheduleDraftId }),
    onSuccess: ({ seats }) => toast({ message: t('drafts.published', { n: seats }) }),
    onSettled: settle,
  })
  const drop = useMutation({
    mutationFn: (scheduleDraftId: number) => client.training.dropSchedule({ scheduleDraftId }),
    onSuccess: () => toast({ message: t('drafts.dropped') }),
    onSettled: settle,
  })
  return (
    <Section title={t('drafts.title')}>
      {error && <Trouble error={error} retry={refetch} />}
      {!error && !data && <Waiting shape="list" rows={2} />}
      {data?.drafts.length === 0 && <Empty>{t('drafts.none')}</Empty>}
      <ul className="grid gap-4">
        {data?.drafts.map(({ scheduleDraftId, seats, sessions, madeBy, madeOn, objections }) => (
          <li
            key={scheduleDraftId}
            className="flex min-w-0 flex-wrap items-center justify-between gap-4 rounded-12 border border-solid-gray-200 bg-white p-4"
          >
            <span className="figures">
              {t('drafts.what', {
                ...{ id: scheduleDraftId, sessions, seats, by: madeBy ?? '' },
                on: formatDate(madeOn, language, 'short'),
              })}
            </span>
            <span className="flex flex-wrap gap-2">
              <Button look="secondary" size="small" onClick={() => setAsking({ scheduleDraftId, seats })}>
                {t('drafts.publish')}
              </Button>
              <Button look="text" size="small" onClick={() => drop.mutateAsync(scheduleDraftId).catch(() => undefined)}>
                {t('drafts.drop')}
              </Button>
            </span>
            {objections.map(({ by, reason }) => (
              <p key={by} className="basis-full border-yellow-700 border-l-4 pl-3">
                {t('drafts.objection', { by, reason })}
              </p>
            ))}
          </li>
        ))}
      </ul>
      {(publish.error ?? drop.error) && <Trouble error={publish.error ?? drop.error} />}
      <ConfirmDialog
        title={t('drafts.ask', { id: asking?.scheduleDraftId ?? '' })}
        open={asking !== null}
        onClose={() => setAsking(null)}
        confirmLabel={t('drafts.publish')}
        danger={false}
        onConfirm={async () => {
          if (asking) await publish.mutateAsync(asking.scheduleDraftId).catch(() => undefined)
          setAsking(null)
        }}
      >
        <p>{t('drafts.ask_lead', { seats: asking?.seats ?? 0 })}</p>
      </ConfirmDialog>
    </Section>
  )
}
