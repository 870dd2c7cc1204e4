import { ComboBox, Input, ListBox, ListBoxItem, Popover } from 'react-aria-components'
import { useMessages } from '#platform/i18n/react.tsx'
import { controlClass, Field, type FieldProps, labelId } from '../form/Field.tsx'
import { uiMessages } from '../messages.ts'
import { Person } from '../Person.tsx'
import { InOurLanguage } from './InOurLanguage.tsx'

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
        <InOurLanguage>
          <ComboBox
            aria-labelledby={labelId(field.name)}
            items={people}
            inputValue={words}
            onInputChange={onWords}
            onSelectionChange={(key) => onChoose(people.find(({ id }) => id === key) ?? null)}
            defaultFilter={() => true}
            allowsEmptyCollection
            menuTrigger="input"
          >
            <Input {...control} className={`${controlClass} h-12`} />
            <Popover className="w-(--trigger-width) overflow-auto rounded-8 border border-solid-gray-420 bg-white p-1 shadow-2">
              <ListBox<Pickable>
                renderEmptyState={() => <p className="p-3 text-solid-gray-700">{t('picker.nothing')}</p>}
              >
                {(person) => (
                  <ListBoxItem
                    id={person.id}
                    textValue={person.name}
                    className="cursor-pointer rounded-8 p-2 data-focused:bg-blue-100"
                  >
                    <Person name={person.name} nameKana={person.nameKana} section={person.section} size="small" />
                  </ListBoxItem>
                )}
              </ListBox>
            </Popover>
          </ComboBox>
        </InOurLanguage>
      )}
    </Field>
  )
}
