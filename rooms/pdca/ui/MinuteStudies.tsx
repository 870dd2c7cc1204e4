import type { Output } from '#platform/contract/contract.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { Link } from '#platform/ui/Link.tsx'
import { SampleTag } from '#platform/ui/Sample.tsx'
import { hasComparison } from '#rooms/evidence/statement.rules.ts'
import { LevelTag } from '#rooms/evidence/ui/LevelTag.tsx'
import type { pdca } from '../contract.ts'
import { MinutePart } from './MinutePart.tsx'
import { minuteMessages } from './minute.messages.ts'

type Studies = Output<typeof pdca.showMinute>['studies']
type Study = Studies['latest'][number]

/** What the studies say, in words: the question, the level of evidence, the difference with its interval. Never "effect" (INV-L6). */
export function MinuteStudies({ studies: { total, latest } }: { studies: Studies }) {
  const t = useMessages(minuteMessages)
  return (
    <MinutePart title={t('studies')}>
      {latest.length === 0 ? (
        <p>
          <Link to="/studies">{t('studies.none')}</Link>
        </p>
      ) : (
        <ul className="grid gap-2 print:gap-1">
          {latest.map((study) => (
            <OneStudy key={study.studyId} study={study} />
          ))}
        </ul>
      )}
      {total > latest.length && (
        <p className="mt-2">
          <Link to="/studies">{t('studies.all', { n: total })}</Link>
        </p>
      )}
    </MinutePart>
  )
}

function OneStudy({ study }: { study: Study }) {
  const t = useMessages(minuteMessages)
  const { language } = useLanguage()
  const { studyId, question, level, finding, design, isShare, estimate, interval95, n, restsOnSample } = study
  const unit = (value: number) => {
    const shown = (isShare ? value * 100 : value).toLocaleString(language, {
      ...{ maximumFractionDigits: isShare ? 1 : 2, signDisplay: 'exceptZero' as const },
    })
    return isShare ? t('points', { n: shown }) : shown
  }
  const said = { estimate: unit(estimate), n }
  const [low, high] = interval95 ?? [0, 0]
  return (
    <li>
      <Link to={`/studies/${studyId}`}>{question}</Link>
      <p className="figures flex flex-wrap items-center gap-x-2 gap-y-1">
        <LevelTag level={level} />
        <span>
          {t(`study.${finding}`)}:{' '}
          {interval95
            ? t(hasComparison(design) ? 'study.difference' : 'study.before', {
                ...said,
                low: unit(low),
                high: unit(high),
              })
            : t('study.point', said)}
        </span>
        {restsOnSample && <SampleTag />}
      </p>
    </li>
  )
}
