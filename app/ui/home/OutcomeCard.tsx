import { homeMessages } from '#app/home/messages.ts'
import { useMessages } from '#platform/i18n/react.tsx'
import { Card } from '#platform/ui/Page.tsx'
import { SampleTag } from '#platform/ui/Sample.tsx'
import { KpiValue } from './KpiValue.tsx'
import { useSentWords } from './Sent.tsx'
import type { Contribution, Outcome, Sight } from './sight.ts'

/** An outcome with its value, target and trend, and what I sent there. */
export function OutcomeCard({
  outcome,
  sent,
  policy,
}: {
  outcome: Outcome
  sent: readonly Contribution[]
  policy: Sight['policy']
}) {
  const t = useMessages(homeMessages)
  const words = useSentWords()
  return (
    <Card isSample={outcome.isSample}>
      <Statement outcome={outcome} policy={policy} />
      {outcome.kpis.length === 0 && <p className="mt-2 text-solid-gray-700">{t('line.no_kpi')}</p>}
      {outcome.kpis.map((kpi) => (
        <KpiValue key={kpi.id} kpi={kpi} />
      ))}
      {sent.length > 0 && (
        <p className="mt-3 border-blue-300 border-l-4 bg-blue-50 px-3 py-2">
          {t('line.sent_here', { what: sent.map(words) })}
        </p>
      )}
    </Card>
  )
}

/** Carries no value, and says so (INV-L3). */
export function FinalOutcome({ outcome, sight }: { outcome: Sight['finalOutcomes'][number]; sight: Sight }) {
  const t = useMessages(homeMessages)
  return (
    <Card isSample={outcome.isSample} className="border-yellow-300 bg-yellow-50">
      <Statement outcome={outcome} policy={sight.policy} large />
      <p className="mt-2 text-dns-14N-130 text-solid-gray-700">{t('line.no_kpi_on_final')}</p>
    </Card>
  )
}

function Statement({
  outcome,
  policy,
  large,
}: {
  outcome: Sight['finalOutcomes'][number]
  policy: Sight['policy']
  large?: boolean
}) {
  const t = useMessages(homeMessages)
  return (
    <>
      <h3 className={large ? 'text-std-20B-150 text-solid-gray-900' : 'text-std-16B-170 text-solid-gray-900'}>
        {outcome.name}
      </h3>
      {outcome.description && <p className="mt-1">{outcome.description}</p>}
      <p className="mt-1 flex flex-wrap items-center gap-x-3 text-dns-14N-130 text-solid-gray-700">
        {outcome.source && (
          <span>{t('line.source', { source: `${outcome.source}${policy ? ` ${policy.edition}` : ''}` })}</span>
        )}
        {outcome.isSample && <SampleTag />}
      </p>
    </>
  )
}
