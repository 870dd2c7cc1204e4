import { useMessages } from '#platform/i18n/react.tsx'
import { pageMessages } from './messages.ts'

/** Says so where a list is longer than what stands here. */
export function MoreThanShown({ shown, total }: { shown: number; total: number }) {
  const t = useMessages(pageMessages)
  if (total <= shown) return null
  return <p className="mb-4 text-solid-gray-700">{t('list.shown', { n: shown, total })}</p>
}
