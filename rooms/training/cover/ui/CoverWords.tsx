import type { z } from 'zod'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate } from '#platform/time/dates.ts'
import { Tag } from '#platform/ui/Tags.tsx'
import type { Cover } from '../contract.ts'
import { coverMessages } from '../messages.ts'
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
  if (!cover) return <span>{t('cover.none')}</span>
  const agreed = cover.agreedOn
    ? t('cover.agreed', { date: formatDate(cover.agreedOn, language, 'short') })
    : t(cover.substitute ? 'cover.asked' : 'cover.head')
  return (
    <span>
      <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
        {words(`cover.${cover.kind}`)}
        {cover.substitute && <span>{cover.substitute.name}</span>}
        <Tag tone={cover.agreedOn ? 'green' : 'yellow'}>{agreed}</Tag>
      </span>
      {cover.duty && <span className="block text-solid-gray-700">{cover.duty}</span>}
      {cover.note && <span className="block text-solid-gray-700">{cover.note}</span>}
    </span>
  )
}
