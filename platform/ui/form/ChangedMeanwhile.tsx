import { type ReactNode, useEffect, useRef } from 'react'
import { useMessages } from '#platform/i18n/react.tsx'
import { Button } from '../Button.tsx'
import { uiMessages } from '../messages.ts'

interface Compared {
  name: string
  label: string
  mine: ReactNode
  stored: ReactNode
}

/**
 * Somebody else stored something else meanwhile: mine and theirs side by side where they differ, what was typed stays in the fields,
 * and nothing is saved before one of the two was chosen.
 */
export function ChangedMeanwhile({
  rows,
  onMine,
  onStored,
}: {
  rows: readonly Compared[]
  /** What I typed is what is to be saved; it still has to be. */
  onMine: () => void
  /** What is stored takes the place of what I typed. */
  onStored: () => void
}) {
  const t = useMessages(uiMessages)
  const ref = useRef<HTMLDivElement>(null)
  useEffect(() => ref.current?.focus(), [])
  return (
    <div ref={ref} tabIndex={-1} role="alert" className="rounded-12 border-2 border-error-1 bg-white p-4">
      <p className="text-std-16B-170 text-error-2">{t('changed.title')}</p>
      <p className="mt-1">{t('changed.lead')}</p>
      <ul className="mt-3 grid gap-3">
        {rows.map(({ name, label, mine, stored }) => (
          <li key={name} className="border-solid-gray-300 border-t pt-3">
            <p className="text-std-16B-170">{label}</p>
            <dl className="mt-1 grid gap-x-4 gap-y-1 sm:grid-cols-2">
              <Side word={t('changed.mine')}>{mine}</Side>
              <Side word={t('changed.stored')}>{stored}</Side>
            </dl>
          </li>
        ))}
      </ul>
      <div className="mt-4 flex flex-wrap gap-3">
        <Button look="secondary" onClick={onStored}>
          {t('changed.take_stored')}
        </Button>
        <Button look="secondary" onClick={onMine}>
          {t('changed.take_mine')}
        </Button>
      </div>
    </div>
  )
}

function Side({ word, children }: { word: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-dns-14N-130 text-solid-gray-700">{word}</dt>
      <dd className="whitespace-pre-line break-words">{children || '—'}</dd>
    </div>
  )
}
