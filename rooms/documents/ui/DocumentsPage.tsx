import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { problemFrom } from '#platform/client/client.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatFiscalYear } from '#platform/time/dates.ts'
import { Breadcrumbs, PageHeading } from '#platform/ui/Page.tsx'
import { Empty, Trouble, Waiting } from '#platform/ui/States.tsx'
import { FrozenTag } from '#platform/ui/Tags.tsx'
import { documentsMessages } from '../messages.ts'
import { DocumentCard } from './DocumentCard.tsx'
import { useDocumentsApi } from './useDocumentsApi.ts'

/** /review/$fiscalYear/documents: what comes out of a closed year, by kind; HR writes its words and issues it. */
export function DocumentsPage() {
  const t = useMessages(documentsMessages)
  const { language } = useLanguage()
  const api = useDocumentsApi()
  const fiscalYear = Number((useParams({ strict: false }) as { fiscalYear?: string }).fiscalYear)
  const { data, error, refetch } = useQuery(api.documents.listDocuments.queryOptions({ input: { fiscalYear } }))
  if (error && problemFrom(error)?.code !== 'year_open') return <Trouble error={error} retry={refetch} />
  if (!data && !error) return <Waiting shape="page" />
  const year = formatFiscalYear(fiscalYear, language)
  const crumbs = [
    { label: t('crumb.model'), to: '/model' },
    { label: t('crumb.reviews'), to: '/review' },
    { label: year, to: `/review/${fiscalYear}` },
    { label: t('crumb.documents') },
  ]
  return (
    <>
      <Breadcrumbs crumbs={crumbs} />
      <PageHeading lead={t('lead')} aside={data && <FrozenTag on={data.closedOn} />}>
        {t('title', { year })}
      </PageHeading>
      {data ? (
        <ul className="grid gap-6">
          {data.kinds.map((one) => (
            <DocumentCard key={one.kind} fiscalYear={fiscalYear} one={one} may={data.may} />
          ))}
        </ul>
      ) : (
        <Empty>{t('refusal.year_open', { year })}</Empty>
      )}
    </>
  )
}
