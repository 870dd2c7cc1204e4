import { useState } from 'react'
import { useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { SidePanel } from '#platform/ui/Dialogs.tsx'
import { Form } from '#platform/ui/form/Form.tsx'
import { useReason } from '#platform/ui/form/useReason.tsx'
import { ReachesClosed } from '#platform/ui/ReachesClosed.tsx'
import { Trouble } from '#platform/ui/States.tsx'
import { recordPageMessages } from '../messages.ts'
import { usePut } from './useRecordsApi.ts'

/** Puts back what was struck, with the reason; says which closed years it reaches. */
export function PutBack({
  title,
  lead,
  years,
  from,
  put,
}: {
  title: string
  lead: string
  years: readonly number[]
  from: string
  put: (reason: string) => Promise<unknown>
}) {
  const t = useMessages(recordPageMessages)
  const [open, setOpen] = useState(false)
  const because = useReason({ label: t('restore.reason'), support: t('reason.support'), missing: t('reason.missing') })
  const putting = usePut(t('restored'), () => setOpen(false))
  return (
    <>
      <Button look="secondary" size="small" onClick={() => setOpen(true)}>
        {t('restore')}
      </Button>
      <SidePanel title={title} open={open} onClose={() => setOpen(false)}>
        <Form
          onSubmit={() => because.isReady() && putting.mutate(() => put(because.reason))}
          errors={because.errors}
          actions={
            <Button type="submit" busy={putting.isPending}>
              {t('restore.do')}
            </Button>
          }
        >
          <p>{lead}</p>
          {putting.error !== null && <Trouble error={putting.error} />}
          {because.field}
          <ReachesClosed years={years} from={from} />
        </Form>
      </SidePanel>
    </>
  )
}
