import { useState } from 'react'
import type { z } from 'zod'
import { useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { SidePanel } from '#platform/ui/Dialogs.tsx'
import { ChangedMeanwhile } from '#platform/ui/form/ChangedMeanwhile.tsx'
import { isStale } from '#platform/ui/form/edited.ts'
import { type FieldTrouble, Form } from '#platform/ui/form/Form.tsx'
import { Trouble } from '#platform/ui/States.tsx'
import { useAct } from '../../ui/useTrainingApi.ts'
import type { Cover } from '../contract.ts'
import { type CoverDraft, noCover, offerFrom } from '../draft.rules.ts'
import { coverMessages } from '../messages.ts'
import { CoverFields, lacking } from './CoverFields.tsx'
import { useCoverWords } from './CoverWords.tsx'
import { pageMessages } from './messages.ts'

/** 体制を決める: beside the page, for the section head or the applicant. */
export function ArrangeCover({
  applicationId,
  held,
}: {
  applicationId: number
  /** What is arranged now. */
  held: z.output<typeof Cover> | null
}) {
  const t = useMessages(pageMessages)
  const [open, setOpen] = useState(false)
  const [cover, setCover] = useState<CoverDraft>({ ...noCover, kind: 'substitute' })
  const [seen, setSeen] = useState(held?.version)
  const wordsOf = useCoverWords()
  const words = useMessages(coverMessages)
  const [errors, setErrors] = useState<readonly FieldTrouble[]>([])
  const { act, error, isPending } = useAct()
  async function submit() {
    const missing = lacking(cover, t('apply.choose_person'))
    const offer = offerFrom(cover)
    setErrors(missing)
    if (missing.length > 0 || !offer) return
    if (await act((client) => client.training.arrangeCover({ applicationId, seen, cover: offer }), t('cover.saved'))) {
      setOpen(false)
    }
  }
  return (
    <>
      <Button
        look="secondary"
        size="small"
        onClick={() => {
          setSeen(held?.version)
          setOpen(true)
        }}
      >
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
          {held?.version !== seen && !isPending && (
            <ChangedMeanwhile
              rows={[
                {
                  name: 'cover',
                  label: t('apply.cover'),
                  mine: [cover.kind === 'undecided' ? '' : words(`cover.${cover.kind}`), cover.substitute?.name]
                    .filter(Boolean)
                    .join(' '),
                  stored: wordsOf(held),
                },
              ]}
              onMine={() => setSeen(held?.version)}
              onStored={() => setOpen(false)}
            />
          )}
          <CoverFields cover={cover} onChange={setCover} errors={errors} mayBeUndecided={false} />
          {error && !isStale(error) && <Trouble error={error} />}
        </Form>
      </SidePanel>
    </>
  )
}
