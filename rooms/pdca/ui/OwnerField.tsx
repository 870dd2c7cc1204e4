import { PersonPicker, type Pickable } from '#platform/ui/aria/PersonPicker.tsx'
import { useColleagueSearch } from '#rooms/people/ui/useColleagueSearch.ts'

/** Who is to carry something out: found by name, and known by being chosen. */
export interface ChosenOwner {
  owner: Pickable | null
  ownerWords: string
}

export function OwnerField({
  chosen,
  onChange,
  ...field
}: {
  name: string
  label: string
  error?: string | undefined
  required: boolean
  chosen: ChosenOwner
  onChange: (chosen: ChosenOwner) => void
}) {
  const { owner, ownerWords } = chosen
  const found = useColleagueSearch(ownerWords)
  return (
    <PersonPicker
      {...field}
      error={field.error}
      people={found}
      words={ownerWords}
      onWords={(words) => onChange({ ownerWords: words, owner: owner?.name === words ? owner : null })}
      onChoose={(one) => onChange({ owner: one, ownerWords: one?.name ?? ownerWords })}
    />
  )
}
