import type { ReactNode } from 'react'
import type { home } from '#app/home/contract.ts'
import { homeMessages } from '#app/home/messages.ts'
import type { Output } from '#platform/contract/contract.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { Link } from '#platform/ui/Link.tsx'
import { Card } from '#platform/ui/Page.tsx'
import { SampleTag } from '#platform/ui/Sample.tsx'
import { formatStated, formatValue } from '#rooms/kpi/rules.ts'
import { clockTime } from './clock.ts'

type Sight = Output<typeof home.showHome>['sight']
type Step = Sight['way'][number]

/** わたしの仕事は、ここにつながる: one way from my duty to the final outcome, from left to right, on narrow screens downwards. */
export function SightStrip({ sight }: { sight: Sight }) {
  const t = useMessages(homeMessages)
  const { language } = useLanguage()
  const { duty, dutyIsOwn, purpose, section, way, otherWays, countedAt } = sight
  return (
    <Card
      title={t('sight.title')}
      actions={<Link to="/line-of-sight">{t('sight.whole')}</Link>}
      className="lg:col-span-2"
    >
      <ol className="flex flex-col lg:flex-row lg:items-stretch">
        <Stop title={t(dutyIsOwn || !duty ? 'sight.duty' : 'sight.duty_section')} tone={tones[0]} first>
          {duty ?? t('sight.no_duty')}
        </Stop>
        <Stop
          title={t('sight.purpose', { section: purpose?.statedFor ?? section ?? '' })}
          tone={tones[1]}
          isSample={purpose?.isSample}
        >
          {purpose?.purpose ?? t(section ? 'sight.no_purpose' : 'sight.no_section')}
        </Stop>
        {way.map((step, index) => (
          <Stop
            key={step.id}
            title={t(`level.${step.level}`)}
            tone={tones[Math.min(index + 2, tones.length - 1)]}
            isSample={step.isSample}
          >
            {step.name}
            {step.kpi && <Value kpi={step.kpi} />}
          </Stop>
        ))}
      </ol>
      {purpose && way.length === 0 && <p className="mt-3 text-solid-gray-700">{t('sight.no_way')}</p>}
      <p className="mt-3 flex flex-wrap gap-x-4 text-dns-14N-130 text-solid-gray-700">
        {way.length > 0 && <span>{t('sight.counted', { time: clockTime(countedAt, language) })}</span>}
        {otherWays > 0 && <span>{t('sight.more', { n: otherWays })}</span>}
      </p>
    </Card>
  )
}

function Stop(props: { title: string; tone?: string; first?: boolean; isSample?: boolean; children: ReactNode }) {
  const { title, tone = '', first, isSample, children } = props
  return (
    <li className="flex min-w-0 flex-col lg:flex-1 lg:flex-row">
      {!first && (
        <span aria-hidden="true" className="self-center py-1 text-solid-gray-600 lg:px-2">
          <span className="lg:hidden">↓</span>
          <span className="hidden lg:inline">→</span>
        </span>
      )}
      <div className={`min-w-0 grow rounded-8 border p-3 ${tone}`}>
        <p className="mb-1 flex flex-wrap items-center gap-x-2 text-dns-14N-130 text-solid-gray-700">
          {title}
          {isSample && <SampleTag />}
        </p>
        <div className="text-std-16N-170">{children}</div>
      </div>
    </li>
  )
}

function Value({ kpi }: { kpi: NonNullable<Step['kpi']> }) {
  const t = useMessages(homeMessages)
  const { language } = useLanguage()
  return (
    <p className="figures mt-1 flex flex-wrap items-baseline gap-x-2">
      <Link to={`/kpi/${kpi.id}`} className="text-std-16B-170">
        {formatValue(kpi.value, kpi.unit, language) ?? t('no_value')}
        <span className="sr-only">({kpi.name})</span>
      </Link>
      {kpi.target !== null && (
        <span className="text-dns-14N-130 text-solid-gray-700">
          {t('target', { value: formatStated(kpi.target, kpi.unit, language) })}
        </span>
      )}
      {(kpi.isSample || kpi.value?.restsOnSample) && <SampleTag />}
    </p>
  )
}

/** Lighter step by step towards the final outcome. */
const tones = [
  'border-blue-300 bg-blue-100',
  'border-blue-200 bg-blue-50',
  'border-blue-200 bg-blue-50',
  'border-blue-100 bg-white',
  'border-yellow-300 bg-yellow-50',
] as const
