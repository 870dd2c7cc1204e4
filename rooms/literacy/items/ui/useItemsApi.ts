import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useApi, useClient } from '#platform/client/react.tsx'
import { useToast } from '#platform/ui/Toasts.tsx'
import type { policy } from '#rooms/policy/contract.ts'
import type { items } from '../contract.ts'

// A type, not an interface: only a type has the index signature that the client asks for.
type Asked = { items: typeof items; policy: typeof policy }

export const useItemsApi = () => useApi<Asked>()

/** Asks one thing and says what came of it; the pages of the bank ask anew afterwards. Undefined where it was refused: `error` says why. */
export function useBank() {
  const api = useItemsApi()
  const client = useClient<Asked>()
  const toast = useToast()
  const queries = useQueryClient()
  const { mutateAsync, error, isPending } = useMutation({
    mutationFn: (work: (asked: typeof client) => Promise<unknown>) => work(client),
    onSettled: () => queries.invalidateQueries({ queryKey: api.items.key() }),
  })
  const ask = async <T>(work: (asked: typeof client) => Promise<T>, done?: string): Promise<T | undefined> => {
    const answer = await mutateAsync(work).catch(() => undefined)
    if (answer !== undefined && done) toast({ message: done })
    return answer as T | undefined
  }
  return { ask, error, isPending }
}
