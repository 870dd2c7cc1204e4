import { useState } from 'react'
import { useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { ConfirmDialog } from '#platform/ui/Dialogs.tsx'
import { useReason } from '#platform/ui/form/useReason.tsx'
import { ReachesClosed } from '#platform/ui/ReachesClosed.tsx'
import { Trouble } from '#platform/ui/States.tsx'
import { useAct } from '../../ui/useTrainingApi.ts'
import { pageMessages } from './messages.ts'

/** おすすめを取り消す: one that was a mistake, with its reason. What becomes of it is said before the press. */
export function StrikeRecommendation({
  recommendationId,
  course,
  name,
  recommendedOn,
  hasApplication,
  closedYears,
}: {
  recommendationId: number
  course: string
  name: string
  recommendedOn: string
  hasApplication: boolean
  closedYears: readonly number[]
}) {
  const t = useMessages(pageMessages)
  const [open, setOpen] = useState(false)
  const { act, error } = useAct()
  const because = useReason({
    ...{ label: t('strike.reason'), support: t('strike.reason_support'), missing: t('reason.needed') },
  })
  async function strike() {
    if (!because.isReady()) return
    const input = { recommendationId, reason: because.reason }
    if (await act((client) => client.training.strikeRecommendation(input), t('strike.done', { name }))) setOpen(false)
  }
  return (
    <>
      <Button look="secondary" size="small" onClick={() => setOpen(true)} aria-label={t('strike.of', { course, name })}>
        {t('strike')}
      </Button>
      <ConfirmDialog
        title={t('strike.title', { course, name })}
        open={open}
        onClose={() => setOpen(false)}
        confirmLabel={t('strike')}
        onConfirm={strike}
      >
        <div className="grid gap-4">
          <p>{t(hasApplication ? 'strike.note_applied' : 'strike.note')}</p>
          <ReachesClosed years={closedYears} from={recommendedOn} />
          {because.field}
          {error ? <Trouble error={error} /> : null}
        </div>
      </ConfirmDialog>
    </>
  )
}
