import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { ChangedMeanwhile } from '#platform/ui/form/ChangedMeanwhile.tsx'
import { isStale, useEdited } from '#platform/ui/form/edited.ts'
import { Form } from '#platform/ui/form/Form.tsx'
import { TextArea } from '#platform/ui/form/TextField.tsx'
import { uiMessages } from '#platform/ui/messages.ts'
import { Trouble } from '#platform/ui/States.tsx'
import { api } from '../api.ts'

interface WordsFormProps {
  /** Under which what was typed is kept. */
  readonly draft: string
  readonly words: Readonly<Record<'label' | 'support' | 'missing' | 'send', string>>
  readonly stored: { readonly is: string; readonly version: string } | undefined
  save(typed: string, seen: string | undefined): Promise<unknown>
  onClose(): void
}

/** Words of a duty, one's own or for a member, that the other side may change at the same time. */
export function WordsForm({ draft, words, stored, save, onClose }: WordsFormProps) {
  const ui = useMessages(uiMessages)
  const queries = useQueryClient()
  const { typed, type, drop, ...edited } = useEdited(draft, '', stored)
  const [isMissing, setMissing] = useState(false)
  const anew = () =>
    Promise.all([api.home.key(), api.mvv.key()].map((queryKey) => queries.invalidateQueries({ queryKey })))
  const saving = useMutation({ mutationFn: () => save(typed, edited.seen), onError: anew })
  async function send() {
    setMissing(typed.trim() === '')
    if (typed.trim() === '') return
    await saving.mutateAsync()
    drop()
    onClose()
    await anew()
  }
  const error = isMissing ? words.missing : undefined
  return (
    <Form
      onSubmit={() => send().catch(() => undefined)}
      errors={error ? [{ name: 'duty', message: error }] : []}
      actions={
        <>
          <Button type="submit" busy={saving.isPending}>
            {words.send}
          </Button>
          <Button look="text" onClick={onClose}>
            {ui('cancel')}
          </Button>
        </>
      }
    >
      {saving.isError && !isStale(saving.error) && <Trouble error={saving.error} />}
      {edited.now !== undefined && (
        <ChangedMeanwhile
          rows={[{ name: 'duty', label: words.label, mine: typed, stored: edited.now }]}
          onMine={edited.takeOver}
          onStored={edited.takeStored}
        />
      )}
      <TextArea
        name="duty"
        label={words.label}
        support={words.support}
        rows={2}
        required
        value={typed}
        onChange={type}
        {...(error ? { error } : {})}
      />
    </Form>
  )
}
