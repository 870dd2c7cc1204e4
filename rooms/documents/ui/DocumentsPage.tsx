import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatFiscalYear } from '#platform/time/dates.ts'
import { LinkButton } from '#platform/ui/Link.tsx'
import { Breadcrumbs, PageHeading } from '#platform/ui/Page.tsx'
import { PageTrouble } from '#platform/ui/PageTrouble.tsx'
import { Empty, Waiting } from '#platform/ui/States.tsx'
import { FrozenTag } from '#platform/ui/Tags.tsx'
import { isYear } from '#rooms/pdca/rules.ts'
import { documentsMessages } from '../messages.ts'
import { DocumentCard } from './DocumentCard.tsx'
import { useDocumentsApi } from './useDocumentsApi.ts'

/** /review/$fiscalYear/documents: what comes out of a closed year, by kind; HR writes its words and issues it. */
export function DocumentsPage() {
  const t = useMessages(documentsMessages)
  const { language } = useLanguage()
  const api = useDocumentsApi()
  const fiscalYear = Number((useParams({ strict: false }) as { fiscalYear?: string }).fiscalYear)
  const { data: years, error: noYears, refetch: askYears } = useQuery(api.pdca.listReviews.queryOptions({ input: {} }))
  const isOpen =
    years !== undefined && isYear(fiscalYear) && !years.reviews.some((one) => one.fiscalYear === fiscalYear)
  const { data, error, refetch } = useQuery(
    api.documents.listDocuments.queryOptions({ input: { fiscalYear }, enabled: years !== undefined && !isOpen }),
  )
  if (noYears) return <PageTrouble title={t('crumb.documents')} lead={t('lead')} error={noYears} retry={askYears} />
  if (error) return <PageTrouble title={t('crumb.documents')} lead={t('lead')} error={error} retry={refetch} />
  if (!data && !isOpen) return <Waiting shape="page" />
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
        <Empty
          action={
            <LinkButton look="secondary" to={`/review/${fiscalYear}`}>
              {t('open.review')}
            </LinkButton>
          }
        >
          {t('refusal.year_open', { year })}
        </Empty>
      )}
    </>
  )
}
