import { useQuery } from '@tanstack/react-query'
import { useApi } from '#platform/client/react.tsx'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { fiscalYearOf, formatDate, formatFiscalYear } from '#platform/time/dates.ts'
import { Link, LinkButton } from '#platform/ui/Link.tsx'
import { PageHeading, Section } from '#platform/ui/Page.tsx'
import { Empty, Trouble, Waiting } from '#platform/ui/States.tsx'
import type { pdca } from '../contract.ts'
import { pdcaMessages } from '../messages.ts'

/** /review: the years that were closed, and for HR those that may be. */
export function ReviewsPage() {
  const t = useMessages(pdcaMessages)
  const { language } = useLanguage()
  const api = useApi<{ pdca: typeof pdca }>()
  const { data, error, refetch } = useQuery(api.pdca.listReviews.queryOptions({ input: {} }))
  const year = (fiscalYear: number) => formatFiscalYear(fiscalYear, language)
  return (
    <>
      <PageHeading lead={t('reviews.lead')}>{t('minute.years')}</PageHeading>
      {error ? (
        <Trouble error={error} retry={refetch} />
      ) : !data ? (
        <Waiting shape="list" />
      ) : (
        <>
          <Section title={t('reviews.running')}>
            <LinkButton to={`/review/${fiscalYearOf(data.today)}`} look="secondary">
              {t('reviews.running_open', { year: year(fiscalYearOf(data.today)) })}
            </LinkButton>
          </Section>
          {data.may.includes('closeFiscalYear') && data.closable.length > 0 && (
            <Section title={t('reviews.closable')}>
              <ul className="flex flex-wrap gap-3">
                {data.closable.map((fiscalYear) => (
                  <li key={fiscalYear}>
                    <LinkButton to={`/review/${fiscalYear}`} look="secondary">
                      {t('review.close', { year: year(fiscalYear) })}
                    </LinkButton>
                  </li>
                ))}
              </ul>
            </Section>
          )}
          <Section title={t('review.list')}>
            {data.reviews.length === 0 ? (
              <Empty>{t('review.list_empty')}</Empty>
            ) : (
              <ul className="grid gap-3">
                {data.reviews.map(({ fiscalYear, closedOn, decided, done }) => (
                  <li key={fiscalYear} className="rounded-12 border border-solid-gray-200 bg-white p-4">
                    <Link to={`/review/${fiscalYear}`} className="text-std-16B-170">
                      {year(fiscalYear)}
                    </Link>
                    <p className="figures flex flex-wrap gap-x-6 text-dns-14N-130 text-solid-gray-700">
                      <span>{t('reviews.closed_on', { date: formatDate(closedOn, language) })}</span>
                      <span>{t('reviews.decided', { decided, done })}</span>
                    </p>
                  </li>
                ))}
              </ul>
            )}
          </Section>
        </>
      )}
    </>
  )
}
