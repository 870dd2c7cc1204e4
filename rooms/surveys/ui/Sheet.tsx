import type { ReactNode } from 'react'
import { useMessages } from '#platform/i18n/react.tsx'
import { Link } from '#platform/ui/Link.tsx'
import { type Answers, isAsked, type Value } from '../answers.rules.ts'
import type { PublicList } from './ballots.ts'
import { ItemField } from './ItemField.tsx'
import { answerMessages } from './messages.ts'

type Item = PublicList['items'][number]

/** What a receiver reads and fills in: what is kept, then the items that are asked of whoever answers so. */
export function Sheet({
  items,
  kept,
  isNamed = false,
  answers,
  onChange,
}: {
  items: readonly Item[]
  /** What is kept, and who sees what. */
  kept: ReactNode
  isNamed?: boolean
  answers: Answers
  onChange: (item: string, value: Value | undefined) => void
}) {
  const t = useMessages(answerMessages)
  return (
    <>
      {kept}
      <p className="mt-6 text-solid-gray-700">{t('optional')}</p>
      <div className="mt-4 grid gap-8">
        {items
          .filter((item) => isAsked(item, answers))
          .map((item) => (
            <ItemField
              key={item.id}
              item={item}
              isNamed={isNamed}
              value={answers[item.id]}
              onChange={(value) => onChange(item.id, value)}
            />
          ))}
      </div>
    </>
  )
}

/** Of an anonymous round. */
export function WhatIsKept({
  items,
  k,
  keysHash,
  team: named = [],
}: {
  items: readonly Item[]
  k: number
  /** Of the round's keys; none where nothing is opened yet. */
  keysHash?: string | undefined
  /** Who reads free text; nobody where none is named. */
  team?: readonly string[] | undefined
}) {
  const t = useMessages(answerMessages)
  const team = keysHash && items.some(({ type }) => type === 'text') ? named : undefined
  return (
    <>
      <ul className="grid list-disc gap-1 pl-6">
        <li>{t('kept.1', { k })}</li>
        <li>{t('kept.2')}</li>
        <li>{t('kept.3')}</li>
      </ul>
      {team && (
        <p className="mt-2">{team.length === 0 ? t('kept.unread') : t('kept.text', { team: team.join('・') })}</p>
      )}
      <p className="mt-2">
        <Link to="/surveys/anonymity">{t('how.more')}</Link>
      </p>
      {keysHash && (
        <p className="mt-2 break-all text-dns-14N-130 text-solid-gray-700">{t('how.hash', { hash: keysHash })}</p>
      )}
    </>
  )
}
