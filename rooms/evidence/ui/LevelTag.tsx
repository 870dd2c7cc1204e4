import { useMessages } from '#platform/i18n/react.tsx'
import { Tag } from '#platform/ui/Tags.tsx'
import type { EvidenceLevel } from '../level.rules.ts'
import { pageMessages } from './messages.ts'

/** A level of evidence as its line is drawn in the model, with its word. */
export function LevelTag({ level }: { level: EvidenceLevel }) {
  const t = useMessages(pageMessages)
  const d = 'M1 6 H27'
  return (
    <Tag>
      <svg aria-hidden="true" width="28" height="12" fill="none" stroke="currentColor">
        {level === 'hypothesis' && <path d={d} strokeWidth="1.5" strokeDasharray="1.5 4" strokeLinecap="round" />}
        {level === 'comovement' && <path d={d} strokeWidth="1" />}
        {level === 'beforeAfter' && <path d={d} strokeWidth="2.5" />}
        {level === 'controlled' && <path d="M1 4 H27 M1 8 H27" strokeWidth="1.5" />}
      </svg>
      {t(`level.${level}`)}
    </Tag>
  )
}
