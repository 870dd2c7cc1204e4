import { useEffect, useId, useRef, useState } from 'react'
import { useMessages } from '#platform/i18n/react.tsx'
import { controlClass } from '../form/Field.tsx'
import { uiMessages } from '../messages.ts'

/**
 * The words to filter by. What is typed is kept here and told only when a Japanese input method has finished a phrase: the
 * address answers later than the keyboard, and a field that waited for it would break the phrase.
 */
export function WordsField({
  caption,
  words,
  onWords,
}: {
  /** What is filtered. */
  caption: string
  words: string
  onWords: (words: string) => void
}) {
  const t = useMessages(uiMessages)
  const id = useId()
  const [typed, setTyped] = useState(words)
  const told = useRef(words)
  useEffect(() => {
    if (words !== told.current) setTyped(words)
    told.current = words
  }, [words])
  function tell(next: string) {
    told.current = next
    onWords(next)
  }
  return (
    <div className="w-full max-w-72">
      <label htmlFor={id} className="text-dns-14N-130">
        {t('table.filter', { caption })}
      </label>
      <input
        id={id}
        type="search"
        value={typed}
        title={t('table.filter_hint')}
        onChange={(event) => {
          setTyped(event.target.value)
          if (!(event.nativeEvent as InputEvent).isComposing) tell(event.target.value)
        }}
        onCompositionEnd={(event) => tell(event.currentTarget.value)}
        className={`${controlClass} h-11`}
      />
    </div>
  )
}
