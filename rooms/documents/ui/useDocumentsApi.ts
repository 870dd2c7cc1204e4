import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useApi, useClient } from '#platform/client/react.tsx'
import { useToast } from '#platform/ui/Toasts.tsx'
import type { pdca } from '#rooms/pdca/contract.ts'
import type { documents } from '../contract.ts'

// A type, not an interface: only a type has the index signature that the client asks for.
type Asked = { documents: typeof documents; pdca: typeof pdca }

export const useDocumentsApi = () => useApi<Asked>()

/** Does one thing and says so; the page asks anew afterwards. Undefined where it was refused: `error` says why. */
export function useWork() {
  const api = useDocumentsApi()
  const client = useClient<Asked>()
  const queries = useQueryClient()
  const toast = useToast()
  const { mutateAsync, error, isPending } = useMutation({
    mutationFn: (work: (asked: typeof client) => Promise<unknown>) => work(client),
    onSettled: () => queries.invalidateQueries({ queryKey: api.documents.key() }),
  })
  const work = async <T>(asked: (asking: typeof client) => Promise<T>, says?: (answer: T) => string) => {
    const answer = (await mutateAsync(asked).catch(() => undefined)) as T | undefined
    if (answer !== undefined && says) toast({ message: says(answer) })
    return answer
  }
  return { work, error, isPending }
}
