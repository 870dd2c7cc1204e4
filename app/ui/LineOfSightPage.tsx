import { useQuery } from '@tanstack/react-query'
import { homeMessages } from '#app/home/messages.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { PageHeading } from '#platform/ui/Page.tsx'
import { Trouble, Waiting } from '#platform/ui/States.tsx'
import { api } from './api.ts'
import { clockTime } from './home/clock.ts'
import { DutyCard } from './home/DutyCard.tsx'
import { FedRecords, Feeling } from './home/Fed.tsx'
import { Level, Rise } from './home/Level.tsx'
import { MvvWords } from './home/MvvWords.tsx'
import { FinalOutcome, OutcomeCard } from './home/OutcomeCard.tsx'
import { ComingPurpose, PurposeCard } from './home/PurposeCard.tsx'
import type { Sight } from './home/sight.ts'

/** つながり: one card a level, my duty at the bottom, the final outcome on top. Read from the top as it stands. */
export function LineOfSightPage() {
  const t = useMessages(homeMessages)
  const { data, error, refetch } = useQuery(api.home.showLineOfSight.queryOptions({ input: {} }))
  return (
    <>
      <PageHeading lead={t('line.lead')}>{t('line.title')}</PageHeading>
      {error ? (
        <Trouble error={error} retry={refetch} />
      ) : data ? (
        <>
          <Path sight={data} />
          <WhatIFed />
          <MvvWords leads />
        </>
      ) : (
        <Waiting shape="list" rows={5} />
      )}
    </>
  )
}

function WhatIFed() {
  const { data, error, refetch } = useQuery(api.home.showWhatIFed.queryOptions({ input: {} }))
  if (error) return <Trouble error={error} retry={refetch} />
  if (!data) return <Waiting shape="list" rows={5} />
  return (
    <>
      {data.question && <Feeling question={data.question} />}
      <FedRecords fed={data} />
    </>
  )
}

function Path({ sight }: { sight: Sight }) {
  const t = useMessages(homeMessages)
  const { language } = useLanguage()
  const { directOutcomes, intermediateOutcomes, finalOutcomes, isConnected, purpose } = sight
  const sent = (id: string) => sight.contributions.filter(({ outcomes }) => outcomes.includes(id))
  return (
    <>
      <ol reversed aria-label={t('line.path')}>
        {finalOutcomes.length > 0 && (
          <Level title={t('level.finalOutcome')} tone="light">
            {finalOutcomes.map((outcome) => (
              <FinalOutcome key={outcome.id} outcome={outcome} sight={sight} />
            ))}
            <Rise sight={sight} from={intermediateOutcomes} />
          </Level>
        )}
        {intermediateOutcomes.length > 0 && (
          <Level title={t('level.intermediateOutcome')}>
            <div className="grid items-start gap-4 lg:grid-cols-2 xl:grid-cols-3">
              {intermediateOutcomes.map((outcome) => (
                <OutcomeCard key={outcome.id} outcome={outcome} sent={sent(outcome.id)} policy={sight.policy} />
              ))}
            </div>
            <Rise sight={sight} from={directOutcomes} />
          </Level>
        )}
        {directOutcomes.length > 0 && (
          <Level title={t('level.directOutcome')}>
            <div className="grid items-start gap-4 lg:grid-cols-2">
              {directOutcomes.map((outcome) => (
                <OutcomeCard key={outcome.id} outcome={outcome} sent={sent(outcome.id)} policy={sight.policy} />
              ))}
            </div>
            <Rise sight={sight} from={[]} />
          </Level>
        )}
        <Level title={t('sight.purpose', { section: purpose?.statedFor.name ?? sight.section?.name ?? '' })}>
          {!isConnected && (
            <p className="mb-3 text-solid-gray-700">
              {t(finalOutcomes.length > 0 ? 'line.not_connected' : 'line.no_policy')}
            </p>
          )}
          <PurposeCard sight={sight} />
          {sight.coming.map((coming) => (
            <ComingPurpose key={`${coming.section.sectionCode} ${coming.from}`} sight={sight} coming={coming} />
          ))}
          <Rise sight={sight} from={[]} />
        </Level>
        <Level title={t('sight.duty')} tone="ground">
          <DutyCard sight={sight} />
        </Level>
      </ol>
      <p className="mt-4 text-dns-14N-130 text-solid-gray-700">
        {t('sight.counted', { time: clockTime(sight.countedAt, language) })}
      </p>
    </>
  )
}
