import { useState } from 'react'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { Checkbox, RadioGroup } from '#platform/ui/form/Choices.tsx'
import { FieldGroup } from '#platform/ui/form/Field.tsx'
import { TextArea, TextField } from '#platform/ui/form/TextField.tsx'
import { numberIn } from '#platform/ui/form/typed.ts'
import { fits, LONGEST, type Value } from '../answers.rules.ts'
import type { SurveyItem } from '../survey.rules.ts'
import type { PublicList } from './ballots.ts'
import { answerMessages } from './messages.ts'

interface Props {
  item: PublicList['items'][number]
  value: Value | undefined
  onChange: (value: Value | undefined) => void
  /** Each answer with the number that it has on paper. */
  isNumbered?: boolean
  /** The name stands beside the answer anyway. */
  isNamed?: boolean
}

const agreement = ['5', '4', '3', '2', '1'] as const

/** One item, answered in its own way; nothing chosen is no answer. */
export function ItemField({ item, value, onChange, isNumbered = false, isNamed = false }: Props) {
  const t = useMessages(answerMessages)
  const { label, choices } = useWording(item, isNumbered)
  const field = { name: item.id, label }
  switch (item.type) {
    case 'agreement5':
      return (
        <RadioGroup
          {...field}
          value={value === undefined ? null : String(value)}
          onChange={(chosen) => onChange(Number(chosen))}
          choices={agreement.map((one) => ({
            value: one,
            label: `${isNumbered ? `${one} ` : ''}${t(`agree.${one}`)}`,
          }))}
        />
      )
    case 'single':
      return (
        <RadioGroup
          {...field}
          value={value === undefined ? null : String(value)}
          onChange={onChange}
          choices={choices}
        />
      )
    case 'multiple':
      return <Several {...{ item, value, onChange, isNumbered }} />
    case 'number':
      return <NumberItem {...{ item, field, value, onChange }} />
    case 'heading':
      return <h2 className="mt-2 whitespace-pre-line text-std-20B-150 text-solid-gray-900">{label}</h2>
    case 'text':
      return (
        <TextArea
          {...field}
          support={t(isNamed ? 'text.support.named' : 'text.support', { most: LONGEST })}
          value={String(value ?? '')}
          onChange={(text) => onChange(text === '' ? undefined : text.slice(0, LONGEST))}
        />
      )
  }
}

/** What is typed stays as it is; whatever is no number of the scale is no answer, and says so. */
function NumberItem({ item, field, value, onChange }: Props & { field: { name: string; label: string } }) {
  const t = useMessages(answerMessages)
  const [typed, setTyped] = useState<string | null>(null)
  const { min = 0, max = 0 } = item.scale ?? {}
  const support = t('number.support', { min, max })
  const isWrong = typed !== null && typed.trim() !== '' && !fits(item as SurveyItem, numberIn(typed))
  return (
    <TextField
      {...field}
      type="number"
      characters={6}
      support={support}
      value={typed ?? (value === undefined ? '' : String(value))}
      onChange={(text) => {
        const number = numberIn(text)
        setTyped(text)
        onChange(fits(item as SurveyItem, number) ? number : undefined)
      }}
      {...(isWrong && { error: t('number.wrong', { min, max }) })}
    />
  )
}

/** In the reader's language; what is chosen is kept in the survey's own words. */
function useWording({ wording, choices = [], en }: Props['item'], isNumbered: boolean) {
  const { language } = useLanguage()
  const translated = language === 'en' ? en : undefined
  return {
    label: translated?.wording ?? wording,
    choices: choices.map((value, at) => ({
      ...{ value, label: `${isNumbered ? `${at + 1} ` : ''}${translated?.choices?.[at] ?? value}` },
    })),
  }
}

function Several({ item, value, onChange, isNumbered = false }: Props) {
  const { label, choices } = useWording(item, isNumbered)
  const chosen = Array.isArray(value) ? (value as readonly string[]) : []
  const press = (one: string, isChosen: boolean) => {
    const next = isChosen ? [...chosen, one] : chosen.filter((other) => other !== one)
    onChange(next.length === 0 ? undefined : next)
  }
  return (
    <FieldGroup name={item.id} label={label}>
      {choices.map(({ value: one, label: words }, at) => (
        <Checkbox
          key={one}
          name={`${item.id}.${at}`}
          label={words}
          checked={chosen.includes(one)}
          onChange={(isChosen) => press(one, isChosen)}
        />
      ))}
    </FieldGroup>
  )
}
