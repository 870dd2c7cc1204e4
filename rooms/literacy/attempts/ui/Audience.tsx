import { useMessages } from '#platform/i18n/react.tsx'
import { Checkbox } from '#platform/ui/form/Choices.tsx'
import { FieldGroup } from '#platform/ui/form/Field.tsx'
import { Several } from '#platform/ui/form/Several.tsx'
import { useSectionChoices } from '#rooms/people/ui/useSectionChoices.ts'
import { adminMessages } from './admin.messages.ts'
import type { TestDraft } from './test-draft.ts'

/** For whom a test is: sections with all below them, categories of employment; nothing chosen: everybody. */
export function Audience({
  draft: { sections, employmentCategories },
  onChange,
  categories,
  error,
}: {
  draft: TestDraft
  onChange: (change: Partial<TestDraft>) => void
  categories: readonly string[]
  error: string | undefined
}) {
  const t = useMessages(adminMessages)
  const all = useSectionChoices()
  const words = [...new Set([...categories, ...employmentCategories])]
  return (
    <FieldGroup
      name="test.sections"
      label={t('form.who')}
      support={t('form.who_support')}
      {...(error ? { error } : {})}
    >
      <Several
        name="test.section"
        label={t('form.section')}
        chosenLabel={t('form.sections_chosen')}
        nothing={t('form.section_choose')}
        drop={(name) => t('form.section_remove', { name })}
        choices={all}
        chosen={sections}
        onChange={(chosen) => onChange({ sections: [...chosen] })}
      />
      <p className="mt-3">{t('form.categories')}</p>
      <div className="flex flex-wrap gap-x-6">
        {words.map((name) => (
          <Checkbox
            key={name}
            name={`test.category.${name}`}
            label={name}
            checked={employmentCategories.includes(name)}
            onChange={(on) =>
              onChange({
                employmentCategories: on
                  ? [...employmentCategories, name]
                  : employmentCategories.filter((one) => one !== name),
              })
            }
          />
        ))}
      </div>
    </FieldGroup>
  )
}
