import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useApi } from '#platform/client/react.tsx'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate, formatFiscalYear } from '#platform/time/dates.ts'
import { Button } from '#platform/ui/Button.tsx'
import { Link } from '#platform/ui/Link.tsx'
import { Breadcrumbs, PageHeading, Section } from '#platform/ui/Page.tsx'
import { PageTrouble } from '#platform/ui/PageTrouble.tsx'
import { Waiting } from '#platform/ui/States.tsx'
import { FrozenTag, Tag } from '#platform/ui/Tags.tsx'
import type { kpi } from '#rooms/kpi/contract.ts'
import { barrierMessages } from '#rooms/training/barrier.messages.ts'
import type { pdca } from '../contract.ts'
import { pdcaMessages } from '../messages.ts'
import { isYear } from '../rules.ts'
import { CloseYear } from './CloseYear.tsx'
import { DecisionForm } from './DecisionForm.tsx'
import { Decisions } from './Decisions.tsx'
import { FollowUp } from './FollowUp.tsx'
import { Restatements } from './Restatements.tsx'
import type { Review } from './review.ts'
import { type Groups, Sheet } from './Sheet.tsx'

/** /review/$fiscalYear: the year-end sheet; before the year is closed, the way to close it. */
export function ReviewPage() {
  const t = useMessages(pdcaMessages)
  const { language } = useLanguage()
  const api = useApi<{ kpi: typeof kpi; pdca: typeof pdca }>()
  const fiscalYear = Number((useParams({ strict: false }) as { fiscalYear?: string }).fiscalYear)
  const { data: years, error: noYears, refetch: askYears } = useQuery(api.pdca.listReviews.queryOptions({ input: {} }))
  const isOpen =
    years !== undefined && isYear(fiscalYear) && !years.reviews.some((one) => one.fiscalYear === fiscalYear)
  const sheet = api.pdca.showReview.queryOptions({ input: { fiscalYear }, enabled: years !== undefined && !isOpen })
  const { data, error, refetch } = useQuery(sheet)
  const lowest = useQuery(
    api.kpi.listLowestGroups.queryOptions({ input: { asOf: data?.asOf }, enabled: data !== undefined }),
  )
  if (noYears) return <PageTrouble title={t('minute.years')} error={noYears} retry={askYears} />
  if (error) return <PageTrouble title={t('minute.years')} error={error} retry={refetch} />
  if (lowest.error) return <PageTrouble title={t('minute.years')} error={lowest.error} retry={lowest.refetch} />
  if (!isOpen && !(data && lowest.data)) return <Waiting shape="page" />
  const title = t('review.title', { year: formatFiscalYear(fiscalYear, language) })
  const crumbs = [
    { label: t('model.title'), to: '/model' },
    { label: t('minute.years'), to: '/review' },
    { label: formatFiscalYear(fiscalYear, language) },
  ]
  return (
    <>
      <Breadcrumbs crumbs={crumbs} />
      {data && lowest.data ? (
        <Closed review={data} lowest={lowest.data.groups} title={title} />
      ) : (
        <>
          <PageHeading actions={<Link to={`/review/${fiscalYear}/plan`}>{t('review.plan')}</Link>}>{title}</PageHeading>
          <CloseYear fiscalYear={fiscalYear} />
        </>
      )}
    </>
  )
}

function Closed({ review, lowest, title }: { review: Review; lowest: Groups; title: string }) {
  const t = useMessages(pdcaMessages)
  const { language } = useLanguage()
  const { fiscalYear, values, summary, may } = review
  return (
    <>
      <PageHeading
        lead={t('review.lead', { date: formatDate(review.asOf, language, 'both') })}
        aside={<FrozenTag on={review.closedOn} />}
        actions={
          <>
            <Link to={`/review/${fiscalYear}/plan`}>{t('review.plan')}</Link>
            {may.includes('decide') && <Link to={`/review/${fiscalYear}/documents`}>{t('review.documents')}</Link>}
            <Button look="secondary" onClick={() => window.print()}>
              {t('review.print')}
            </Button>
          </>
        }
      >
        {title}
      </PageHeading>
      <p className="mb-1 text-solid-gray-700">
        <span>{t('review.edition', { title: review.policyTitle, edition: review.edition })}</span>{' '}
        <span>
          {t('review.closed', {
            date: formatDate(review.closedOn, language),
            by: review.closedBy ?? t('review.closed_by_command'),
          })}
        </span>
      </p>
      {!review.mayBePublished && (
        <p className="mb-4">
          <Tag tone="yellow">{t('review.not_public')}</Tag>
        </p>
      )}
      <FollowUp fiscalYear={fiscalYear} />
      {summary && (
        <Section title={t('review.summary')}>
          <p className="max-w-[42em] whitespace-pre-line">{summary}</p>
        </Section>
      )}
      {may.includes('restate') && (
        <Restatements fiscalYear={fiscalYear} values={values.filter(({ restatementDue }) => restatementDue)} />
      )}
      {(['kpi', 'indicator'] as const).map((kind) => (
        <Section key={kind} title={t(`review.${kind}s`)}>
          <Sheet
            caption={t('review.caption', { year: formatFiscalYear(fiscalYear, language) })}
            asOf={review.asOf}
            lowest={lowest}
            values={values.filter((value) => value.kind === kind)}
          />
        </Section>
      ))}
      {review.barriers.length > 0 && <Barriers review={review} />}
      <Section title={t('decisions')}>
        <Decisions decisions={review.decisions} />
        {may.includes('decide') && (
          <div className="mt-8">
            <DecisionForm fiscalYear={fiscalYear} subjects={review.subjects} />
          </div>
        )}
      </Section>
    </>
  )
}

/** What kept people from learning: the review asks what would take it away. */
function Barriers({ review: { barriers } }: { review: Review }) {
  const t = useMessages(pdcaMessages)
  const reason = useMessages(barrierMessages)
  const all = barriers.reduce((sum, { total }) => sum + total, 0)
  const byStaffing = barriers.reduce((sum, { total, isStaffing }) => sum + (isStaffing ? total : 0), 0)
  return (
    <Section title={t('review.barriers')} lead={t('review.barriers_lead', { n: all, staffing: byStaffing })}>
      <ul className="figures list-disc pl-6">
        {barriers.map(({ barrier, total }) => (
          <li key={barrier}>{t('review.barrier', { reason: reason(`barrier.${barrier}`), n: total })}</li>
        ))}
      </ul>
    </Section>
  )
}
