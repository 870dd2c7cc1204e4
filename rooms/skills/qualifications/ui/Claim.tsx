import type { ReactNode } from 'react'
import type { Output } from '#platform/contract/contract.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { addDays, formatDate } from '#platform/time/dates.ts'
import { Button } from '#platform/ui/Button.tsx'
import { saveSent } from '#platform/ui/files.ts'
import { Tag } from '#platform/ui/Tags.tsx'
import type { qualifications } from '../contract.ts'
import { pageMessages } from './messages.ts'
import { useAct } from './useQualificationsApi.ts'

type One = Output<typeof qualifications.listMyClaims>['claims'][number]

const tones = { waiting: 'yellow', confirmed: 'green', returned: 'red', withdrawn: 'plain' } as const

/** What somebody handed in: what it is, which levels it shows, how it stands, and the proof as long as it is kept. */
export function Claim({ claim, whose, children }: { claim: One; whose?: ReactNode; children?: ReactNode }) {
  const t = useMessages(pageMessages)
  const { language } = useLanguage()
  const day = (iso: string) => formatDate(iso, language)
  const { act, isPending } = useAct()
  const { qualificationClaimId, validTo, decidedOn, decidedBy, reason, proof } = claim
  const save = () =>
    act(async (client) => {
      const { mediaType, ...file } = await client.qualifications.showProof({ qualificationClaimId })
      saveSent(file, mediaType)
    })
  return (
    <li className="grid gap-2 rounded-12 border border-solid-gray-200 bg-white p-4 sm:p-6">
      {whose}
      <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <span className="text-std-16B-170">{claim.name}</span>
        <Tag tone={tones[claim.state]}>{t(`state.${claim.state}`)}</Tag>
      </p>
      <p className="text-solid-gray-700">
        {[
          claim.issuer,
          t('claim.acquired', { day: day(claim.acquiredOn) }),
          validTo ? t('claim.until', { day: day(addDays(validTo, -1)) }) : t('claim.for_ever'),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <p>{claim.levels.map(({ name, level }) => t('claim.level', { skill: name, level })).join('、')}</p>
      {decidedOn && decidedBy && (
        <p className="text-dns-14N-130 text-solid-gray-700">
          {t('claim.decided', { day: day(decidedOn), name: decidedBy })}
        </p>
      )}
      {reason && <p className="whitespace-pre-line">{t('claim.reason', { reason })}</p>}
      <div className="flex flex-wrap items-center gap-3">
        {proof && (
          <Button look="secondary" size="small" busy={isPending} onClick={save}>
            {t('claim.proof')}
            <span className="sr-only"> {proof.fileName}</span>
          </Button>
        )}
        {children}
      </div>
    </li>
  )
}
