import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { Select } from '#platform/ui/form/Choices.tsx'
import { Breadcrumbs, Card, PageHeading, Section } from '#platform/ui/Page.tsx'
import { SampleTag } from '#platform/ui/Sample.tsx'
import { Empty, Trouble, Waiting } from '#platform/ui/States.tsx'
import { Tag } from '#platform/ui/Tags.tsx'
import { MoreThanShown } from '../../ui/MoreThanShown.tsx'
import { useTrainingApi } from '../../ui/useTrainingApi.ts'
import { useSessionWords } from '../../ui/words.tsx'
import { Clashes } from './Clashes.tsx'
import { Fix } from './Fix.tsx'
import { Marking } from './Marking.tsx'
import { pageMessages } from './messages.ts'
import { useKeptOffline } from './offline.ts'
import { SessionCode } from './SessionCode.tsx'
import { useMarks } from './useMarks.ts'
import { halfKey, type Roster, useHalfWords } from './words.ts'

/** 出席簿: who was there in each half-day, on a tablet in the room, also without a connection. */
export function RosterPage() {
  const t = useMessages(pageMessages)
  const api = useTrainingApi()
  const courseSessionId = Number(useParams({ strict: false }).courseSessionId)
  const { data, dataUpdatedAt, error, refetch } = useQuery({
    ...api.training.showRoster.queryOptions({ input: { courseSessionId } }),
    // People come in by code while it is looked at.
    refetchInterval: 15_000,
  })
  if (data) return <Shown data={data} answeredAt={dataUpdatedAt} />
  return (
    <>
      <PageHeading>{t('roster')}</PageHeading>
      {error ? <Trouble error={error} retry={refetch} /> : <Waiting shape="page" />}
    </>
  )
}

function Shown({ data, answeredAt }: { data: Roster; answeredAt: number }) {
  const t = useMessages(pageMessages)
  const when = useSessionWords()
  const wordsOf = useHalfWords()
  const { course, session, halfDays, people } = data
  const begun = halfDays.filter(({ isOpen }) => isOpen)
  const first = halfDays.find(({ isToday }) => isToday) ?? begun.at(-1) ?? halfDays[0]!
  const [chosen, choose] = useState(halfKey(first))
  const at = halfDays.find((one) => halfKey(one) === chosen) ?? first
  const marks = useMarks(session.courseSessionId, data.keptUnder)
  useKeptOffline(data, answeredAt)
  return (
    <>
      <Breadcrumbs
        crumbs={[
          { label: t('admin'), to: '/admin/training' },
          { label: course.title, to: `/admin/training/${session.courseSessionId}` },
          { label: t('roster') },
        ]}
      />
      <PageHeading
        lead={`${course.title} ${when(session)}`}
        aside={
          <>
            {course.isSample && <SampleTag />}
            {data.isCancelled && <Tag>{t('admin.cancelled')}</Tag>}
          </>
        }
      >
        {t('roster')}
      </PageHeading>
      <p className="mb-4 max-w-[42em] text-solid-gray-700">{t('roster.lead')}</p>
      <Sending marks={marks} />
      <Clashes marks={marks} people={people} />
      <div className="mt-6 flex flex-wrap items-end justify-between gap-4">
        <Select
          name="half"
          label={t('roster.half')}
          value={halfKey(at)}
          choices={halfDays.map((one) => ({ value: halfKey(one), label: wordsOf(one) }))}
          onChange={choose}
        />
        {!data.isCancelled && <SessionCode courseSessionId={session.courseSessionId} at={at} />}
      </div>
      <Section title={t('roster.people', { half: wordsOf(at) })}>
        <MoreThanShown shown={people.length} total={data.total} />
        {people.length === 0 && <Empty>{t('roster.nobody')}</Empty>}
        {people.length > 0 && !at.isOpen && <p>{t('roster.to_come')}</p>}
        {people.length > 0 && at.isOpen && (
          <Marking key={halfKey(at)} at={at} people={people} marks={marks} isClosed={data.isCancelled} />
        )}
      </Section>
      {people.some(({ isOpen }) => isOpen) && !data.isCancelled && <Fix data={data} unsent={marks.unsent} />}
    </>
  )
}

/** How many marks wait, and why; what is sent is said too, so that whoever leaves the room knows. */
function Sending({ marks }: { marks: ReturnType<typeof useMarks> }) {
  const t = useMessages(pageMessages)
  const { unsent, isOffline, problem } = marks
  return (
    <div role="status">
      {unsent === 0 ? (
        <p className="text-solid-gray-700">{t('waiting.none')}</p>
      ) : (
        <Card>
          <p className="text-std-16B-170">{t('waiting.some', { n: unsent })}</p>
          {isOffline && <p>{t('waiting.offline')}</p>}
          {problem && <p>{problem.title}</p>}
          <div className="mt-3 flex flex-wrap gap-3">
            <Button size="small" look="secondary" onClick={marks.send}>
              {t('waiting.send')}
            </Button>
            {problem && (
              <Button size="small" look="text" onClick={marks.forget}>
                {t('waiting.forget')}
              </Button>
            )}
          </div>
        </Card>
      )}
    </div>
  )
}
