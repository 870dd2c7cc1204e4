import { useMessages } from '#platform/i18n/react.tsx'
import { Field, type FieldProps } from '../form/Field.tsx'
import { uiMessages } from '../messages.ts'
import { Person } from '../Person.tsx'
import { Combo, ComboItem } from './Combo.tsx'

export interface Pickable {
  id: number
  name: string
  nameKana: string
  section?: string
}

/** Choosing a colleague by name or reading: `people` are those who match `words`, as the page's query found them. */
export function PersonPicker({
  people,
  words,
  onWords,
  onChoose,
  ...field
}: FieldProps & {
  people: readonly Pickable[]
  words: string
  onWords: (words: string) => void
  /** Null when the choice is taken back. */
  onChoose: (person: Pickable | null) => void
}) {
  const t = useMessages(uiMessages)
  return (
    <Field {...field} support={field.support ?? t('picker.choose')}>
      {(control) => (
        <Combo<Pickable>
          control={control}
          items={people}
          inputValue={words}
          onInputChange={onWords}
          onSelectionChange={(key) => onChoose(people.find(({ id }) => id === key) ?? null)}
          defaultFilter={() => true}
        >
          {(person) => (
            <ComboItem id={person.id} text={person.name}>
              <Person name={person.name} nameKana={person.nameKana} section={person.section} size="small" />
            </ComboItem>
          )}
        </Combo>
      )}
    </Field>
  )
}
