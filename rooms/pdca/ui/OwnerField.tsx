import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useApi } from '#platform/client/react.tsx'
import { PersonPicker, type Pickable } from '#platform/ui/aria/PersonPicker.tsx'
import type { people } from '#rooms/people/contract.ts'

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
  const api = useApi<{ people: typeof people }>()
  const { data } = useQuery({
    ...api.people.listStaff.queryOptions({ input: { q: ownerWords, pageSize: 8 } }),
    enabled: ownerWords.length > 0,
    placeholderData: keepPreviousData,
  })
  const found = (data?.staff ?? []).map(({ staffMemberId, name, nameKana, sectionName }) => ({
    id: staffMemberId,
    name,
    nameKana,
    ...(sectionName ? { section: sectionName } : {}),
  }))
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
