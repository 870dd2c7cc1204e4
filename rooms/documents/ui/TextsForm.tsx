import { useState } from 'react'
import type { Output } from '#platform/contract/contract.ts'
import { hasMessage } from '#platform/i18n/messages.ts'
import { useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { ChangedMeanwhile } from '#platform/ui/form/ChangedMeanwhile.tsx'
import { isStale, useEdited } from '#platform/ui/form/edited.ts'
import { type FieldTrouble, Form, faultsIn } from '#platform/ui/form/Form.tsx'
import { TextArea } from '#platform/ui/form/TextField.tsx'
import { Trouble } from '#platform/ui/States.tsx'
import type { documents } from '../contract.ts'
import { documentsMessages } from '../messages.ts'
import { useWork } from './useDocumentsApi.ts'

type One = Output<typeof documents.listDocuments>['kinds'][number]
type Typed = Readonly<Record<string, string>>

/** The words of a document; of two who edit them at once the second is shown both. */
export function TextsForm({ fiscalYear, one, onSaved }: { fiscalYear: number; one: One; onSaved: () => void }) {
  const t = useMessages(documentsMessages)
  const { kind, texts, version } = one
  const is: Typed = Object.fromEntries(texts.map(({ part, text }) => [part, text]))
  const { typed, type, drop, ...edited } = useEdited<Typed>(`document-${fiscalYear}-${kind}`, {}, { is, version })
  const [errors, setErrors] = useState<readonly FieldTrouble[]>([])
  const { work, error, isPending } = useWork()
  const labelOf = (part: string) => {
    const key = `part.${part}`
    return hasMessage(documentsMessages, key) ? t(key) : part
  }
  async function submit() {
    const found = texts.flatMap(({ part, longest }) => {
      const n = [...(typed[part] ?? '').trim()].length
      return n > longest ? [{ name: `${kind}-${part}`, message: t('write.too_long', { longest, n }) }] : []
    })
    setErrors(found)
    if (found.length > 0) return
    const said = texts.map(({ part }) => ({ part, text: typed[part] ?? '' }))
    const input = { fiscalYear, kind, texts: said, ...(edited.seen === undefined ? {} : { seen: edited.seen }) }
    const saved = await work(
      (client) => client.documents.writeDocument(input),
      () => t('write.saved'),
    )
    if (!saved) return
    drop()
    onSaved()
  }
  const faultOf = faultsIn(errors)
  return (
    <Form
      onSubmit={submit}
      errors={errors}
      actions={
        <Button type="submit" look="secondary" busy={isPending}>
          {t('write.submit')}
        </Button>
      }
    >
      {edited.now && (
        <ChangedMeanwhile
          rows={texts
            .filter(({ part }) => typed[part] !== edited.now![part])
            .map(({ part }) => ({
              name: part,
              label: labelOf(part),
              mine: typed[part] ?? '',
              stored: edited.now![part] ?? '',
            }))}
          onMine={edited.takeOver}
          onStored={edited.takeStored}
        />
      )}
      {error && !isStale(error) && <Trouble error={error} />}
      {texts.map(({ part, longest }) => (
        <TextArea
          key={part}
          name={`${kind}-${part}`}
          label={labelOf(part)}
          support={t('write.support', { longest })}
          value={typed[part] ?? ''}
          onChange={(text) => type({ ...typed, [part]: text })}
          {...faultOf(`${kind}-${part}`)}
        />
      ))}
    </Form>
  )
}
