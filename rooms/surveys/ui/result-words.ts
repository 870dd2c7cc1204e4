import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import type { PublicList } from './ballots.ts'
import { teamMessages } from './team.messages.ts'

type Item = PublicList['items'][number]

/** The wording of an item in the reader's language. */
export function useItemWords(): (item: Item) => string {
  const { language } = useLanguage()
  return ({ wording, en }) => (language === 'en' && en?.wording) || wording
}

/** Answers in words with their counts, the strongest agreement first. */
export function useDistribution() {
  const t = useMessages(teamMessages)
  const { language } = useLanguage()
  return ({ type, choices = [], en }: Item, distribution: Readonly<Record<string, number>>) => {
    if (type === 'agreement5') {
      return (['5', '4', '3', '2', '1'] as const).map((value) => ({
        ...{ value, words: t(`agree.${value}`), count: distribution[value] ?? 0 },
      }))
    }
    const words = (value: string) => (language === 'en' && en?.choices?.[choices.indexOf(value)]) || value
    return Object.entries(distribution).map(([value, count]) => ({ value, words: words(value), count }))
  }
}

/** 0.666 → 66.7 */
export const percent = (share: number) => (100 * share).toFixed(1)

/** In points: +3.2, −1.0. */
export function signed(share: number): string {
  const said = percent(Math.abs(share))
  return said === '0.0' ? '0.0' : `${share < 0 ? '−' : '+'}${said}`
}
