import { useQuery } from '@tanstack/react-query'
import { useApi } from '#platform/client/react.tsx'
import { useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { Checkbox, Select } from '#platform/ui/form/Choices.tsx'
import { FieldGroup } from '#platform/ui/form/Field.tsx'
import type { people } from '#rooms/people/contract.ts'
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
  const api = useApi<{ people: typeof people }>()
  const { data = [] } = useQuery(api.people.listSections.queryOptions({ input: {}, staleTime: 3_600_000 }))
  const nameOf = (code: string) => data.find(({ sectionCode }) => sectionCode === code)?.path.join(' ') ?? code
  const words = [...new Set([...categories, ...employmentCategories])]
  return (
    <FieldGroup
      name="test.sections"
      label={t('form.who')}
      support={t('form.who_support')}
      {...(error ? { error } : {})}
    >
      <ul className="grid gap-1">
        {sections.map((code) => (
          <li key={code} className="flex flex-wrap items-center gap-x-3">
            {nameOf(code)}
            <Button
              look="text"
              size="small"
              onClick={() => onChange({ sections: sections.filter((one) => one !== code) })}
            >
              {t('form.section_remove', { name: nameOf(code) })}
            </Button>
          </li>
        ))}
      </ul>
      <Select
        name="test.section"
        label={t('form.section')}
        value=""
        onChange={(code) => code && onChange({ sections: [...sections, code] })}
        choices={[
          { value: '', label: t('form.section_choose') },
          ...data
            .filter(({ sectionCode }) => !sections.includes(sectionCode))
            .map(({ sectionCode, path }) => ({ value: sectionCode, label: path.join(' ') })),
        ]}
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
