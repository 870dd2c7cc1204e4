import type { useClient } from '#platform/client/react.tsx'
import { useMessages } from '#platform/i18n/react.tsx'
import { ConfirmDialog } from '#platform/ui/Dialogs.tsx'
import { useReason } from '#platform/ui/form/useReason.tsx'
import { Trouble } from '#platform/ui/States.tsx'
import type { thanks } from '../contract.ts'
import { pageMessages } from './messages.ts'
import { useAct } from './useThanksApi.ts'

type Client = ReturnType<typeof useClient<{ thanks: typeof thanks }>>

/** What is done with its reason: what will happen, the reason, the verb. */
export function WithReason({
  title,
  note,
  label,
  verb,
  done,
  open,
  onClose,
  danger = false,
  work,
}: {
  title: string
  note: string
  label: string
  verb: string
  /** Said when it was done. */
  done: string
  open: boolean
  onClose: () => void
  danger?: boolean
  work: (client: Client, reason: string) => Promise<unknown>
}) {
  const t = useMessages(pageMessages)
  const { act, error } = useAct()
  const { reason, isReady, field } = useReason({
    label,
    support: t('reason.support'),
    missing: t('reason.missing'),
  })
  return (
    <ConfirmDialog
      {...{ title, open, onClose, danger }}
      confirmLabel={verb}
      onConfirm={async () => {
        if (isReady() && (await act((client) => work(client, reason), done)) !== undefined) onClose()
      }}
    >
      <p className="mb-4">{note}</p>
      {field}
      {error && <Trouble error={error} />}
    </ConfirmDialog>
  )
}
