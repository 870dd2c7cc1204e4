import { useQuery } from '@tanstack/react-query'
import { commentsPageMessages } from '#app/editions/comments-page.messages.ts'
import { readingMessages } from '#app/editions/reading.messages.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate, formatDayOrMonth, formatFiscalYear, todayInTokyo } from '#platform/time/dates.ts'
import { Link, LinkButton } from '#platform/ui/Link.tsx'
import { PageHeading, Section } from '#platform/ui/Page.tsx'
import { PageTrouble } from '#platform/ui/PageTrouble.tsx'
import { Waiting } from '#platform/ui/States.tsx'
import type { PolicyDocument } from '#rooms/policy/document.rules.ts'
import { api } from '../../api.ts'
import { MvvWords } from '../../home/MvvWords.tsx'
import { useSession } from '../../session.ts'
import { WhatItMeansForMe } from './ForMe.tsx'
import { Parts } from './Parts.tsx'
import { Booklet, ModelToTake } from './TakeAlong.tsx'

/** /policy: the policy in five minutes, with what it means for whoever reads it. */
export function ReadingPage() {
  const t = useMessages(readingMessages)
  const { signedIn } = useSession()
  const { data, error, refetch } = useQuery(api.policy.showPolicy.queryOptions({ input: {} }))
  if (error) return <PageTrouble title={t('title')} error={error} retry={refetch} />
  if (!data) return <Waiting shape="page" />
  const { document } = data
  const { town, title, edition } = document.policy
  return (
    <>
      <PageHeading
        lead={t('lead', { town: town.name, title, edition })}
        actions={
          signedIn?.ways.includes('model') && (
            <LinkButton look="secondary" to="/admin/policy/compare">
              {t('compare')}
            </LinkButton>
          )
        }
      >
        {t('title')}
      </PageHeading>
      <Facts policy={document.policy} />
      <Booklet />
      {(signedIn?.ways.includes('model') ?? false) && <DraftsToRead />}
      {signedIn?.staffMemberId != null && <WhatItMeansForMe />}
      <MvvWords />
      <Parts document={document} />
      <ModelToTake document={document} />
    </>
  )
}

/** For those who decide: what is proposed. */
function DraftsToRead() {
  const t = useMessages(commentsPageMessages)
  const { language } = useLanguage()
  const { data } = useQuery(api.editions.listDraftsToRead.queryOptions({ input: {} }))
  if (!data || data.length === 0) return null
  return (
    <Section title={t('drafts.title')} lead={t('drafts.lead')} data-print="no">
      <ul className="rounded-12 border border-solid-gray-200 bg-white px-4 sm:px-6">
        {data.map(({ workingDraftId, title, changedAt, begunAt }) => (
          <li
            key={workingDraftId}
            className="flex flex-wrap items-baseline gap-x-4 border-solid-gray-200 border-t py-3 first:border-t-0"
          >
            <Link to={`/policy/drafts/${workingDraftId}`} className="text-std-16B-170">
              {title}
            </Link>
            <span className="text-dns-14N-130 text-solid-gray-700">
              {t('drafts.changed', {
                date: formatDate(todayInTokyo({ epochMilliseconds: Date.parse(changedAt ?? begunAt) }), language),
              })}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Facts({ policy }: { policy: PolicyDocument['policy'] }) {
  const t = useMessages(readingMessages)
  const { language } = useLanguage()
  const { decidedOn, inForceFrom, planYears, source } = policy
  const said = [
    ...(decidedOn ? [t('decided', { date: formatDayOrMonth(decidedOn, language) })] : []),
    ...(inForceFrom ? [t('since', { date: formatDate(inForceFrom, language) })] : []),
    ...(planYears
      ? [
          t('years', {
            from: formatFiscalYear(planYears.from, language),
            to: formatFiscalYear(planYears.to, language),
          }),
        ]
      : []),
    t('source', { source }),
  ]
  return <p className="text-solid-gray-700">{said.join(' · ')}</p>
}
