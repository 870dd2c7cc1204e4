import { homeMessages } from '#app/home/messages.ts'
import { useMessages } from '#platform/i18n/react.tsx'
import { Link } from '#platform/ui/Link.tsx'
import type { Contribution } from './sight.ts'

/** わたしの仕事が送ったもの: counts of my own records of this fiscal year, compared with nobody's. */
export function Sent({ contributions }: { contributions: readonly Contribution[] }) {
  const t = useMessages(homeMessages)
  const words = useSentWords()
  return (
    <div className="mt-4 border-solid-gray-200 border-t pt-3">
      <h3 className="text-std-16B-170">
        {t('line.sent')} <span className="font-normal text-solid-gray-700">({t('line.sent_year')})</span>
      </h3>
      {contributions.length === 0 ? (
        <p className="mt-1 text-solid-gray-700">{t('line.sent_nothing')}</p>
      ) : (
        <ul className="mt-1 flex flex-wrap gap-x-4 gap-y-1">
          {contributions.map((contribution) => (
            <li key={contribution.kind} className="figures">
              <Link to={places[contribution.kind]}>{words(contribution)}</Link>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

export function useSentWords() {
  const t = useMessages(homeMessages)
  return ({ kind, count }: Contribution) => t(`line.sent.${kind}`, { n: count })
}

const places = {
  completion: '/training',
  cover: '/training',
  recommendationTaken: '/training',
  evidence: '/skills',
  floorEvidence: '/skills',
} as const satisfies Record<Contribution['kind'], string>
