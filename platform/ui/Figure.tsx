import { type ReactNode, useState } from 'react'
import type { Language } from '#platform/i18n/messages.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate } from '#platform/time/dates.ts'
import { SidePanel } from './Dialogs.tsx'
import { uiMessages } from './messages.ts'
import { KeyValues } from './Page.tsx'
import { SampleTag } from './Sample.tsx'

export interface FigureProps {
  /** What is counted; also the title of the side panel. */
  label: string
  /** Null where nothing can be said yet. */
  value: number | null
  unit?: string
  /** Digits after the point; a percentage has none unless asked. */
  digits?: number
  /** How many people or things the value rests on. */
  n?: number | null
  /** ISO date. */
  asOf?: string
  isSample?: boolean
  /** Says why the value is hidden; shown instead of it. */
  suppressed?: string
  /** What the number is made of; given, the number opens a side panel with it. Rendered only when opened. */
  madeOf?: () => ReactNode
  size?: 'large' | 'medium' | 'inline'
  /** Tag beside the value: frozen, restated, achieved. */
  aside?: ReactNode
  hideLabel?: boolean
}

/** A number with what it takes to trust it: unit, n, as-of date, and a way to what it is made of. */
export function Figure(props: FigureProps) {
  const { label, unit, n, asOf, isSample, madeOf, size = 'medium', aside, hideLabel, suppressed } = props
  const t = useMessages(uiMessages)
  const { language } = useLanguage()
  const [open, setOpen] = useState(false)
  const value = (
    <span className={`figures ${sizes[size]}`}>
      {suppressed ? '*' : (formatNumber(props.value, language, props.digits) ?? t('figure.none'))}
      {unit && props.value !== null && !suppressed && <span className="ml-1 text-std-16N-170">{unit}</span>}
    </span>
  )
  return (
    <div className={size === 'inline' ? 'inline-flex flex-wrap items-baseline gap-2' : ''}>
      {!hideLabel && <p className="text-std-16N-170 text-solid-gray-700">{label}</p>}
      <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        {madeOf ? (
          <button
            type="button"
            aria-haspopup="dialog"
            onClick={() => setOpen(true)}
            className="min-h-11 text-blue-1000 underline decoration-1 decoration-dotted underline-offset-4 hover:decoration-solid"
          >
            {value}
            <span className="sr-only">{t('figure.open', { label })}</span>
          </button>
        ) : (
          value
        )}
        {isSample && <SampleTag />}
        {aside}
      </p>
      {suppressed && <p className="text-dns-14N-130 text-solid-gray-700">{suppressed}</p>}
      {(n != null || asOf) && (
        <p className="figures text-dns-14N-130 text-solid-gray-700">
          {n != null && <span className="mr-3">n = {n.toLocaleString(language)}</span>}
          {asOf && t('figure.as_of', { date: formatDate(asOf, language) })}
        </p>
      )}
      {madeOf && (
        <SidePanel title={t('figure.made_of')} open={open} onClose={() => setOpen(false)}>
          <p className="mb-4 text-std-16B-170">{label}</p>
          {open && madeOf()}
        </SidePanel>
      )}
    </div>
  )
}

/** The usual content of the side panel; records, within the reader's rights, come as children. */
export function MadeOf(props: {
  definition: string
  numerator?: { label: string; count: number }
  denominator?: { label: string; count: number }
  asOf?: string
  version?: string
  children?: ReactNode
}) {
  const t = useMessages(uiMessages)
  const { language } = useLanguage()
  const counted = (part: { label: string; count: number }) => (
    <span className="figures">
      {part.label} <strong>{part.count.toLocaleString(language)}</strong>
    </span>
  )
  const items = [
    { label: t('made_of.definition'), value: props.definition },
    props.numerator && { label: t('made_of.numerator'), value: counted(props.numerator) },
    props.denominator && { label: t('made_of.denominator'), value: counted(props.denominator) },
    props.asOf && { label: t('made_of.as_of'), value: formatDate(props.asOf, language, 'both') },
    props.version && { label: t('made_of.version'), value: props.version },
  ]
  return (
    <>
      <KeyValues items={items.filter((item) => typeof item === 'object')} />
      {props.children && <div className="mt-6">{props.children}</div>}
    </>
  )
}

/** 1,204 or 62.5; undefined for null. */
export function formatNumber(value: number | null, language: Language, digits = 0): string | undefined {
  if (value === null) return undefined
  return value.toLocaleString(language, { minimumFractionDigits: digits, maximumFractionDigits: digits })
}

const sizes = {
  large: 'text-std-28B-150 text-solid-gray-900',
  medium: 'text-std-28B-150 text-solid-gray-900',
  inline: 'text-std-16B-170',
}
