import { useState } from 'react'
import { comparedMessages } from '#app/editions/compared.messages.ts'
import type { editions } from '#app/editions/contract.ts'
import type { Output } from '#platform/contract/contract.ts'
import { useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { Section } from '#platform/ui/Page.tsx'
import { Tag } from '#platform/ui/Tags.tsx'
import { CommentsAt } from '../comments/Comments.tsx'
import { ChangedText, Value } from './Said.tsx'
import { useWords } from './useWords.ts'

export type Comparison = Output<typeof editions.comparePolicies>
export type Difference = Comparison['differences'][number]

/** A screen or two of each part; whoever wants all asks for it. */
const FIRST = 20

/** What differs, part by part in the order of a policy. */
export function Differences({ differences }: { differences: readonly Difference[] }) {
  const { fieldName } = useWords()
  const byPart = Map.groupBy(differences, ({ part }) => part)
  return [...byPart].map(([part, ofPart]) => <Part key={part} title={fieldName(part)} differences={ofPart} />)
}

function Part({ title, differences }: { title: string; differences: readonly Difference[] }) {
  const t = useMessages(comparedMessages)
  const [isWhole, setWhole] = useState(false)
  const shown = isWhole ? differences : differences.slice(0, FIRST)
  const left = differences.length - shown.length
  return (
    <Section title={title}>
      <ul className="rounded-12 border border-solid-gray-200 bg-white px-4 sm:px-6">
        {shown.map((difference, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a difference is its place in the list.
          <OneDifference key={at} difference={difference} />
        ))}
      </ul>
      {left > 0 && (
        <div className="mt-3" data-print="no">
          <Button look="secondary" size="small" onClick={() => setWhole(true)}>
            {t('more', { n: left })}
          </Button>
        </div>
      )}
    </Section>
  )
}

const tones = { added: 'green', removed: 'plain', changed: 'blue', moved: 'plain' } as const

export function OneDifference({ difference }: { difference: Difference }) {
  const t = useMessages(comparedMessages)
  const { fieldName } = useWords()
  const { what, within, fields, before, after } = difference
  const place = [
    ...within.map((one, depth) => {
      const name = one.name ?? fieldName(one.field)
      return depth === 0 ? name : `${fieldName(one.field)} ${one.name ?? ''}`.trim()
    }),
    ...fields.map(fieldName),
  ]
  return (
    <li className="grid gap-2 border-solid-gray-200 border-t py-4 first:border-t-0">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Tag tone={tones[what]}>{t(`what.${what}`)}</Tag>
        {place.length > 0 && <span className="min-w-0 break-words text-std-16B-170">{place.join(' › ')}</span>}
      </p>
      {what === 'moved' ? (
        <p>{before === null || after === null ? t('moved.order') : <Moved before={before} after={after} />}</p>
      ) : what === 'changed' && isText(before) && isText(after) ? (
        <ChangedText before={before} after={after} />
      ) : what === 'changed' ? (
        <dl className="grid grid-cols-[max-content_1fr] gap-x-4 gap-y-1">
          <dt className="text-solid-gray-700">{t('before')}</dt>
          <dd className="min-w-0">
            <Value value={before} />
          </dd>
          <dt className="text-solid-gray-700">{t('after')}</dt>
          <dd className="min-w-0">
            <Value value={after} />
          </dd>
        </dl>
      ) : (
        <Value value={what === 'added' ? after : before} />
      )}
      <CommentsAt place={difference.place} />
    </li>
  )
}

function Moved({ before, after }: { before: unknown; after: unknown }) {
  const t = useMessages(comparedMessages)
  const { plain } = useWords()
  return t('moved.from', { before: plain(before) ?? '', after: plain(after) ?? '' })
}

/** A sentence of some length; short words read better beside each other. */
function isText(value: unknown): value is string {
  return typeof value === 'string' && value.length > 12
}
