import { useMessages } from '#platform/i18n/react.tsx'
import { skillsMessages } from '../messages.ts'

interface Known {
  readonly expectedScore: number | null
  readonly lastYear: { readonly score: number } | null
  readonly grade: string | null
}

/** What a pyramid is laid over: what is expected of the grade, and the person a year ago, as far as they are known. */
export function useOutlines(): (pyramid: Known) => { label: string; score: number; style: 'dashed' | 'dotted' }[] {
  const t = useMessages(skillsMessages)
  return ({ expectedScore, lastYear, grade }) => [
    ...(expectedScore === null
      ? []
      : [{ label: t('pyramid.expected', { grade: grade ?? '' }), score: expectedScore, style: 'dashed' as const }]),
    ...(lastYear === null ? [] : [{ label: t('pyramid.last_year'), score: lastYear.score, style: 'dotted' as const }]),
  ]
}
