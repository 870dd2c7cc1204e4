import type { ReactNode } from 'react'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate } from '#platform/time/dates.ts'
import { uiMessages } from './messages.ts'

/** A short word of state in a box; the word says it, the colour only helps. */
export function Tag({
  children,
  tone = 'plain',
  title,
}: {
  children: ReactNode
  tone?: 'plain' | 'blue' | 'green' | 'yellow' | 'red'
  title?: string
}) {
  return (
    <span
      title={title}
      className={`inline-flex h-fit w-max max-w-full shrink-0 items-center gap-1 rounded-4 border px-2 py-1 text-dns-14N-120 ${tones[tone]}`}
    >
      {children}
    </span>
  )
}

/** A value that a review has closed; `on` is an ISO date. */
export function FrozenTag({ on }: { on: string }) {
  const t = useMessages(uiMessages)
  const { language } = useLanguage()
  return (
    <Tag>
      <svg
        aria-hidden="true"
        viewBox="0 0 16 16"
        className="h-3.5 w-3.5"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
      >
        <rect x="3" y="7" width="10" height="7" rx="1" />
        <path d="M5 7V5a3 3 0 0 1 6 0v2" />
      </svg>
      {t('frozen', { date: formatDate(on, language, 'short') })}
    </Tag>
  )
}

/** A frozen value that was corrected later: the old one struck, the reason on demand (INV-F4). */
export function RestatedValue({ before, after, reason }: { before: string; after: string; reason: string }) {
  const t = useMessages(uiMessages)
  return (
    <div className="figures inline-flex flex-wrap items-baseline gap-x-2">
      <del className="text-solid-gray-600">
        <span className="sr-only">{t('restated.before')} </span>
        {before}
      </del>
      <ins className="font-bold no-underline">
        <span className="sr-only">{t('restated.after')} </span>
        {after}
      </ins>
      <details className="text-dns-14N-130">
        <summary className="text-blue-1000 underline">{t('restated.reason')}</summary>
        <p className="mt-1">{reason}</p>
      </details>
    </div>
  )
}

const tones = {
  plain: 'border-solid-gray-420 bg-white text-solid-gray-800',
  blue: 'border-blue-300 bg-blue-50 text-blue-1000',
  green: 'border-green-300 bg-green-50 text-green-1000',
  yellow: 'border-yellow-400 bg-yellow-50 text-yellow-1200',
  red: 'border-red-300 bg-red-50 text-red-1000',
}
