import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { uiMessages } from './messages.ts'

/** How far a long job has come; `total` 0 or less means that nobody knows yet. */
export function ProgressBar({ label, done, total }: { label: string; done: number; total: number }) {
  const t = useMessages(uiMessages)
  const { language } = useLanguage()
  const known = total > 0
  const says = known
    ? t('progress.of', { done: done.toLocaleString(language), total: total.toLocaleString(language) })
    : t('waiting')
  return (
    <div role="status">
      <div className="mb-1 flex flex-wrap justify-between gap-x-4">
        <span className="text-std-16B-170">{label}</span>
        <span className="figures">{says}</span>
      </div>
      <progress
        aria-label={label}
        max={known ? total : undefined}
        value={known ? done : undefined}
        className="progress-bar h-3 w-full"
      />
    </div>
  )
}

/** A share as a bar beside its words; the words stand in the text around it. */
export function ShareBar({
  share,
  expected,
  className = '',
}: {
  share: number
  expected?: number
  className?: string
}) {
  const percent = (part: number) => `${Math.min(100, Math.max(0, part * 100))}%`
  return (
    <span aria-hidden="true" className={`bar relative block h-3 rounded-4 bg-solid-gray-100 ${className}`}>
      <span className="bar-part absolute inset-y-0 left-0 rounded-4 bg-blue-700" style={{ width: percent(share) }} />
      {expected !== undefined && (
        <span className="bar-mark absolute -inset-y-1 w-0.5 bg-solid-gray-900" style={{ left: percent(expected) }} />
      )}
    </span>
  )
}
