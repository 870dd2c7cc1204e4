import { useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { controlClass, FieldGroup } from '#platform/ui/form/Field.tsx'
import { TextArea, TextField } from '#platform/ui/form/TextField.tsx'
import { hasChoices, MOST_CHOICES } from '../rules.ts'
import { type Draft, withChoice, withRight } from './item-draft.ts'
import { pageMessages } from './messages.ts'

type Fault = (name: string) => { error?: string }

/** What is right, as each kind has it. */
export function AnswerFields({ draft, type, faultOf }: { draft: Draft; type: (draft: Draft) => void; faultOf: Fault }) {
  const t = useMessages(pageMessages)
  const set = (more: Partial<Draft>) => type({ ...draft, ...more })
  if (draft.kind === 'numeric') {
    return (
      <div className="grid gap-6 sm:grid-cols-3">
        <TextField
          name="item.right"
          label={t('value')}
          required
          value={draft.value}
          onChange={(value) => set({ value })}
          {...faultOf('item.right')}
        />
        <TextField
          name="tolerance"
          label={t('tolerance')}
          support={t('tolerance.support')}
          value={draft.tolerance}
          onChange={(tolerance) => set({ tolerance })}
        />
        <TextField name="unit" label={t('unit')} value={draft.unit} onChange={(unit) => set({ unit })} />
      </div>
    )
  }
  if (!hasChoices(draft.kind)) {
    return (
      <TextArea
        name="item.right"
        label={t('accepted')}
        support={t('accepted.support')}
        required
        rows={3}
        value={draft.accepted}
        onChange={(accepted) => set({ accepted })}
        {...faultOf('item.right')}
      />
    )
  }
  return <ChoiceFields {...{ draft, type, faultOf }} />
}

function ChoiceFields({ draft, type, faultOf }: { draft: Draft; type: (draft: Draft) => void; faultOf: Fault }) {
  const t = useMessages(pageMessages)
  const change = (at: number, more: Partial<Draft['choices'][number]>) =>
    type({ ...draft, choices: draft.choices.map((one, place) => (place === at ? { ...one, ...more } : one)) })
  const fault = faultOf('item.choices').error ? faultOf('item.choices') : faultOf('item.right')
  return (
    <FieldGroup name="item.choices" label={t('choices')} support={t('choices.support')} required {...fault}>
      <ol className="grid gap-3">
        {draft.choices.map(({ words, isRight, rank }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: choices are known by their place alone.
          <li key={at} className="flex flex-wrap items-center gap-3">
            <input
              aria-label={t('choice', { n: at + 1 })}
              value={words}
              onChange={(event) => change(at, { words: event.target.value })}
              className={`${controlClass} h-12 min-w-0 grow basis-60`}
            />
            {draft.kind === 'ordering' ? (
              <label className="flex items-center gap-2">
                {t('rank')}
                <select
                  aria-label={t('rank_n', { n: at + 1 })}
                  value={rank}
                  onChange={(event) => change(at, { rank: event.target.value })}
                  className={`${controlClass} h-12 w-20`}
                >
                  {draft.choices.map((_, place) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: places are numbers.
                    <option key={place}>{place + 1}</option>
                  ))}
                </select>
              </label>
            ) : (
              <label className="flex min-h-11 items-center gap-2">
                <input
                  type={draft.kind === 'single' ? 'radio' : 'checkbox'}
                  name="right"
                  aria-label={t('right_n', { n: at + 1 })}
                  checked={isRight}
                  onChange={(event) => type(withRight(draft, at, event.target.checked))}
                  className="h-5 w-5 accent-blue-900"
                />
                {t('right')}
              </label>
            )}
          </li>
        ))}
      </ol>
      {draft.choices.length < MOST_CHOICES && (
        <Button look="text" size="small" onClick={() => type(withChoice(draft))}>
          {t('more')}
        </Button>
      )}
    </FieldGroup>
  )
}
