import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useDeferredValue } from 'react'
import { useApi } from '#platform/client/react.tsx'
import type { Pickable } from '#platform/ui/aria/PersonPicker.tsx'
import type { people } from '../contract.ts'

export interface FoundColleague extends Pickable {
  staffNumber: string
}

/** Colleagues by name, reading or staff number, of today or of a day to come, for a picker; nobody before the first letter. */
export function useColleagueSearch(words: string, day?: string): readonly FoundColleague[] {
  const api = useApi<{ people: typeof people }>()
  const q = useDeferredValue(words.trim())
  const { data } = useQuery(
    api.people.listStaff.queryOptions({
      input: { q, pageSize: 8, asOf: day },
      enabled: q !== '',
      placeholderData: keepPreviousData,
    }),
  )
  return q === '' ? [] : (data?.staff ?? []).map(toPickable)
}

function toPickable(colleague: {
  staffMemberId: number
  staffNumber: string
  name: string
  nameKana: string
  sectionName: string | null
}): FoundColleague {
  const { staffMemberId, staffNumber, name, nameKana, sectionName } = colleague
  return { id: staffMemberId, staffNumber, name, nameKana, ...(sectionName ? { section: sectionName } : {}) }
}
