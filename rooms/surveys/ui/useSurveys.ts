import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useApi, useClient } from '#platform/client/react.tsx'
import { useToast } from '#platform/ui/Toasts.tsx'
import type { people } from '#rooms/people/contract.ts'
import type { policy } from '#rooms/policy/contract.ts'
import type { surveys } from '../contract.ts'

// A type, not an interface: only a type has the index signature that the client asks for.
type Asked = { surveys: typeof surveys; people: typeof people; policy: typeof policy }

export const useSurveysApi = () => useApi<Asked>()
export const useSurveysClient = () => useClient<Asked>()
export type SurveysClient = ReturnType<typeof useSurveysClient>

/** Asks one thing of the survey team's and says that it was done; what was known of surveys is asked anew, also where it was refused (`error`). */
export function useTeam() {
  const [api, client, queries, toast] = [useSurveysApi(), useSurveysClient(), useQueryClient(), useToast()]
  const { mutateAsync, error, isPending, reset } = useMutation({
    mutationFn: (work: (asked: SurveysClient) => Promise<unknown>) => work(client),
    onSettled: () => queries.invalidateQueries({ queryKey: api.surveys.key() }),
  })
  async function ask<T>(work: (asked: SurveysClient) => Promise<T>, done?: string): Promise<T | undefined> {
    const answer = await mutateAsync(work).catch(() => undefined)
    if (answer !== undefined && done) toast({ message: done })
    return answer as T | undefined
  }
  return { ask, error, isPending, reset }
}
