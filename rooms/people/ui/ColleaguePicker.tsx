import { useState } from 'react'
import { PersonPicker } from '#platform/ui/aria/PersonPicker.tsx'
import type { FieldProps } from '#platform/ui/form/Field.tsx'
import { type FoundColleague, useColleagueSearch } from './useColleagueSearch.ts'

/** A field in which one colleague is chosen. Another `key` empties it. */
export function ColleaguePicker({
  onChoose,
  ...field
}: FieldProps & { onChoose: (colleague: FoundColleague | undefined) => void }) {
  const [words, setWords] = useState('')
  const found = useColleagueSearch(words)
  return (
    <PersonPicker
      {...field}
      people={found}
      words={words}
      onWords={setWords}
      onChoose={(person) => onChoose(found.find(({ id }) => id === person?.id))}
    />
  )
}
