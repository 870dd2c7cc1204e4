import type { Output } from '#platform/contract/contract.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate } from '#platform/time/dates.ts'
import { formatNumber } from '#platform/ui/Figure.tsx'
import { Card, KeyValues } from '#platform/ui/Page.tsx'
import type { evidence } from '../contract.ts'
import { type Design, hasComparison } from '../statement.rules.ts'
import { pageMessages } from './messages.ts'

/** How many people a study would compare; nothing of the outcome. */
export function Preview({
  preview,
  least,
  design,
}: {
  preview: Output<typeof evidence.previewStudy>
  least: number
  design: Design
}) {
  const t = useMessages(pageMessages)
  const { language } = useLanguage()
  const { days, people, known, between, neededEach, leastSeen, isEnough, isToCome } = preview
  const many = (n: number | null) => (n === null ? t('preview.few') : formatNumber(n, language)!)
  const group = (name: 'treated' | 'comparison') => ({
    label: t(`preview.${name}`),
    value: (
      <span className="figures">
        {known ? t('preview.known', { people: many(people[name]), known: many(known[name]) }) : many(people[name])}
      </span>
    ),
  })
  // More people or a longer period are no remedy where nobody has what is looked at.
  const hasNone =
    people.treated !== 0 && known !== null && (known.treated === 0 || (hasComparison(design) && known.comparison === 0))
  const day = (date: string) => formatDate(date, language)
  return (
    <Card>
      <p className="mb-3 font-bold">
        {t(
          isToCome
            ? 'preview.to_come'
            : isEnough
              ? 'preview.enough'
              : hasNone
                ? 'preview.none_known'
                : 'preview.not_enough',
        )}
      </p>
      <KeyValues
        items={[
          group('treated'),
          ...(hasComparison(design) ? [group('comparison')] : []),
          { label: t('preview.between'), value: <span className="figures">{many(between || 0)}</span> },
          { label: t('preview.needed'), value: t('preview.needed_is', { n: neededEach, least }) },
          ...(leastSeen === null
            ? []
            : [{ label: t('preview.seen'), value: t('preview.seen_is', { n: leastSeen.toFixed(2) }) }]),
          {
            label: t('preview.days'),
            value: t('preview.days_are', {
              before: day(days.before),
              outcomeOn: day(days.outcomeOn),
              earlier: day(days.earlier),
            }),
          },
        ]}
      />
    </Card>
  )
}
