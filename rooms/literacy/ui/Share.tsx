import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatNumber } from '#platform/ui/Figure.tsx'
import { ShareBar } from '#platform/ui/Progress.tsx'
import { literacyMessages } from '../messages.ts'

interface Counted {
  readonly numerator: number
  readonly denominator: number
}

/** A share in words and as a bar. */
export function Share({ count }: { count: Counted }) {
  const t = useMessages(literacyMessages)
  const { language } = useLanguage()
  const { numerator, denominator } = count
  const says = (people: number) => formatNumber(people, language) ?? ''
  return (
    <span className="figures block md:min-w-40">
      {t('share', {
        percent: (percent(count) ?? 0).toFixed(1),
        numerator: says(numerator),
        denominator: says(denominator),
      })}
      <ShareBar share={denominator === 0 ? 0 : numerator / denominator} className="mt-1" />
    </span>
  )
}

/** Null where nobody is in scope. */
export function percent({ numerator, denominator }: Counted): number | null {
  return denominator === 0 ? null : (100 * numerator) / denominator
}
