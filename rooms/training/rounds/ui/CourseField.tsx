import { Select } from '#platform/ui/form/Choices.tsx'
import { useCatalogue } from './Courses.tsx'

/** A course by its name; those that serve the floor come first. The value is its code. */
export function CourseField({
  name,
  label,
  value,
  error,
  onChange,
}: {
  name: string
  label: string
  value: string
  error?: string
  onChange: (courseCode: string) => void
}) {
  const choices = useCatalogue().map(({ courseCode, title }) => ({ value: courseCode, label: title }))
  // An address may name one that the list has no room for.
  const isKnown = value === '' || choices.some((one) => one.value === value)
  return (
    <Select
      {...{ name, label, onChange, ...(error ? { error } : {}) }}
      required
      value={value === '' ? null : value}
      choices={isKnown ? choices : [{ value, label: value }, ...choices]}
    />
  )
}
