import { useQuery } from '@tanstack/react-query'
import { useApi } from '#platform/client/react.tsx'
import type { people } from '../contract.ts'

/** Sections of today with all that is above them, to choose one by its name or number; `enabled`: whether they are asked for. */
export function useSectionChoices(enabled = true) {
  const api = useApi<{ people: typeof people }>()
  const { data = [] } = useQuery(api.people.listSections.queryOptions({ input: {}, staleTime: 3_600_000, enabled }))
  return data.map(({ sectionCode, path }) => ({ value: sectionCode, label: path.join(' '), also: sectionCode }))
}
