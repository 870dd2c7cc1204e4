import { useMessages } from '#platform/i18n/react.tsx'
import { Checkbox, RadioGroup } from '#platform/ui/form/Choices.tsx'
import { FieldGroup } from '#platform/ui/form/Field.tsx'
import { TextArea, TextField } from '#platform/ui/form/TextField.tsx'
import { fits, LONGEST, type Value } from '../answers.rules.ts'
import type { SurveyItem } from '../survey.rules.ts'
import type { PublicList } from './ballots.ts'
import { answerMessages } from './messages.ts'

interface Props {
  item: PublicList['items'][number]
  value: Value | undefined
  onChange: (value: Value | undefined) => void
}

const agreement = ['5', '4', '3', '2', '1'] as const

/** One item, answered in its own way; nothing chosen is no answer. */
export function ItemField({ item, value, onChange }: Props) {
  const t = useMessages(answerMessages)
  const field = { name: item.id, label: item.wording }
  switch (item.type) {
    case 'agreement5':
      return (
        <RadioGroup
          {...field}
          value={value === undefined ? null : String(value)}
          onChange={(chosen) => onChange(Number(chosen))}
          choices={agreement.map((one) => ({ value: one, label: t(`agree.${one}`) }))}
        />
      )
    case 'single':
      return (
        <RadioGroup
          {...field}
          value={value === undefined ? null : String(value)}
          onChange={onChange}
          choices={(item.choices ?? []).map((one) => ({ value: one, label: one }))}
        />
      )
    case 'multiple':
      return <Several {...{ item, value, onChange }} />
    case 'number': {
      const { min = 0, max = 0 } = item.scale ?? {}
      return (
        <TextField
          {...field}
          type="number"
          characters={6}
          support={t('number.support', { min, max })}
          value={value === undefined ? '' : String(value)}
          onChange={(text) =>
            onChange(fits(item as SurveyItem, Number(text)) && text !== '' ? Number(text) : undefined)
          }
        />
      )
    }
    case 'text':
      return (
        <TextArea
          {...field}
          support={t('text.support', { most: LONGEST })}
          value={String(value ?? '')}
          onChange={(text) => onChange(text === '' ? undefined : text.slice(0, LONGEST))}
        />
      )
  }
}

function Several({ item, value, onChange }: Props) {
  const chosen = Array.isArray(value) ? (value as readonly string[]) : []
  const press = (one: string, isChosen: boolean) => {
    const next = isChosen ? [...chosen, one] : chosen.filter((other) => other !== one)
    onChange(next.length === 0 ? undefined : next)
  }
  return (
    <FieldGroup name={item.id} label={item.wording}>
      {(item.choices ?? []).map((one, at) => (
        <Checkbox
          key={one}
          name={`${item.id}.${at}`}
          label={one}
          checked={chosen.includes(one)}
          onChange={(isChosen) => press(one, isChosen)}
        />
      ))}
    </FieldGroup>
  )
}
