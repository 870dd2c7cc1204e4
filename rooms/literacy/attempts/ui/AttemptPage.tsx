import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { Breadcrumbs, Card, PageHeading } from '#platform/ui/Page.tsx'
import { Trouble, Waiting } from '#platform/ui/States.tsx'
import { pageMessages } from './messages.ts'
import { Result } from './Result.tsx'
import { Taking } from './Taking.tsx'
import { useTestsAct, useTestsApi, windowName } from './useTests.ts'

/** Seconds after which a window asks whether another one has taken over. */
const LOOK_SECONDS = 60

/** An attempt: taken while it runs, and what came of it afterwards; `afterwards` is what other rooms say then. */
export function AttemptPage({ afterwards }: { afterwards?: ReactNode }) {
  const t = useMessages(pageMessages)
  const api = useTestsApi()
  const testAttemptId = Number(useParams({ strict: false }).testAttemptId)
  const { data, error, refetch } = useQuery({
    ...api.attempts.showAttempt.queryOptions({ input: { testAttemptId, window: windowName() } }),
    refetchInterval: ({ state }) => (state.data && !state.data.hasEnded ? LOOK_SECONDS * 1_000 : false),
    staleTime: 0,
  })
  const [tookOver, takeOver] = useState(false)
  const trail = <Breadcrumbs crumbs={[{ label: t('mine'), to: '/tests' }, { label: data?.title ?? '' }]} />
  if (error && !data) return <Trouble error={error} retry={refetch} />
  if (!data) return <Waiting shape="page" />
  if (data.hasEnded) {
    return (
      <>
        {trail}
        <Result testAttemptId={testAttemptId} afterwards={afterwards} />
      </>
    )
  }
  return (
    <>
      <PageHeading>{data.title}</PageHeading>
      <div data-print="no">
        {data.isHeldHere ? (
          <Taking attempt={data} tookOver={tookOver} onEnd={() => refetch()} />
        ) : (
          <HeldElsewhere testAttemptId={testAttemptId} onHere={() => takeOver(true)} />
        )}
      </div>
    </>
  )
}

function HeldElsewhere({ testAttemptId, onHere }: { testAttemptId: number; onHere: () => void }) {
  const t = useMessages(pageMessages)
  const { act, error, isPending } = useTestsAct()
  async function goOnHere() {
    onHere()
    await act((client) => client.attempts.holdAttempt({ testAttemptId, window: windowName() }))
  }
  return (
    <Card title={t('held.title')}>
      <p role="alert">{t('held.what')}</p>
      <div className="mt-4">
        <Button busy={isPending} onClick={goOnHere}>
          {t('held.here')}
        </Button>
      </div>
      {error && <Trouble error={error} />}
    </Card>
  )
}
