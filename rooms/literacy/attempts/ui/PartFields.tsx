import { useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { Select } from '#platform/ui/form/Choices.tsx'
import { FieldGroup } from '#platform/ui/form/Field.tsx'
import { TextField } from '#platform/ui/form/TextField.tsx'
import { itemsMessages } from '../../items/messages.ts'
import { itemFields } from '../../items/rules.ts'
import { adminMessages } from './admin.messages.ts'
import type { TestDraft } from './test-draft.ts'

type ErrorOf = (name: string) => string | undefined
const given = (error: string | undefined) => (error ? { error } : {})
const without = <T,>(all: readonly T[], at: number) => all.filter((_, place) => place !== at)
const changedAt = <T,>(all: readonly T[], at: number, change: Partial<T>) =>
  all.map((one, place) => (place === at ? { ...one, ...change } : one))
const levels = (from: number, highest: number) =>
  Array.from({ length: Math.max(0, highest - from + 1) }, (_, at) => String(from + at)).map((value) => ({
    value,
    label: value,
  }))

/** So many items of a field and a level, part by part. */
export function Parts({
  parts,
  highest,
  onChange,
  errorOf,
}: {
  parts: TestDraft['parts']
  highest: number
  onChange: (parts: TestDraft['parts']) => void
  errorOf: ErrorOf
}) {
  const t = useMessages(adminMessages)
  const name = useMessages(itemsMessages)
  return (
    <FieldGroup name="test.parts" label={t('parts')} required {...given(errorOf('test.parts'))}>
      <ul className="grid gap-4">
        {parts.map((part, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: parts have no name but their place.
          <li key={at} className="grid gap-3 rounded-8 border border-solid-gray-200 bg-white p-4 sm:grid-cols-3">
            <Select
              name={`test.parts.${at}.field`}
              label={t('parts.field')}
              value={part.field}
              onChange={(field) => onChange(changedAt(parts, at, { field }))}
              choices={[
                { value: '', label: t('parts.any_field') },
                ...itemFields.map((value) => ({ value, label: name(`field.${value}`) })),
              ]}
            />
            <Select
              name={`test.parts.${at}.level`}
              label={t('parts.level')}
              value={part.level}
              onChange={(level) => onChange(changedAt(parts, at, { level }))}
              choices={[{ value: '', label: t('parts.any_level') }, ...levels(0, highest)]}
            />
            <TextField
              name={`test.parts.${at}`}
              label={t('parts.items')}
              value={part.items}
              characters={4}
              onChange={(items) => onChange(changedAt(parts, at, { items }))}
              {...given(errorOf(`test.parts.${at}`))}
            />
            {parts.length > 1 && (
              <Button
                look="text"
                size="small"
                className="justify-self-start"
                aria-label={t('form.part_remove', { n: at + 1 })}
                onClick={() => onChange(without(parts, at))}
              >
                {t('form.part_remove', { n: at + 1 })}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <Button
        look="secondary"
        size="small"
        className="mt-3"
        onClick={() => onChange([...parts, { field: '', level: '', items: '5' }])}
      >
        {t('form.part_add')}
      </Button>
    </FieldGroup>
  )
}

/** From how many right answers in a hundred which level is shown. */
export function Marks({
  marks,
  highest,
  onChange,
  errorOf,
}: {
  marks: TestDraft['marks']
  highest: number
  onChange: (marks: TestDraft['marks']) => void
  errorOf: ErrorOf
}) {
  const t = useMessages(adminMessages)
  return (
    <FieldGroup
      name="test.marks"
      label={t('form.marks')}
      support={t('form.marks_support')}
      required
      {...given(errorOf('test.marks'))}
    >
      <ul className="grid gap-4">
        {marks.map((mark, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: marks have no name but their place.
          <li key={at} className="grid gap-3 rounded-8 border border-solid-gray-200 bg-white p-4 sm:grid-cols-2">
            <Select
              name={`test.marks.${at}.level`}
              label={t('parts.level')}
              value={mark.level}
              onChange={(level) => onChange(changedAt(marks, at, { level }))}
              choices={levels(1, highest)}
            />
            <TextField
              name={`test.marks.${at}`}
              label={t('form.mark_percent')}
              value={mark.percent}
              characters={4}
              onChange={(percent) => onChange(changedAt(marks, at, { percent }))}
              {...given(errorOf(`test.marks.${at}`))}
            />
            {marks.length > 1 && (
              <Button
                look="text"
                size="small"
                className="justify-self-start"
                onClick={() => onChange(without(marks, at))}
              >
                {t('form.mark_remove', { n: at + 1 })}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {marks.length < highest && (
        <Button
          look="secondary"
          size="small"
          className="mt-3"
          onClick={() => onChange([...marks, { level: String(Number(marks.at(-1)?.level ?? 0) + 1), percent: '90' }])}
        >
          {t('form.mark_add')}
        </Button>
      )}
    </FieldGroup>
  )
}
