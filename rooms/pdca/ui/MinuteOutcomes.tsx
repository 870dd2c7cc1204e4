import type { ReactNode } from 'react'
import type { Output } from '#platform/contract/contract.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { Link } from '#platform/ui/Link.tsx'
import { kpiMessages } from '#rooms/kpi/messages.ts'
import { formatStated, formatValue } from '#rooms/kpi/rules.ts'
import { LowestLine } from '#rooms/kpi/ui/LowestLine.tsx'
import type { pdca } from '../contract.ts'
import { partsOf } from '../rules.ts'
import { MinutePart } from './MinutePart.tsx'
import { minuteMessages } from './minute.messages.ts'

type Outcome = Output<typeof pdca.showMinute>['outcomes'][number]

/** Which outcomes move and which do not: said in a sentence, then one by one, each with what it moved from and its lowest group. */
export function MinuteOutcomes({ outcomes, mark }: { outcomes: readonly Outcome[]; mark: ReactNode }) {
  const t = useMessages(minuteMessages)
  if (outcomes.length === 0)
    return (
      <MinutePart title={t('outcomes')}>
        <p>{t('say.none')}</p>
      </MinutePart>
    )
  const { forward, still, against, unknown } = partsOf(outcomes)
  const aimed = outcomes.filter(({ target }) => target !== null)
  const said = {
    ...{ all: outcomes.length, forward: forward.length, still: still.length, against: against.length },
    ...{ unknown: unknown.length, aimed: aimed.length },
    achieved: aimed.filter(({ status }) => status === 'achieved').length,
  }
  return (
    <div className="lg:row-span-3 print:row-span-3">
      <MinutePart title={t('outcomes')}>
        <p className="figures">{t('say.outcomes', said)}</p>
        {groups.map((movement) => {
          const group = { forward, still, against, unknown }[movement]
          if (group.length === 0) return null
          return (
            <section key={movement} className="mt-3 print:mt-1">
              <h3 className="text-std-16B-170">
                <span aria-hidden="true">{marks[movement]} </span>
                {t(`group.${movement}`)} <span className="figures">{group.length}</span>
              </h3>
              <ul className="grid gap-2 print:gap-1">
                {group.map((outcome) => (
                  <OneOutcome key={outcome.id} outcome={outcome} mark={mark} />
                ))}
              </ul>
            </section>
          )
        })}
      </MinutePart>
    </div>
  )
}

function OneOutcome({ outcome, mark }: { outcome: Outcome; mark: ReactNode }) {
  const t = useMessages(minuteMessages)
  const k = useMessages(kpiMessages)
  const { language } = useLanguage()
  const { id, name, unit, value, from, target, status, isOfAll, lowest, restsOnSample } = outcome
  const stated = (number: number) => formatStated(number, unit, language)
  const before = from && (from.counted ? formatValue(from.counted, unit, language) : stated(from.stated ?? 0))
  return (
    <li>
      <p className="figures flex flex-wrap items-baseline gap-x-2">
        <Link to={`/kpi/${id}`}>
          {name} <strong>{formatValue(value, unit, language) ?? k('none')}</strong>
        </Link>
        {value && before && (
          <span className="text-dns-14N-130 text-solid-gray-700">
            {t(from.counted ? 'from' : 'baseline', { value: before })}
          </span>
        )}
        {target !== null && (
          <span className="text-dns-14N-130">
            {k('target', { value: stated(target) })} {value && k(`status.${status}`)}
          </span>
        )}
        {restsOnSample && value && mark}
      </p>
      {isOfAll && value && <LowestLine lowest={lowest} unit={unit} />}
    </li>
  )
}

const groups = ['forward', 'still', 'against', 'unknown'] as const
const marks = { forward: '↗', still: '→', against: '↘', unknown: '−' } as const
