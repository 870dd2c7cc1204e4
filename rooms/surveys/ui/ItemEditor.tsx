import { useMessages } from '#platform/i18n/react.tsx'
import { Checkbox, Select } from '#platform/ui/form/Choices.tsx'
import { FieldGroup } from '#platform/ui/form/Field.tsx'
import { TextArea, TextField } from '#platform/ui/form/TextField.tsx'
import { surveysMessages } from '../messages.ts'
import { answersOf, hasChoices, itemTypes } from '../survey.rules.ts'
import { type ItemDraft, linesOf } from '../writing.rules.ts'
import { editorMessages } from './editor.messages.ts'
import { teamMessages } from './team.messages.ts'

/** The fields of one item; what its type has no use for is not here. */
export function ItemEditor({
  item,
  earlier,
  outcomes,
  onChange,
}: {
  item: ItemDraft
  /** Items before it, on whose answers it may depend. */
  earlier: readonly ItemDraft[]
  outcomes: readonly { readonly id: string; readonly name: string }[]
  onChange: (more: Partial<ItemDraft>) => void
}) {
  const t = useMessages(editorMessages)
  const house = useMessages(surveysMessages)
  const { id, type } = item
  const isHeading = type === 'heading'
  const known = outcomes.some((one) => one.id === item.outcome) || item.outcome === ''
  return (
    <div className="grid gap-4">
      <TextArea
        name={`${id}.wording`}
        label={t(isHeading ? 'item.heading' : 'item.wording')}
        required
        rows={2}
        value={item.wording}
        onChange={(wording) => onChange({ wording })}
      />
      <Select
        name={`${id}.type`}
        label={t('item.type')}
        value={type}
        choices={itemTypes.map((value) => ({ value, label: house(`type.${value}`) }))}
        onChange={(value) => onChange({ type: itemTypes.find((one) => one === value) ?? type })}
      />
      {hasChoices(type) && (
        <TextArea
          name={`${id}.choices`}
          label={t('item.choices')}
          support={t('item.choices_support')}
          required
          value={item.choices}
          onChange={(choices) => onChange({ choices })}
        />
      )}
      {type === 'number' && (
        <div className="flex flex-wrap gap-4">
          {(['min', 'max'] as const).map((end) => (
            <TextField
              key={end}
              name={`${id}.${end}`}
              label={t(`item.${end}`)}
              characters={6}
              value={item[end]}
              onChange={(value) => onChange({ [end]: value })}
            />
          ))}
        </div>
      )}
      {!isHeading && (
        <Select
          name={`${id}.outcome`}
          label={t('item.outcome')}
          value={item.outcome}
          choices={[
            { value: '', label: t('item.outcome_none') },
            ...outcomes.map((one) => ({ value: one.id, label: one.name })),
            ...(known ? [] : [{ value: item.outcome, label: item.outcome }]),
          ]}
          onChange={(outcome) => onChange({ outcome })}
        />
      )}
      <Condition {...{ item, earlier, onChange }} />
      <TextField
        name={`${id}.id`}
        label={t('item.id')}
        support={t('item.id_support')}
        value={id}
        onChange={(next) => onChange({ id: next })}
      />
      <details>
        <summary className="min-h-11 cursor-pointer py-2 text-blue-1000 underline">{t('survey.more')}</summary>
        <div className="grid gap-4">
          <TextArea
            name={`${id}.wordingEn`}
            label={t('item.wording_en')}
            rows={2}
            value={item.wordingEn}
            onChange={(wordingEn) => onChange({ wordingEn })}
          />
          {hasChoices(type) && (
            <TextArea
              name={`${id}.choicesEn`}
              label={t('item.choices_en')}
              value={item.choicesEn}
              onChange={(choicesEn) => onChange({ choicesEn })}
            />
          )}
        </div>
      </details>
    </div>
  )
}

/** Everybody, or those who answered an earlier item so. */
function Condition({
  item: { id, onlyItem, onlyOneOf },
  earlier,
  onChange,
}: {
  item: ItemDraft
  earlier: readonly ItemDraft[]
  onChange: (more: Partial<ItemDraft>) => void
}) {
  const t = useMessages(editorMessages)
  const words = useMessages(teamMessages)
  const answers = (item: ItemDraft) => answersOf({ type: item.type, choices: linesOf(item.choices) }).map(String)
  const asking = earlier.filter((one) => answers(one).length > 0)
  const after = asking.find((one) => one.id === onlyItem)
  if (asking.length === 0 && onlyItem === '') return null
  const label = (value: string) => {
    const agreed = (['1', '2', '3', '4', '5'] as const).find((one) => one === value)
    return after?.type === 'agreement5' && agreed ? words(`agree.${agreed}`) : value
  }
  return (
    <>
      <Select
        name={`${id}.onlyItem`}
        label={t('item.only')}
        value={onlyItem}
        choices={[
          { value: '', label: t('item.only_all') },
          ...asking.map((one) => ({ value: one.id, label: t('item.only_after', { wording: one.wording }) })),
          ...(after || onlyItem === '' ? [] : [{ value: onlyItem, label: onlyItem }]),
        ]}
        onChange={(next) => onChange({ onlyItem: next, onlyOneOf: [] })}
      />
      {after && (
        <FieldGroup name={`${id}.onlyOneOf`} label={t('item.only_answers')}>
          {answers(after).map((value) => (
            <Checkbox
              key={value}
              name={`${id}.onlyOneOf.${value}`}
              label={label(value)}
              checked={onlyOneOf.includes(value)}
              onChange={(isChosen) =>
                onChange({ onlyOneOf: isChosen ? [...onlyOneOf, value] : onlyOneOf.filter((one) => one !== value) })
              }
            />
          ))}
        </FieldGroup>
      )}
    </>
  )
}
