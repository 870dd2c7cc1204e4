import { useQuery } from '@tanstack/react-query'
import { readingMessages } from '#app/editions/reading.messages.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate, formatFiscalYear } from '#platform/time/dates.ts'
import { LinkButton } from '#platform/ui/Link.tsx'
import { PageHeading } from '#platform/ui/Page.tsx'
import { Trouble, Waiting } from '#platform/ui/States.tsx'
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
  if (error) return <Trouble error={error} retry={refetch} />
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
      {signedIn?.staffMemberId != null && <WhatItMeansForMe />}
      <MvvWords />
      <Parts document={document} />
      <ModelToTake document={document} />
    </>
  )
}

function Facts({ policy }: { policy: PolicyDocument['policy'] }) {
  const t = useMessages(readingMessages)
  const { language } = useLanguage()
  const { decidedOn, inForceFrom, planYears, source } = policy
  const said = [
    ...(decidedOn ? [t('decided', { date: formatDate(decidedOn, language) })] : []),
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
