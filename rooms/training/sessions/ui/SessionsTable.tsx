import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Output } from '#platform/contract/contract.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate } from '#platform/time/dates.ts'
import { Count } from '#platform/ui/Count.tsx'
import { Link } from '#platform/ui/Link.tsx'
import { Section } from '#platform/ui/Page.tsx'
import { SampleTag } from '#platform/ui/Sample.tsx'
import { Empty, Trouble, Waiting } from '#platform/ui/States.tsx'
import { Tag } from '#platform/ui/Tags.tsx'
import { usePlace } from '#platform/ui/table/address.ts'
import { DataTable } from '#platform/ui/table/DataTable.tsx'
import type { Column } from '#platform/ui/table/rows.ts'
import { useTrainingApi } from '../../ui/useTrainingApi.ts'
import type { sessions } from '../contract.ts'
import { DueSessions } from './DueSessions.tsx'
import { pageMessages } from './messages.ts'

type Listed = Output<typeof sessions.listSessions>['sessions'][number]
/** So many stand at once, that a phone has a few screens of them; what is due is looked for among more. */
const PAGE = 12
const LOOKED = 50

/** 開催回: what is to be done in each. */
export function SessionsTable() {
  const t = useMessages(pageMessages)
  const { language } = useLanguage()
  const api = useTrainingApi()
  const place = usePlace('sessions')
  const { data, error, refetch } = useQuery({
    ...api.training.listSessions.queryOptions({ input: { after: place.after, pageSize: PAGE } }),
    placeholderData: keepPreviousData,
  })
  const { data: looked } = useQuery(api.training.listSessions.queryOptions({ input: { pageSize: LOOKED } }))
  const count = (id: keyof Listed & `${string}`, header: string): Column<Listed> => ({
    id,
    header,
    align: 'end',
    cell: (row) => <Count n={Number(row[id])} />,
    isNothing: (row) => Number(row[id]) === 0,
  })
  const columns: Column<Listed>[] = [
    {
      id: 'course',
      header: t('admin.course'),
      isRowHeader: true,
      cell: ({ course, courseSessionId, cancelledOn }) => (
        <span className="flex flex-wrap items-center gap-2">
          <Link to={`/admin/training/${courseSessionId}`}>{course.title}</Link>
          {course.isSample && <SampleTag />}
          {cancelledOn && <Tag>{t('admin.cancelled')}</Tag>}
        </span>
      ),
    },
    { id: 'date', header: t('admin.date'), cell: ({ startsOn }) => formatDate(startsOn, language, 'short') },
    {
      id: 'seats',
      header: t('admin.seats'),
      align: 'end',
      cell: ({ seatsTaken, capacity }) => `${seatsTaken}/${capacity}`,
    },
    count('submitted', t('admin.submitted')),
    count('toSelect', t('admin.to_select')),
    count('waitlisted', t('admin.waitlisted')),
    count('toOrder', t('admin.to_order')),
    count('toRecord', t('admin.to_record')),
    count('toComplete', t('admin.to_complete')),
  ]
  return (
    <>
      {looked && place.after === undefined && <DueSessions sessions={looked.sessions} />}
      <Section title={t('admin.sessions')}>
        {error && <Trouble error={error} retry={refetch} />}
        {!error && !data && <Waiting shape="table" rows={8} />}
        {data && (
          <DataTable
            name="sessions"
            caption={t('admin.sessions')}
            columns={columns}
            rows={data.sessions}
            rowKey={({ courseSessionId }) => courseSessionId}
            total={data.total}
            turning={{ place, next: data.next ?? undefined }}
            pageSize={PAGE}
            filter={<span />}
            empty={<Empty>{t('admin.none')}</Empty>}
          />
        )}
      </Section>
    </>
  )
}
