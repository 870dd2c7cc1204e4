import { useState } from 'react'
import { useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { peopleMessages } from '../messages.ts'

/** Letters to take elsewhere: one press selects all of them, and where the browser allows it a button copies them. */
export function Copyable({ text, label, size = 'small' }: { text: string; label: string; size?: 'small' | 'large' }) {
  const t = useMessages(peopleMessages)
  const [copied, setCopied] = useState(false)
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
      <code
        className={`select-all break-all rounded-6 border border-solid-gray-300 bg-solid-gray-50 px-2 py-1 ${size === 'large' ? 'text-mono-16N-150' : 'text-mono-14N-150'}`}
      >
        {text}
      </code>
      {/* Browsers keep the clipboard from pages that did not come over https or from the machine itself. */}
      {navigator.clipboard && (
        <Button
          look="secondary"
          size="small"
          aria-label={t('copy.label', { label })}
          onClick={() => navigator.clipboard.writeText(text).then(() => setCopied(true))}
        >
          {t('copy')}
        </Button>
      )}
      <span role="status">{copied && t('copied')}</span>
    </div>
  )
}
