import { useState } from 'react'
import { useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { SidePanel } from '#platform/ui/Dialogs.tsx'
import { type FieldTrouble, Form } from '#platform/ui/form/Form.tsx'
import { Trouble } from '#platform/ui/States.tsx'
import { useAct } from '../../ui/useTrainingApi.ts'
import { type CoverDraft, noCover, offerFrom } from '../draft.rules.ts'
import { CoverFields, lacking } from './CoverFields.tsx'
import { pageMessages } from './messages.ts'

/** 体制を決める: beside the page, for the section head or the applicant. */
export function ArrangeCover({ applicationId }: { applicationId: number }) {
  const t = useMessages(pageMessages)
  const [open, setOpen] = useState(false)
  const [cover, setCover] = useState<CoverDraft>({ ...noCover, kind: 'substitute' })
  const [errors, setErrors] = useState<readonly FieldTrouble[]>([])
  const { act, error, isPending } = useAct()
  async function submit() {
    const missing = lacking(cover, t('apply.choose_person'))
    const offer = offerFrom(cover)
    setErrors(missing)
    if (missing.length > 0 || !offer) return
    if (await act((client) => client.training.arrangeCover({ applicationId, cover: offer }), t('cover.saved'))) {
      setOpen(false)
    }
  }
  return (
    <>
      <Button look="secondary" size="small" onClick={() => setOpen(true)}>
        {t('cover.change')}
      </Button>
      <SidePanel title={t('cover.change')} open={open} onClose={() => setOpen(false)}>
        <Form
          onSubmit={submit}
          errors={errors}
          actions={
            <Button type="submit" busy={isPending}>
              {t('form.save')}
            </Button>
          }
        >
          <CoverFields cover={cover} onChange={setCover} errors={errors} mayBeUndecided={false} />
          {error && <Trouble error={error} />}
        </Form>
      </SidePanel>
    </>
  )
}
