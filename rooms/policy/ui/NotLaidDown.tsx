import { useMessages } from '#platform/i18n/react.tsx'
import { Empty } from '#platform/ui/States.tsx'
import { laidDownMessages } from '../laid-down.messages.ts'

/** Where a page has more to show than what rests on a part that the policy has not: what it would bring to add it. */
export function NotLaidDown({ part }: { part: 'kpis' | 'pyramid' }) {
  const t = useMessages(laidDownMessages)
  return <Empty>{t('said', { what: t(`part.${part}`), brings: t(`brings.${part}`) })}</Empty>
}
