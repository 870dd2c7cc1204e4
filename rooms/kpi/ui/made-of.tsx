import type { ReactNode } from 'react'
import { hasMessage, type MessageValues } from '#platform/i18n/messages.ts'
import { Link } from '#platform/ui/Link.tsx'
import { kpiMessages } from '../messages.ts'
import type { Shown } from './item.ts'

interface Words {
  t: (key: keyof (typeof kpiMessages)['ja'], values?: MessageValues) => string
  number: (count: number) => string
  stated: (value: number) => string
  day: (date: string) => string
  list: (words: readonly string[]) => string
}

/** The lines that say what a number is made of: in words, in counts, and who stands outside and why. */
export function madeOfItems({ item, edition, asOf }: Shown, words: Words): { label: string; value: ReactNode }[] {
  const { t, day } = words
  return [
    ...(item.nodeName === null ? [] : [{ label: t('belongs'), value: item.nodeName }]),
    ...counts(item, words),
    { label: t('as_of'), value: day(item.value?.asOf ?? asOf) },
    ...(item.kind === 'kpi' ? contract(item, words) : []),
    {
      label: t('measured_by'),
      value: (
        <Link to="/kpi/measures" search={item.measure === null ? {} : { q: item.measure.split('(')[0] }}>
          {item.measure ?? t('measured_by.hand')}
        </Link>
      ),
    },
    { label: t('version'), value: edition },
  ]
}

function counts({ value }: Shown['item'], { t, number, list }: Words) {
  if (!value) return []
  const outside = value.outside.map(({ reason, people }) => {
    const key = `outside.${reason}`
    return t('outside.people', { reason: hasMessage(kpiMessages, key) ? t(key) : reason, people: number(people) })
  })
  return [
    { label: t(value.denominator === null ? 'count' : 'numerator'), value: number(value.numerator) },
    ...(value.denominator === null ? [] : [{ label: t('denominator'), value: number(value.denominator) }]),
    ...(value.told ? [{ label: t('told'), value: value.told }] : []),
    ...(outside.length > 0 ? [{ label: t('outside'), value: list(outside) }] : []),
  ]
}

function contract(item: Extract<Shown['item'], { kind: 'kpi' }>, { t, stated, day }: Words) {
  const { baseline } = item
  return [
    { label: t('population'), value: item.population },
    { label: t('source'), value: item.source },
    { label: t('method'), value: item.method },
    { label: t('frequency'), value: item.frequency },
    { label: t('direction'), value: t(`direction.${item.direction}`) },
    ...(baseline
      ? [
          {
            label: t('baseline'),
            value: t('baseline.of', { value: stated(baseline.value), date: day(baseline.asOf) }),
          },
        ]
      : []),
    { label: t('owner'), value: item.owner },
    ...(item.rationale ? [{ label: t('rationale'), value: item.rationale }] : []),
  ]
}
