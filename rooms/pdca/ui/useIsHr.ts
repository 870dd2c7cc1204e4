import { useQuery } from '@tanstack/react-query'
import { useApi } from '#platform/client/react.tsx'
import type { people } from '#rooms/people/contract.ts'

/** Whether forms of HR are offered to the reader, undefined until it is known; the server decides anew at every step. */
export function useIsHr(): boolean | undefined {
  const api = useApi<{ people: typeof people }>()
  const { data, isPending } = useQuery(api.people.showMe.queryOptions({ input: {} }))
  return isPending ? undefined : (data?.roles.includes('hr') ?? false)
}
