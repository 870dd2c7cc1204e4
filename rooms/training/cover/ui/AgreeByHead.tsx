import { useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { Trouble } from '#platform/ui/States.tsx'
import { useAct } from '../../ui/useTrainingApi.ts'
import { pageMessages } from './messages.ts'

/** この体制で了承する: cover that names nobody is agreed to by the section head. */
export function AgreeByHead({ coverArrangementId }: { coverArrangementId: number }) {
  const t = useMessages(pageMessages)
  const { act, error } = useAct()
  return (
    <>
      <Button
        size="small"
        onClick={() => act((client) => client.training.agreeToCover({ coverArrangementId }), t('cover.saved'))}
      >
        {t('cover.agree_head')}
      </Button>
      {error && <Trouble error={error} />}
    </>
  )
}
