import { useMessages } from '#platform/i18n/react.tsx'
import { Link } from '#platform/ui/Link.tsx'
import { Section } from '#platform/ui/Page.tsx'
import { importPageMessages } from '../messages.ts'
import type { Report } from './useImport.ts'

/** People who are stored twice: if it is one person, their records lead to joining them. */
export function ImportTwins({ report: { twins } }: { report: Report }) {
  const t = useMessages(importPageMessages)
  if (twins.length === 0) return null
  return (
    <Section title={t('twins.title')} lead={t('twins.lead')}>
      <ul className="list-disc pl-6">
        {twins.map(({ first, second }) => (
          <li key={`${first.staffNumber} ${second.staffNumber}`}>
            <Link to={`/admin/records/${first.staffMemberId}`} search={{ join: second.staffMemberId }}>
              {`${first.staffNumber} ${first.name} / ${second.staffNumber} ${second.name}`}
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  )
}
