import { useState } from 'react'
import { useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { Trouble } from '#platform/ui/States.tsx'
import { ReasonDialog } from '../../ui/ReasonDialog.tsx'
import { useAct, type useTrainingClient } from '../../ui/useTrainingApi.ts'
import { pageMessages } from './messages.ts'

/**
 * One press approves; returning and not approving ask for the reason. Each is taken back on its day until HR or the applicant has gone on from
 * it: in the toast, and on the application's page.
 */
export function Decide({
  application: { applicationId, version: seen, applicant, cover, may },
  isInList = false,
}: {
  application: {
    applicationId: number
    version: string
    applicant: { name: string }
    cover: unknown
    may: readonly string[]
  }
  isInList?: boolean
}) {
  const t = useMessages(pageMessages)
  const [asking, setAsking] = useState<'return' | 'reject' | null>(null)
  const { act, error } = useAct()
  const { name } = applicant
  const takeBack = (client: ReturnType<typeof useTrainingClient>) => client.training.takeBackStep({ applicationId })
  const size = isInList ? 'small' : 'medium'
  const whose = isInList && <span className="sr-only"> {name}</span>
  return (
    <div>
      {!isInList && may.includes('approve') && (
        <p className="mb-3 text-solid-gray-700">
          {t('approve.what')}
          {cover === null && ` ${t('approve.no_cover')}`}
        </p>
      )}
      <div className="flex flex-wrap gap-x-2 gap-y-2">
        {may.includes('approve') && (
          <Button
            size={size}
            look={isInList ? 'secondary' : 'primary'}
            onClick={() =>
              act((client) => client.training.approve({ applicationId, seen }), t('approve.done'), takeBack)
            }
          >
            {t('approve.do')}
            {whose}
          </Button>
        )}
        <Button look={isInList ? 'text' : 'secondary'} size={size} onClick={() => setAsking('return')}>
          {t('return.do')}
          {whose}
        </Button>
        <Button look="text" size={size} onClick={() => setAsking('reject')}>
          {t('reject.do')}
          {whose}
        </Button>
      </div>
      {error && asking === null && <Trouble error={error} />}
      <ReasonDialog
        title={t('return.title', { name })}
        open={asking === 'return'}
        onClose={() => setAsking(null)}
        note={t('return.note')}
        label={t('return.reason')}
        verb={t('return.do')}
        error={error}
        onConfirm={async (why) => {
          const step = { applicationId, seen, ...why }
          if (await act((client) => client.training.returnForRevision(step), t('return.done'), takeBack))
            setAsking(null)
        }}
      />
      <ReasonDialog
        title={t('reject.title', { name })}
        open={asking === 'reject'}
        onClose={() => setAsking(null)}
        note={t('reject.note')}
        label={t('reject.reason')}
        verb={t('reject.do')}
        danger
        error={error}
        onConfirm={async (why) => {
          const step = { applicationId, seen, ...why }
          if (await act((client) => client.training.reject(step), t('reject.done'), takeBack)) setAsking(null)
        }}
      />
    </div>
  )
}
