import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Output } from '#platform/contract/contract.ts'
import { useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { ConfirmDialog } from '#platform/ui/Dialogs.tsx'
import { useReason } from '#platform/ui/form/useReason.tsx'
import { Section } from '#platform/ui/Page.tsx'
import { Person } from '#platform/ui/Person.tsx'
import { Empty, Trouble, Waiting } from '#platform/ui/States.tsx'
import type { qualifications } from '../contract.ts'
import { Claim } from './Claim.tsx'
import { pageMessages } from './messages.ts'
import { useAct, useQualificationsApi } from './useQualificationsApi.ts'

type Handed = Output<typeof qualifications.listWaitingClaims>['claims'][number]

/** What waits, the oldest first; the proof is looked at before either button. */
export function ClaimsToDecide() {
  const t = useMessages(pageMessages)
  const api = useQualificationsApi()
  const waiting = useQuery(api.qualifications.listWaitingClaims.queryOptions({ input: {} }))
  const decided = useQuery(api.qualifications.listWaitingClaims.queryOptions({ input: { state: 'decided' } }))
  const { act, error } = useAct()
  const [returning, setReturning] = useState<Handed | null>(null)
  const confirm = (qualificationClaimId: number) =>
    act((client) => client.qualifications.confirmClaim({ qualificationClaimId }), t('claim.confirmed'))
  if (waiting.error) return <Trouble error={waiting.error} retry={waiting.refetch} />
  if (!waiting.data) return <Waiting shape="cards" rows={3} />
  return (
    <>
      {error && <Trouble error={error} />}
      {waiting.data.claims.length === 0 && <Empty>{t('claims.none')}</Empty>}
      {waiting.data.hasMore && <p>{t('claims.more', { n: waiting.data.claims.length })}</p>}
      <ul className="grid gap-3">
        {waiting.data.claims.map((claim) => (
          <Claim key={claim.qualificationClaimId} claim={claim} whose={<Whose claim={claim} />}>
            {claim.mayDecide ? (
              <>
                <Button size="small" onClick={() => confirm(claim.qualificationClaimId)}>
                  {t('claim.confirm')}
                  <span className="sr-only"> {claim.person.name}</span>
                </Button>
                <Button look="secondary" size="small" onClick={() => setReturning(claim)}>
                  {t('claim.return')}
                  <span className="sr-only"> {claim.person.name}</span>
                </Button>
              </>
            ) : (
              <span className="text-solid-gray-700">{t('claim.own')}</span>
            )}
          </Claim>
        ))}
      </ul>
      {decided.data && decided.data.claims.length > 0 && (
        <Section title={t('claims.decided')}>
          <ul className="grid gap-3">
            {decided.data.claims.slice(0, 10).map((claim) => (
              <Claim key={claim.qualificationClaimId} claim={claim} whose={<Whose claim={claim} />} />
            ))}
          </ul>
        </Section>
      )}
      {returning && <Return claim={returning} onClose={() => setReturning(null)} />}
    </>
  )
}

function Whose({ claim: { person } }: { claim: Handed }) {
  return (
    <Person
      name={person.name}
      nameKana={person.nameKana}
      {...(person.sectionName ? { section: person.sectionName } : {})}
      size="small"
    />
  )
}

function Return({ claim, onClose }: { claim: Handed; onClose: () => void }) {
  const t = useMessages(pageMessages)
  const { act, error } = useAct()
  const why = useReason({ label: t('return.reason'), support: t('return.support'), missing: t('return.missing') })
  const { qualificationClaimId } = claim
  async function send() {
    if (!why.isReady()) return
    const done = await act(
      (client) => client.qualifications.returnClaim({ qualificationClaimId, reason: why.reason }),
      t('claim.returned'),
    )
    if (done) onClose()
  }
  return (
    <ConfirmDialog
      title={t('return.title', { name: claim.person.name, qualification: claim.name })}
      open
      onClose={onClose}
      confirmLabel={t('claim.return')}
      onConfirm={send}
      danger={false}
    >
      {why.field}
      {error && <Trouble error={error} />}
    </ConfirmDialog>
  )
}
