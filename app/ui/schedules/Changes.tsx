import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Output } from '#platform/contract/contract.ts'
import { useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { ConfirmDialog } from '#platform/ui/Dialogs.tsx'
import { Card, Section } from '#platform/ui/Page.tsx'
import { Empty, Trouble, Waiting } from '#platform/ui/States.tsx'
import { useToast } from '#platform/ui/Toasts.tsx'
import type { training } from '#rooms/training/contract.ts'
import { useSessionTimes } from '#rooms/training/ui/words.tsx'
import { api, client } from '../api.ts'
import { pageMessages } from './messages.ts'
import { newKey, Running } from './Running.tsx'

type Changed = Output<typeof training.showScheduleChanges>['courses'][number]
type Mending = Changed['mendings'][number]

const SECONDS = 20

/** What changed after a schedule was published: seats that hold no more, and proposals that move as few people as can be. */
export function Changes() {
  const t = useMessages(pageMessages)
  const { data, error, refetch } = useQuery(api.training.showScheduleChanges.queryOptions({ input: {} }))
  return (
    <Section title={t('changes.title')} lead={t('changes.lead')}>
      {error && <Trouble error={error} retry={refetch} />}
      {!error && !data && <Waiting shape="list" rows={2} />}
      {data?.courses.length === 0 && <Empty>{t('changes.none')}</Empty>}
      <div className="grid gap-4">
        {data?.courses.map((one) => (
          <ChangedCourse key={one.course.courseId} changed={one} />
        ))}
      </div>
    </Section>
  )
}

function ChangedCourse({ changed }: { changed: Changed }) {
  const t = useMessages(pageMessages)
  const { when } = useSessionTimes()
  const queries = useQueryClient()
  const toast = useToast()
  const { course, seats, broken, places, mendings } = changed
  const [searching, setSearching] = useState<string | null>(null)
  const search = useMutation({
    mutationFn: async (searchKey: string) => {
      setSearching(searchKey)
      try {
        const asked = { searchKey, courseCode: course.courseCode, seconds: SECONDS }
        return await client.schedules.searchMending(asked)
      } finally {
        setSearching(null)
      }
    },
    onSuccess: ({ moved, lost, fewest, unplaced }) => {
      const found = t(moved <= fewest ? 'changes.found_fewest' : 'changes.found', { moved, lost, fewest })
      toast({ message: unplaced === 0 ? found : `${found} ${t('changes.unplaced', { n: unplaced })}` })
    },
    onSettled: () => queries.invalidateQueries({ queryKey: api.training.key() }),
  })
  return (
    <Card>
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-2">
        <h3 className="text-std-16B-170">{course.title}</h3>
        {broken > 0 && (
          <Button
            look="secondary"
            size="small"
            busy={searching !== null}
            onClick={() => search.mutateAsync(newKey()).catch(() => undefined)}
          >
            {t('changes.search')}
            <span className="sr-only"> {course.title}</span>
          </Button>
        )}
      </div>
      <p className="figures">{t(broken > 0 ? 'changes.broken' : 'changes.hold', { seats, n: broken })}</p>
      {searching !== null && <Running searchKey={searching} seconds={SECONDS} />}
      {search.error && <Trouble error={search.error} />}
      {places.length > 0 && (
        <ul className="figures mt-2 grid max-h-96 gap-2 overflow-y-auto">
          {places.map(({ applicationId, person, session, reasons }) => (
            <li key={applicationId} className="min-w-0 border-yellow-700 border-l-4 pl-3">
              <span className="font-bold">{person.name}</span>
              {person.sectionName && <span> {person.sectionName}</span>}
              <span className="block text-solid-gray-700">{when(session)}</span>
              {reasons.map((reason) => (
                <span key={reason} className="block">
                  {reason}
                </span>
              ))}
            </li>
          ))}
        </ul>
      )}
      {broken > places.length && <p>{t('changes.first', { n: places.length })}</p>}
      {mendings.map((one) => (
        <Proposal key={one.scheduleDraftId} mending={one} />
      ))}
    </Card>
  )
}

/** Who would move from where to where; nobody does before it is pressed. */
function Proposal({ mending }: { mending: Mending }) {
  const t = useMessages(pageMessages)
  const { when } = useSessionTimes()
  const queries = useQueryClient()
  const toast = useToast()
  const [asking, setAsking] = useState(false)
  const { scheduleDraftId, moved, lost, changes } = mending
  const settle = () => queries.invalidateQueries({ queryKey: api.training.key() })
  const apply = useMutation({
    mutationFn: () => client.training.applyMending({ scheduleDraftId }),
    onSuccess: (done) => toast({ message: t('mending.applied', done) }),
    onSettled: settle,
  })
  const drop = useMutation({
    mutationFn: () => client.training.dropSchedule({ scheduleDraftId }),
    onSuccess: () => toast({ message: t('drafts.dropped') }),
    onSettled: settle,
  })
  return (
    <div className="mt-4 min-w-0 rounded-12 border border-solid-gray-200 p-4">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-2">
        <h4 className="figures text-std-16B-170">{t('mending.title', { n: scheduleDraftId, moved, lost })}</h4>
        <span className="flex flex-wrap gap-2">
          <Button look="secondary" size="small" onClick={() => setAsking(true)}>
            {t('mending.apply')}
          </Button>
          <Button look="text" size="small" onClick={() => drop.mutateAsync().catch(() => undefined)}>
            {t('drafts.drop')}
          </Button>
        </span>
      </div>
      <ul className="figures mt-2 grid max-h-96 gap-2 overflow-y-auto">
        {changes.map(({ person, from, to, isBroken }) => (
          <li key={`${person.staffMemberId} ${from.courseSessionId}`} className="min-w-0">
            <span className="font-bold">{person.name}</span>
            {person.sectionName && <span> {person.sectionName}</span>}
            {!isBroken && <span className="text-solid-gray-700"> {t('mending.for_others')}</span>}
            <span className="block">
              {to === null
                ? t('mending.lost', { from: when(from) })
                : t('mending.moved', { from: when(from), to: when(to) })}
            </span>
          </li>
        ))}
      </ul>
      {moved + lost > changes.length && <p>{t('changes.first', { n: changes.length })}</p>}
      {(apply.error ?? drop.error) && <Trouble error={apply.error ?? drop.error} />}
      <ConfirmDialog
        title={t('mending.ask', { n: scheduleDraftId })}
        open={asking}
        onClose={() => setAsking(false)}
        confirmLabel={t('mending.apply')}
        danger={false}
        onConfirm={async () => {
          await apply.mutateAsync().catch(() => undefined)
          setAsking(false)
        }}
      >
        <p>{t('mending.ask_lead', { moved, lost })}</p>
      </ConfirmDialog>
    </div>
  )
}
