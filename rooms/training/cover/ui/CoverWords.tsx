import type { z } from 'zod'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate } from '#platform/time/dates.ts'
import { Tag } from '#platform/ui/Tags.tsx'
import type { Cover } from '../contract.ts'
import { coverMessages } from '../messages.ts'
import { isAgreed } from '../rules.ts'
import { pageMessages } from './messages.ts'

/** Cover as one text: 代わりの職員 上田 陽介. */
export function useCoverWords() {
  const t = useMessages(pageMessages)
  const words = useMessages(coverMessages)
  return (cover: z.output<typeof Cover> | null) =>
    cover ? [words(`cover.${cover.kind}`), cover.substitute?.name].filter(Boolean).join(' ') : t('cover.none')
}

/** Who stands in and whether it is agreed. */
export function CoverWords({ cover }: { cover: z.output<typeof Cover> | null }) {
  const t = useMessages(pageMessages)
  const words = useMessages(coverMessages)
  const { language } = useLanguage()
  const stateOf = ({ agreedOn, isThere, isOfAnotherSection, substitute }: z.output<typeof Cover>) => {
    if (!isThere) return t('cover.not_there')
    if (isOfAnotherSection && (substitute || agreedOn)) return t('cover.before')
    if (agreedOn) return t('cover.agreed', { date: formatDate(agreedOn, language, 'short') })
    return t(substitute ? 'cover.asked' : 'cover.head')
  }
  if (!cover) return <span>{t('cover.none')}</span>
  return (
    <span>
      <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
        {words(`cover.${cover.kind}`)}
        {cover.substitute && <span>{cover.substitute.name}</span>}
        <Tag tone={isAgreed(cover) ? 'green' : 'yellow'}>{stateOf(cover)}</Tag>
      </span>
      {cover.duty && <span className="block text-solid-gray-700">{cover.duty}</span>}
      {cover.note && <span className="block text-solid-gray-700">{cover.note}</span>}
    </span>
  )
}
