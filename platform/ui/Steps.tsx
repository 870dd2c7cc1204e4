import type { ReactNode } from 'react'
import { useMessages } from '#platform/i18n/react.tsx'
import { uiMessages } from './messages.ts'

export interface Step {
  label: string
  state: 'done' | 'current' | 'todo'
  /** Who and when, or what is waited for. */
  note?: ReactNode
  /** Given, the step can be gone to. */
  onGo?: () => void
}

/** The way of something through its states, told by number, word and form. */
export function Steps({ steps, label }: { steps: readonly Step[]; label: string }) {
  const t = useMessages(uiMessages)
  return (
    <ol aria-label={label} className="grid gap-x-2 gap-y-3 md:auto-cols-fr md:grid-flow-col">
      {steps.map(({ label, state, note, onGo }, index) => (
        <li
          key={label}
          aria-current={state === 'current' ? 'step' : undefined}
          className={`border-l-4 pl-3 md:border-t-4 md:border-l-0 md:pt-2 md:pl-0 ${lines[state]}`}
        >
          <p className="text-dns-14N-130 text-solid-gray-700">
            {index + 1} · {t(`steps.${state}`)}
          </p>
          {onGo && state !== 'current' ? (
            <button
              type="button"
              data-print="no"
              onClick={onGo}
              className="min-h-11 text-left text-blue-1000 underline"
            >
              {label}
            </button>
          ) : (
            <p className={state === 'current' ? 'text-std-16B-170' : ''}>{label}</p>
          )}
          {note && <div className="text-dns-14N-130 text-solid-gray-700">{note}</div>}
        </li>
      ))}
    </ol>
  )
}

const lines = {
  done: 'border-blue-900',
  current: 'border-blue-900 border-double',
  todo: 'border-solid-gray-300 border-dotted',
}
