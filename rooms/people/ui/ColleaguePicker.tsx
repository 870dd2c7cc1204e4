import { useState } from 'react'
import { PersonPicker } from '#platform/ui/aria/PersonPicker.tsx'
import type { FieldProps } from '#platform/ui/form/Field.tsx'
import { type FoundColleague, useColleagueSearch } from './useColleagueSearch.ts'

/** A field in which one colleague is chosen, of those who are here today or on `day`. Another `key` empties it. */
export function ColleaguePicker({
  onChoose,
  day,
  ...field
}: FieldProps & { onChoose: (colleague: FoundColleague | undefined) => void; day?: string | undefined }) {
  const [words, setWords] = useState('')
  const found = useColleagueSearch(words, day)
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
