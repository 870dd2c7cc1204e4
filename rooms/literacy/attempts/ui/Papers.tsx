import { useQuery } from '@tanstack/react-query'
import { useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { saveCsv } from '#platform/ui/files.ts'
import { Link } from '#platform/ui/Link.tsx'
import { Section } from '#platform/ui/Page.tsx'
import { Trouble } from '#platform/ui/States.tsx'
import { answerColumn } from '../paper.rules.ts'
import { adminMessages } from './admin.messages.ts'
import { PaperFile } from './PaperFile.tsx'
import { useTestsAct, useTestsApi } from './useTests.ts'

/** The test on paper: drawn, printed, and entered by a file. */
export function Papers({ testId, items }: { testId: number; items: number }) {
  const t = useMessages(adminMessages)
  const api = useTestsApi()
  const { data } = useQuery(api.attempts.listPapers.queryOptions({ input: { testId } }))
  const { act, error } = useTestsAct<{ code: string }>()
  const header = ['職員番号', '用紙', '実施日', ...Array.from({ length: items }, (_, at) => answerColumn(at + 1))]
  return (
    <Section
      title={t('papers')}
      lead={t('papers.lead')}
      data-print="no"
      actions={
        <Button look="secondary" size="small" onClick={() => act((client) => client.attempts.drawPaper({ testId }))}>
          {t('papers.draw')}
        </Button>
      }
    >
      {error && <Trouble error={error} />}
      <ul className="grid gap-2">
        {data?.papers.map(({ code, entered }) => (
          <li key={code} className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
            <span className="figures">{t('papers.code', { code })}</span>
            <Link to={`/admin/tests/papers/${code}`}>{t('papers.print')}</Link>
            <Link to={`/admin/tests/papers/${code}/key`}>{t('papers.key')}</Link>
            <span className="text-solid-gray-700">{t('papers.entered', { n: entered })}</span>
          </li>
        ))}
      </ul>
      {data && data.papers.length > 0 && (
        <>
          <div className="mt-4">
            <Button look="text" size="small" onClick={() => saveCsv([header], `${t('papers.template')}.csv`)}>
              {t('papers.template')}
            </Button>
          </div>
          <PaperFile />
        </>
      )}
    </Section>
  )
}
