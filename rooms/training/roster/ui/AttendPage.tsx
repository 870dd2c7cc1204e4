import { useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { Output } from '#platform/contract/contract.ts'
import { useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { LinkButton } from '#platform/ui/Link.tsx'
import { Card, PageHeading } from '#platform/ui/Page.tsx'
import { Trouble } from '#platform/ui/States.tsx'
import { useAct } from '../../ui/useTrainingApi.ts'
import type { roster } from '../contract.ts'
import type { HalfOfDay } from '../rules.ts'
import { pageMessages } from './messages.ts'
import { useHalfWords } from './words.ts'

type Come = Output<typeof roster.checkIn>

/** Where the code of the room leads: one press, on one's own phone, signed in as oneself. */
export function AttendPage() {
  const t = useMessages(pageMessages)
  const wordsOf = useHalfWords()
  const courseSessionId = Number(useParams({ strict: false }).courseSessionId)
  const { day, half, signed } = useSearch({ strict: false }) as Record<string, unknown>
  const [come, setCome] = useState<Come>()
  const { act, error, isPending } = useAct<Come>()
  const isWhole = /^\d{4}-\d{2}-\d{2}$/.test(String(day)) && (half === 'am' || half === 'pm') && signed !== undefined
  if (!isWhole) {
    return (
      <>
        <PageHeading>{t('attend.title')}</PageHeading>
        <p>{t('attend.broken')}</p>
      </>
    )
  }
  const at: HalfOfDay = { day: String(day), half }
  const record = async () =>
    setCome(await act((client) => client.training.checkIn({ courseSessionId, ...at, signed: String(signed) })))
  return (
    <>
      <PageHeading>{t('attend.title')}</PageHeading>
      <Card>
        {come ? (
          <div role="status" className="grid justify-items-start gap-4">
            <p>{t('attend.done', { course: come.courseTitle, half: wordsOf(come), mark: t(`mark.${come.mark}`) })}</p>
            <LinkButton look="secondary" to="/training">
              {t('training')}
            </LinkButton>
          </div>
        ) : (
          <div className="grid justify-items-start gap-4">
            <p>{t('attend.lead', { half: wordsOf(at) })}</p>
            <Button busy={isPending} onClick={record}>
              {t('attend.do')}
            </Button>
          </div>
        )}
        {error && <Trouble error={error} />}
      </Card>
    </>
  )
}
