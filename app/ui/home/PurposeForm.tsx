import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { homeMessages } from '#app/home/messages.ts'
import { useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { ChangedMeanwhile } from '#platform/ui/form/ChangedMeanwhile.tsx'
import { Checkbox } from '#platform/ui/form/Choices.tsx'
import { isStale, useEdited } from '#platform/ui/form/edited.ts'
import { FieldGroup } from '#platform/ui/form/Field.tsx'
import { Form, fieldTroublesIn, messageFor } from '#platform/ui/form/Form.tsx'
import { TextArea } from '#platform/ui/form/TextField.tsx'
import { uiMessages } from '#platform/ui/messages.ts'
import { Trouble } from '#platform/ui/States.tsx'
import { useToast } from '#platform/ui/Toasts.tsx'
import { mvvMessages } from '#rooms/mvv/messages.ts'
import { api } from '../api.ts'
import type { Sight } from './sight.ts'

/** What is stated there, and what it may name. */
type Words = Pick<Sight, 'purpose' | 'section' | 'choices'>

interface FormProps {
  sight: Words
  section: NonNullable<Sight['section']>
  /** From a day to come on; from today where absent. */
  validFrom?: string
  onClose: () => void
}

/** The section head or HR states what the section is for; what held before stays known. */
export function PurposeForm({ sight, section, validFrom, onClose }: FormProps) {
  const t = useMessages(mvvMessages)
  const words = useMessages(homeMessages)
  const ui = useMessages(uiMessages)
  const toast = useToast()
  const queries = useQueryClient()
  const stored = { is: startingWith(sight), version: ownOf(sight)?.version }
  const {
    typed: draft,
    type: keep,
    drop,
    ...edited
  } = useEdited(`purpose ${section.sectionCode} ${validFrom ?? ''}`, stored.is, stored)
  const [isMissing, setMissing] = useState(false)
  const state = useMutation(
    api.mvv.stateSectionPurpose.mutationOptions({
      onError: () => queries.invalidateQueries({ queryKey: api.home.key() }),
    }),
  )
  const errors = isMissing
    ? [{ name: 'purpose', message: words('purpose.missing') }]
    : state.isError
      ? fieldTroublesIn(state.error)
      : []

  async function save() {
    setMissing(draft.purpose.trim() === '')
    if (draft.purpose.trim() === '') return
    const duties = draft.duties
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean)
    await state.mutateAsync({ ...draft, duties, sectionCode: section.sectionCode, validFrom, seen: edited.seen })
    drop()
    onClose()
    toast({ message: t('purpose.saved', { section: section.name }) })
    await queries.invalidateQueries({ queryKey: api.home.key() })
  }

  const labelOf = (name: keyof typeof draft) =>
    name === 'purpose'
      ? t('purpose.of', { section: section.name })
      : t(name === 'contributesTo' ? 'purpose.contributes' : `purpose.${name}`)
  const wordsOf = (said: string | readonly string[]) =>
    typeof said === 'string'
      ? said
      : said.map((id) => sight.choices.find((one) => one.id === id)?.name ?? id).join('、')
  const area = (name: 'purpose' | 'answers' | 'offers' | 'duties', rows: number, required = false) => {
    const error = messageFor(errors, name)
    return (
      <TextArea
        name={name}
        label={labelOf(name)}
        support={t(name === 'purpose' ? 'purpose.hint' : `purpose.${name}_hint`)}
        rows={rows}
        required={required}
        value={draft[name]}
        onChange={(text) => keep({ ...draft, [name]: text })}
        {...(error ? { error } : {})}
      />
    )
  }
  return (
    <Form
      onSubmit={() => save().catch(() => undefined)}
      errors={errors}
      actions={
        <>
          <Button type="submit" busy={state.isPending}>
            {t('purpose.save')}
          </Button>
          <Button look="text" onClick={onClose}>
            {ui('cancel')}
          </Button>
        </>
      }
    >
      {state.isError && errors.length === 0 && !isStale(state.error) && <Trouble error={state.error} />}
      {edited.now && (
        <ChangedMeanwhile
          rows={differing(draft, edited.now).map((name) => ({
            name,
            label: labelOf(name),
            mine: wordsOf(draft[name]),
            stored: edited.now && wordsOf(edited.now[name]),
          }))}
          onMine={edited.takeOver}
          onStored={edited.takeStored}
        />
      )}
      {area('purpose', 2, true)}
      {area('answers', 2)}
      {area('offers', 2)}
      {area('duties', 3)}
      <FieldGroup name="contributesTo" label={t('purpose.contributes')} support={words('purpose.outcome_hint')}>
        {sight.choices.map(({ id, name }) => (
          <Checkbox
            key={id}
            name={`contributesTo.${id}`}
            label={name}
            checked={draft.contributesTo.includes(id)}
            onChange={(isChosen) =>
              keep({
                ...draft,
                contributesTo: isChosen
                  ? [...draft.contributesTo, id]
                  : draft.contributesTo.filter((chosen) => chosen !== id),
              })
            }
          />
        ))}
      </FieldGroup>
    </Form>
  )
}

/** One's own words again; those of a section above are not the beginning of one's own. */
function startingWith(sight: Words) {
  const own = ownOf(sight)
  const { choices } = sight
  return {
    purpose: own?.purpose ?? '',
    answers: own?.answers ?? '',
    offers: own?.offers ?? '',
    duties: (own?.duties ?? []).join('\n'),
    contributesTo: (own?.contributesTo ?? []).filter((id) => choices.some((choice) => choice.id === id)),
  }
}

function ownOf({ purpose, section }: Words) {
  return purpose?.statedFor.sectionCode === section?.sectionCode ? purpose : null
}

type Draft = ReturnType<typeof startingWith>

function differing(mine: Draft, stored: Draft) {
  const names = Object.keys(stored) as (keyof Draft)[]
  return names.filter((name) => JSON.stringify(mine[name]) !== JSON.stringify(stored[name]))
}
