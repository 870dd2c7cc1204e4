import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate } from '#platform/time/dates.ts'
import { Button } from '#platform/ui/Button.tsx'
import { PageHeading } from '#platform/ui/Page.tsx'
import { SampleTag } from '#platform/ui/Sample.tsx'
import { Empty, Trouble, Waiting } from '#platform/ui/States.tsx'
import { ChangeForm } from './ChangeForm.tsx'
import { ChangeList } from './ChangeList.tsx'
import { changesMessages } from './changes.messages.ts'
import { type RoundChanges, useSurveysApi } from './useSurveys.ts'

/** 回答を受けて変えたこと: by round, for all staff; HR writes in place. */
export function ChangesPage() {
  const t = useMessages(changesMessages)
  const api = useSurveysApi()
  const { data, error, refetch } = useQuery(api.surveys.listSurveyChanges.queryOptions({ input: {} }))
  return (
    <>
      <PageHeading lead={t('lead')}>{t('title')}</PageHeading>
      {error && <Trouble error={error} retry={refetch} />}
      {!error && !data && <Waiting shape="list" rows={4} />}
      {data?.rounds.length === 0 && <Empty title={t('none')}>{t('none.what')}</Empty>}
      {data?.rounds.map((round) => (
        <OfRound key={round.roundId} round={round} mayWrite={data.mayWrite} />
      ))}
    </>
  )
}

function OfRound({ round, mayWrite }: { round: RoundChanges; mayWrite: boolean }) {
  const t = useMessages(changesMessages)
  const { language } = useLanguage()
  const [isAdding, setAdding] = useState(false)
  const { title, from, to, changes, isSample } = round
  return (
    <section className="mt-8 first:mt-0">
      <div className="mb-3 flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <h2 className="text-std-20B-150">
          {t('round', { title, from: formatDate(from, language), to: formatDate(to, language) })}
        </h2>
        {isSample && <SampleTag />}
      </div>
      {changes.length === 0 && <p className="text-solid-gray-700">{t('round.none')}</p>}
      <ChangeList round={round} mayWrite={mayWrite} />
      {mayWrite && (
        <div className="mt-4" data-print="no">
          <Button look="secondary" size="small" onClick={() => setAdding(true)}>
            {t('add')}
            <span className="sr-only"> {title}</span>
          </Button>
          <ChangeForm round={round} open={isAdding} onClose={() => setAdding(false)} />
        </div>
      )}
    </section>
  )
}
