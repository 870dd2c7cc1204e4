import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import type { Output } from '#platform/contract/contract.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate } from '#platform/time/dates.ts'
import { Button } from '#platform/ui/Button.tsx'
import { ConfirmDialog } from '#platform/ui/Dialogs.tsx'
import { Link, LinkButton } from '#platform/ui/Link.tsx'
import { Card, PageHeading, Section } from '#platform/ui/Page.tsx'
import { Empty, Trouble, Waiting } from '#platform/ui/States.tsx'
import { DataTable } from '#platform/ui/table/DataTable.tsx'
import type { Column } from '#platform/ui/table/rows.ts'
import type { attempts } from '../contract.ts'
import { pageMessages } from './messages.ts'
import { useTestsAct, useTestsApi, windowName } from './useTests.ts'

type Mine = Output<typeof attempts.listMyTests>
type MyTest = Mine['tests'][number]
type Done = Mine['done'][number]

/** テスト: what I can take now, what not yet and why, and what came of those that I took. */
export function MyTestsPage({ afterwards }: { afterwards?: ReactNode }) {
  const t = useMessages(pageMessages)
  const api = useTestsApi()
  const { data, error, refetch } = useQuery(api.attempts.listMyTests.queryOptions({ input: {} }))
  return (
    <>
      <PageHeading lead={t('mine.lead')}>{t('mine')}</PageHeading>
      {error && <Trouble error={error} retry={refetch} />}
      {!error && !data && <Waiting shape="cards" rows={2} />}
      {data && (
        <>
          <Section title={t('mine.open')}>
            {data.tests.length === 0 && <Empty>{t('mine.none')}</Empty>}
            <ul className="grid gap-4">
              {data.tests.map((test) => (
                <li key={test.testId}>
                  <TestCard test={test} />
                </li>
              ))}
            </ul>
          </Section>
          {afterwards}
          {data.done.length > 0 && (
            <Section title={t('done')}>
              <DoneTable done={data.done} />
            </Section>
          )}
        </>
      )}
    </>
  )
}

function TestCard({ test }: { test: MyTest }) {
  const t = useMessages(pageMessages)
  const { language } = useLanguage()
  const { obstacle, obstacleUntil, running, attemptsLeft, lastDay } = test
  const left = attemptsLeft === null ? t('mine.unlimited') : t('mine.left', { n: attemptsLeft })
  return (
    <Card title={test.title}>
      <p>{t('mine.facts', { items: test.items, minutes: test.minutes, skill: test.skillName })}</p>
      <p className="text-solid-gray-700">
        {lastDay && `${t('mine.until', { date: formatDate(lastDay, language) })} · `}
        {left}
      </p>
      {test.note && <p className="mt-2 whitespace-pre-line">{test.note}</p>}
      <div className="mt-4">
        {running !== null && (
          <>
            <p className="mb-2">{t('mine.runs')}</p>
            <LinkButton to={`/tests/attempts/${running}`}>{t('mine.resume')}</LinkButton>
          </>
        )}
        {obstacle && (
          <p>{t(`obstacle.${obstacle}`, { date: obstacleUntil ? formatDate(obstacleUntil, language) : '' })}</p>
        )}
        {running === null && !obstacle && <Begin test={test} />}
      </div>
    </Card>
  )
}

/** Asks first: the clock starts, and nothing stops it. */
function Begin({ test: { testId, title, minutes } }: { test: MyTest }) {
  const t = useMessages(pageMessages)
  const navigate = useNavigate()
  const [isAsking, ask] = useState(false)
  const { act, error } = useTestsAct<{ testAttemptId: number }>()
  async function begin() {
    const begun = await act((client) => client.attempts.beginAttempt({ testId, window: windowName() }))
    ask(false)
    if (begun) await navigate({ to: `/tests/attempts/${begun.testAttemptId}` })
  }
  return (
    <>
      <Button onClick={() => ask(true)}>{t('mine.begin')}</Button>
      {error && <Trouble error={error} />}
      <ConfirmDialog
        title={t('mine.begin.title', { title })}
        open={isAsking}
        onClose={() => ask(false)}
        confirmLabel={t('mine.begin.yes')}
        onConfirm={begin}
        danger={false}
      >
        <p>{t('mine.begin.what', { minutes })}</p>
      </ConfirmDialog>
    </>
  )
}

function DoneTable({ done }: { done: readonly Done[] }) {
  const t = useMessages(pageMessages)
  const { language } = useLanguage()
  const level = useLevelReached()
  const score = ({ items, right }: Done) => t('score.of', { items, right })
  const columns: Column<Done>[] = [
    {
      id: 'title',
      header: t('done.title'),
      isRowHeader: true,
      cell: ({ title }) => title,
      value: ({ title }) => title,
    },
    {
      id: 'day',
      header: t('done.day'),
      cell: ({ satOn }) => formatDate(satOn, language, 'short'),
      value: ({ satOn }) => satOn,
    },
    { id: 'score', header: t('done.score'), cell: score, value: score },
    { id: 'level', header: t('done.level'), cell: level, value: level },
    {
      id: 'see',
      header: t('done.see'),
      cell: ({ testAttemptId }) => <Link to={`/tests/attempts/${testAttemptId}`}>{t('done.result')}</Link>,
      value: () => '',
    },
  ]
  return (
    <DataTable
      caption={t('done')}
      columns={columns}
      rows={done}
      rowKey={({ testAttemptId }) => testAttemptId}
      filter={false}
    />
  )
}

/** What was reached, in words. */
export function useLevelReached() {
  const t = useMessages(pageMessages)
  return ({ level, levelName, voidedReason }: Pick<Done, 'level' | 'levelName' | 'voidedReason'>) => {
    if (voidedReason !== null) return t('level.voided', { reason: voidedReason })
    return level === null ? t('level.none') : t('level.reached', { level, name: levelName ?? '' })
  }
}
