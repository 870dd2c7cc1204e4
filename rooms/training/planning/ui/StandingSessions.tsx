import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Output } from '#platform/contract/contract.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate } from '#platform/time/dates.ts'
import { Button } from '#platform/ui/Button.tsx'
import { fieldTroublesIn } from '#platform/ui/form/Form.tsx'
import { Link } from '#platform/ui/Link.tsx'
import { Section } from '#platform/ui/Page.tsx'
import { Empty, Trouble, Waiting } from '#platform/ui/States.tsx'
import { DataTable } from '#platform/ui/table/DataTable.tsx'
import type { Column } from '#platform/ui/table/rows.ts'
import { useCatalogue } from '../../rounds/ui/Courses.tsx'
import type { sessions } from '../../sessions/contract.ts'
import { MoreThanShown } from '../../ui/MoreThanShown.tsx'
import { useAct, useTrainingApi } from '../../ui/useTrainingApi.ts'
import { useSessionTimes } from '../../ui/words.tsx'
import { pageMessages } from './messages.ts'

type Listed = Output<typeof sessions.listSessions>['sessions'][number]
const MOST = 200
const works = ['submitted', 'toSelect', 'waitlisted', 'toOrder', 'toRecord', 'toComplete'] as const
const isEmpty = (one: Listed) => one.seatsTaken === 0 && works.every((work) => one[work] === 0)

/** The sessions of a course that stand; whatever nobody needs yet is taken away again, many at once. */
export function StandingSessions({ courseCode }: { courseCode: string }) {
  const t = useMessages(pageMessages)
  const { language } = useLanguage()
  const { hours } = useSessionTimes()
  const api = useTrainingApi()
  const courseId = useCatalogue().find((one) => one.courseCode === courseCode)?.courseId
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set())
  const { act, error, isPending } = useAct<{ removed: number }>()
  const asked = useQuery({
    ...api.training.listSessions.queryOptions({ input: { courseId: courseId ?? 0, pageSize: MOST } }),
    enabled: courseId !== undefined,
  })
  const { data, refetch } = asked
  const listed = data?.sessions ?? []
  const empty = listed.filter(isEmpty)
  const ids = empty.map(({ courseSessionId }) => courseSessionId).filter((id) => chosen.has(id))
  function choose(id: number, isChosen: boolean) {
    const next = new Set(chosen)
    if (isChosen) next.add(id)
    else next.delete(id)
    setChosen(next)
  }
  const columns: Column<Listed>[] = [
    {
      id: 'chosen',
      header: t('standing.choose'),
      isControl: true,
      isNothing: (row) => !isEmpty(row),
      cell: (row) =>
        isEmpty(row) && (
          <input
            type="checkbox"
            aria-label={t('standing.choose_this', {
              day: formatDate(row.startsOn, language, 'weekday'),
              hours: hours(row),
            })}
            checked={chosen.has(row.courseSessionId)}
            onChange={({ target }) => choose(row.courseSessionId, target.checked)}
            className="h-5 w-5 accent-blue-900"
          />
        ),
    },
    {
      id: 'day',
      header: t('lines.day'),
      isRowHeader: true,
      cell: ({ startsOn, courseSessionId }) => (
        <Link to={`/admin/training/${courseSessionId}`}>{formatDate(startsOn, language, 'weekday')}</Link>
      ),
    },
    { id: 'hours', header: t('lines.hours'), cell: (row) => <span className="figures">{hours(row)}</span> },
    { id: 'place', header: t('lines.place'), cell: ({ place }) => place },
    {
      id: 'seats',
      header: t('standing.seats'),
      align: 'end',
      cell: ({ seatsTaken, capacity, cancelledOn }) =>
        cancelledOn ? t('standing.cancelled') : `${seatsTaken}/${capacity}`,
    },
  ]
  return (
    <Section title={t('standing.title')} lead={t('standing.lead')}>
      {asked.error && <Trouble error={asked.error} retry={refetch} />}
      {!asked.error && !data && <Waiting shape="table" rows={5} />}
      {data && (
        <>
          <MoreThanShown shown={listed.length} total={data.total} />
          <DataTable
            name="standing"
            caption={t('standing.title')}
            columns={columns}
            rows={listed}
            rowKey={({ courseSessionId }) => courseSessionId}
            pageSize={25}
            filter={false}
            empty={<Empty>{t('standing.none')}</Empty>}
          />
          {empty.length > 0 && (
            <div className="mt-4 flex flex-wrap gap-4" data-print="no">
              <Button
                look="secondary"
                busy={isPending}
                onClick={async () => {
                  if (ids.length === 0) return
                  const done = await act(
                    (client) => client.training.removeSessions({ courseSessionIds: ids }),
                    ({ removed }) => t('standing.removed', { n: removed }),
                  )
                  if (done) setChosen(new Set())
                }}
              >
                {ids.length > 0 ? t('standing.remove', { n: ids.length }) : t('standing.remove_chosen')}
              </Button>
              <Button
                look="text"
                onClick={() =>
                  setChosen(new Set(ids.length === empty.length ? [] : empty.map((one) => one.courseSessionId)))
                }
              >
                {ids.length === empty.length
                  ? t('standing.choose_none')
                  : t('standing.choose_all', { n: empty.length })}
              </Button>
            </div>
          )}
          {error && <Trouble error={error} />}
          {error && (
            <ul className="list-disc pl-6">
              {fieldTroublesIn(error).map(({ name, message }) => (
                <li key={name}>{message}</li>
              ))}
            </ul>
          )}
        </>
      )}
    </Section>
  )
}
