import { useQuery } from '@tanstack/react-query'
import { useApi } from '#platform/client/react.tsx'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { Section } from '#platform/ui/Page.tsx'
import { Trouble } from '#platform/ui/States.tsx'
import { useRoleName } from '../../ui/useRoleName.ts'
import type { journal } from '../contract.ts'
import { journalMessages } from '../messages.ts'
import { shortMoment } from './moment.ts'

/** Who set or changed one's own password: whoever gave it could have signed in with it, and the journal tells. */
export function PasswordChanges() {
  const t = useMessages(journalMessages)
  const { language } = useLanguage()
  const roleName = useRoleName()
  const api = useApi<{ journal: typeof journal }>()
  const { data, error, refetch } = useQuery(api.journal.listPasswordChanges.queryOptions({ input: {} }))
  if (error) return <Trouble error={error} retry={refetch} />
  if (!data || data.length === 0) return null
  return (
    <Section title={t('password.title')} lead={t('password.lead')}>
      <ul className="divide-y divide-solid-gray-200 rounded-12 border border-solid-gray-200 bg-white">
        {data.map(({ lineId, at, isOwn, byName, actedAs }) => (
          <li key={lineId} className="flex flex-wrap gap-x-4 px-4 py-3">
            <time dateTime={at} className="figures text-solid-gray-700">
              {shortMoment(at, language)}
            </time>
            <span className="min-w-0">
              {isOwn
                ? t('password.own')
                : actedAs === 'command'
                  ? t('password.by_rule', { role: roleName(actedAs) })
                  : t('password.by_other', { name: byName, role: roleName(actedAs) })}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
