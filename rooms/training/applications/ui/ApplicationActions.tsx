import { useState } from 'react'
import type { Output } from '#platform/contract/contract.ts'
import { useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { useDraft } from '#platform/ui/form/drafts.ts'
import { type FieldTrouble, Form } from '#platform/ui/form/Form.tsx'
import { TextArea } from '#platform/ui/form/TextField.tsx'
import { Card } from '#platform/ui/Page.tsx'
import { Trouble } from '#platform/ui/States.tsx'
import { draftFrom, offerFrom } from '../../cover/draft.rules.ts'
import { CoverFields, lacking } from '../../cover/ui/CoverFields.tsx'
import { ReasonDialog } from '../../ui/ReasonDialog.tsx'
import { useAct } from '../../ui/useTrainingApi.ts'
import type { applying } from '../applying.contract.ts'
import { pageMessages } from './messages.ts'

/** The person withdraws, or HR cancels: each with its reason. */
export function Leave({ what, applicationId }: { what: 'withdraw' | 'cancel'; applicationId: number }) {
  const t = useMessages(pageMessages)
  const [open, setOpen] = useState(false)
  const { act, error } = useAct()
  return (
    <div>
      <Button look="secondary" size="small" onClick={() => setOpen(true)}>
        {t(`do.${what}`)}
      </Button>
      <ReasonDialog
        title={t(`do.${what}_title`)}
        open={open}
        onClose={() => setOpen(false)}
        note={t(`do.${what}_note`)}
        label={t(`do.${what}_reason`)}
        verb={t(`do.${what}`)}
        error={error}
        onConfirm={async (why) => {
          const step = { applicationId, ...why }
          const done = await act(
            ({ training: asked }) => (what === 'withdraw' ? asked.withdraw(step) : asked.cancelApplication(step)),
            t(`done.${what}`),
            ({ training: asked }) => asked.takeBackStep({ applicationId }),
          )
          if (done) setOpen(false)
        }}
      />
    </div>
  )
}

/** My last step, taken by mistake: back on the same day, until somebody has gone on from it. */
export function TakeBack({ applicationId, did }: { applicationId: number; did: string }) {
  const t = useMessages(pageMessages)
  const { act, error } = useAct()
  return (
    <div>
      <p className="flex flex-wrap items-center gap-x-4 gap-y-2 text-solid-gray-700">
        {t('undo.what', { did })}
        <Button
          look="secondary"
          size="small"
          onClick={() => act((client) => client.training.takeBackStep({ applicationId }), t('undone'))}
        >
          {t('undo')}
        </Button>
      </p>
      {error && <Trouble error={error} />}
    </div>
  )
}

/** A returned application is mended and sent again. */
export function Resubmit({
  application: { applicationId, motive, cover: before, session },
}: {
  application: Output<typeof applying.showApplication>
}) {
  const t = useMessages(pageMessages)
  const [draft, keep, drop] = useDraft(`resubmit-${applicationId}`, { motive, cover: draftFrom(before) })
  const [errors, setErrors] = useState<readonly FieldTrouble[]>([])
  const { act, error, isPending } = useAct()
  async function submit() {
    const missing = lacking(draft.cover, t('apply.choose_person'))
    setErrors(missing)
    if (missing.length > 0) return
    const cover = offerFrom(draft.cover)
    const done = await act(
      (client) => client.training.resubmit({ applicationId, motive: draft.motive, ...(cover ? { cover } : {}) }),
      t('done.resubmit'),
    )
    if (done) drop()
  }
  return (
    <Card>
      <Form
        onSubmit={submit}
        errors={errors}
        actions={
          <Button type="submit" busy={isPending}>
            {t('do.resubmit')}
          </Button>
        }
      >
        <TextArea
          name="motive"
          label={t('apply.motive')}
          rows={3}
          value={draft.motive}
          onChange={(typed) => keep({ ...draft, motive: typed })}
        />
        <CoverFields
          cover={draft.cover}
          onChange={(cover) => keep({ ...draft, cover })}
          errors={errors}
          day={session.startsOn}
        />
        {error && <Trouble error={error} />}
      </Form>
    </Card>
  )
}
