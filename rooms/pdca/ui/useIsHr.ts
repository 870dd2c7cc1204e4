import { useQuery } from '@tanstack/react-query'
import { useApi } from '#platform/client/react.tsx'
import type { people } from '#rooms/people/contract.ts'

/** Whether forms of HR are offered to the reader; the server decides anew at every step. */
export function useIsHr(): boolean {
  const api = useApi<{ people: typeof people }>()
  const { data } = useQuery(api.people.showMe.queryOptions({ input: {} }))
  return data?.roles.includes('hr') ?? false
}
