import { comparedMessages } from '#app/editions/compared.messages.ts'
import { useMessages } from '#platform/i18n/react.tsx'
import { changedWords } from '#rooms/policy/changed-words.rules.ts'
import { useWords } from './useWords.ts'

/** A text with what is gone struck through and what is new underlined: by form and by word, not by colour alone. */
export function ChangedText({ before, after }: { before: string; after: string }) {
  const t = useMessages(comparedMessages)
  return (
    <p className="max-w-[48em] whitespace-pre-wrap break-words">
      {changedWords(before, after).map(({ state, text }, at) =>
        state === 'same' ? (
          text
        ) : state === 'gone' ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: a stretch is its place.
          <del key={at} className="bg-solid-gray-100 text-solid-gray-700 line-through">
            <span className="sr-only">[{t('gone')}] </span>
            {text}
          </del>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: a stretch is its place.
          <ins key={at} className="bg-blue-50 font-bold underline decoration-2">
            <span className="sr-only">[{t('new')}] </span>
            {text}
          </ins>
        ),
      )}
    </p>
  )
}

/** What stands in a policy, as it reads: plain, or its fields under each other. */
export function Value({ value, depth = 0 }: { value: unknown; depth?: number }) {
  const { fieldName, plain } = useWords()
  const t = useMessages(comparedMessages)
  if (value === null || value === undefined) return <span className="text-solid-gray-700">{t('absent')}</span>
  const words = plain(value)
  if (words !== null) return <span className="whitespace-pre-wrap break-words">{words}</span>
  if (Array.isArray(value)) {
    return (
      <ul className="list-disc pl-6">
        {value.map((entry, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an entry is its place; nothing moves here.
          <li key={at}>
            <Value value={entry} depth={depth + 1} />
          </li>
        ))}
      </ul>
    )
  }
  const fields = Object.entries(value as object).filter(
    ([key, held]) => !['id', 'isSample'].includes(key) && held !== null,
  )
  return (
    <dl className={depth === 0 ? 'grid gap-1' : 'grid gap-1 text-dns-14N-130'}>
      {fields.map(([key, held]) => (
        <div key={key} className="min-w-0">
          <dt className="inline text-solid-gray-700">{fieldName(key)}: </dt>
          <dd className="inline [&>dl]:pl-4">
            <Value value={held} depth={depth + 1} />
          </dd>
        </div>
      ))}
    </dl>
  )
}
