import { useQuery } from '@tanstack/react-query'
import { useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { Breadcrumbs, PageHeading, Section } from '#platform/ui/Page.tsx'
import { Empty, Trouble, Waiting } from '#platform/ui/States.tsx'
import { Claim } from './Claim.tsx'
import { DeclareForm } from './DeclareForm.tsx'
import { pageMessages } from './messages.ts'
import { useAct, useQualificationsApi } from './useQualificationsApi.ts'

/** 資格・検定を登録する: what I hand in with its proof, and what came of it. */
export function MyQualificationsPage() {
  const t = useMessages(pageMessages)
  const api = useQualificationsApi()
  const { data, error, refetch } = useQuery(api.qualifications.listMyClaims.queryOptions({ input: {} }))
  const { act, error: refused } = useAct()
  const withdraw = (qualificationClaimId: number) =>
    act((client) => client.qualifications.withdrawClaim({ qualificationClaimId }), t('claim.withdrawn'))
  return (
    <>
      <Breadcrumbs crumbs={[{ label: t('skills'), to: '/skills' }, { label: t('mine') }]} />
      <PageHeading lead={t('mine.lead')}>{t('mine')}</PageHeading>
      {error && <Trouble error={error} retry={refetch} />}
      {!error && !data && <Waiting shape="cards" rows={3} />}
      {data && (
        <>
          <Section title={t('declare')} lead={t('declare.lead', { days: data.proofDays })}>
            <DeclareForm />
          </Section>
          <Section title={t('mine.list')}>
            {refused && <Trouble error={refused} />}
            {data.claims.length === 0 && <Empty>{t('mine.none')}</Empty>}
            <ul className="grid gap-3">
              {data.claims.map((claim) => (
                <Claim key={claim.qualificationClaimId} claim={claim}>
                  {claim.state === 'waiting' && (
                    <Button look="text" size="small" onClick={() => withdraw(claim.qualificationClaimId)}>
                      {t('claim.withdraw')}
                      <span className="sr-only"> {claim.name}</span>
                    </Button>
                  )}
                </Claim>
              ))}
            </ul>
          </Section>
        </>
      )}
    </>
  )
}
