import type { Output } from '#platform/contract/contract.ts'
import { hasMessage, type Language, type MessageValues } from '#platform/i18n/messages.ts'
import { formatDate } from '#platform/time/dates.ts'
import type { changeMessages } from './change.messages.ts'
import type { kpi } from './contract.ts'
import { kpiMessages } from './messages.ts'

export type Why = Output<typeof kpi.showKpiChange>
export type Change = NonNullable<Why['whole']>
export type ChangePart = Change['parts'][number]
export type Words = (key: keyof (typeof changeMessages)['ja'], values?: MessageValues) => string

interface In {
  readonly t: Words
  readonly language: Language
}

/** The sentences above and below the parts. */
export function wordsOf({ unit }: Why, change: Change, { t, language }: In) {
  const { from, to, shown, split, moved, why } = change
  const [first, last] = [formatDate(from.asOf, language), formatDate(to.asOf, language)]
  if (!shown)
    return {
      headline: t(why === 'otherUnit' ? 'nothing.otherUnit' : 'nothing.noValue'),
      how: '',
      moved: '',
      lengths: '',
    }
  const value = (number: number) => valueInWords(number, { unit, digits: shown.digits, language })
  const by = changeInWords(shown.change, { unit, digits: shown.digits, t, language })
  const said = { from: first, to: last, before: value(shown.from), after: value(shown.to), change: by }
  const isShare = from.counted?.denominator != null
  const [a, b] = [from.counted?.from ?? from.asOf, to.counted?.from ?? to.asOf]
  // Of what is counted over a fiscal year two values are of one length only on the same day of two years, or within one.
  const isUneven = a !== b && a !== from.counted?.asOf && from.asOf.slice(4) !== to.asOf.slice(4)
  return {
    headline: t(
      why === 'otherDefinition'
        ? 'headline.unlike'
        : shown.change === 0 && change.change === 0
          ? 'headline.same'
          : 'headline',
      said,
    ),
    how:
      split === 'people'
        ? t(isShare ? 'how.share' : 'how.count', { before: value(shown.from) })
        : split === 'sections'
          ? t('how.sections')
          : split === 'counts' && isShare
            ? t('how.counts')
            : '',
    moved: moved === null ? (split === 'people' ? t('moved.few') : '') : moved > 0 ? t('moved', { n: moved }) : '',
    lengths: isUneven
      ? t('events.note', { from: first, to: last, fromDay: formatDate(a, language), toDay: formatDate(b, language) })
      : '',
  }
}

export function partInWords({ part, reason }: ChangePart, t: Words): string {
  if (reason === null || (part !== 'enteredScope' && part !== 'leftScope')) return t(`part.${part}`)
  return t(part === 'enteredScope' ? 'part.enteredScope_from' : 'part.leftScope_to', { reason })
}

/** How many, and what was counted of them. */
export function peopleInWords(
  { people, before, after, part }: ChangePart,
  { t, language }: In,
): { people: string; counted?: string } {
  if (people === null) return { people: '—' }
  const n = people.toLocaleString(language)
  const only =
    part === 'joined' || part === 'movedIn' || part === 'reorganisedIn' || part === 'enteredScope' ? after : before
  const isOneWay = !['gained', 'lost', 'others', 'definition', 'rest'].includes(part)
  return {
    people: t('people', { n }),
    ...(isOneWay && only ? { counted: t('people.counted', { counted: only.numerator.toLocaleString(language) }) } : {}),
  }
}

export function valueInWords(
  value: number,
  { unit, digits, language }: { unit: string; digits: number; language: Language },
): string {
  const text = value.toLocaleString(language, { minimumFractionDigits: digits, maximumFractionDigits: digits })
  return language === 'en' && unit !== '%' ? `${text} ${unit}` : `${text}${unit}`
}

/** With its sign; of a share in points. */
export function changeInWords(
  value: number,
  { unit, digits, t, language }: { unit: string; digits: number } & In,
): string {
  const sign = value > 0 ? '+' : value < 0 ? '−' : '±'
  if (unit !== '%') return `${sign}${valueInWords(Math.abs(value), { unit, digits, language })}`
  const text = Math.abs(value).toLocaleString(language, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  })
  return t('points', { change: `${sign}${text}` })
}

/** Words for the code of a reason, where the room has some. */
export function reasonInWords(
  reason: string | null,
  t: (key: keyof (typeof kpiMessages)['ja']) => string,
): string | null {
  if (reason === null) return null
  const key = `outside.${reason}`
  return hasMessage(kpiMessages, key) ? t(key) : reason
}
