import { useMessages } from '#platform/i18n/react.tsx'
import { Section } from '#platform/ui/Page.tsx'
import { importPageMessages } from '../messages.ts'
import type { Report } from './useImport.ts'

/** What forbids nothing and was read with a guess; whoever is like somebody is asked about elsewhere. */
export function ImportWarnings({ report }: { report: Report }) {
  const t = useMessages(importPageMessages)
  const like = new Set(report.alike.map(({ file, line, staffNumber }) => `${file} ${line} ${staffNumber}`))
  const rest = report.warnings.filter(({ file, line, value }) => !like.has(`${file} ${line} ${value}`))
  if (rest.length === 0) return null
  return (
    <Section
      title={t('warnings.title')}
      lead={t(rest.length > MOST ? 'warnings.leadMany' : 'warnings.lead', { count: rest.length, shown: MOST })}
    >
      <ul className="list-disc pl-6">
        {rest.slice(0, MOST).map(({ file, line, column, reason }) => (
          <li key={`${file} ${line} ${column}`}>
            {t('warnings.line', { file: t(`${file}.label`), line, column: column ?? '', reason })}
          </li>
        ))}
      </ul>
    </Section>
  )
}

const MOST = 20
