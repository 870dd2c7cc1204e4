import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useApi, useClient } from '#platform/client/react.tsx'
import { useToast } from '#platform/ui/Toasts.tsx'
import type { people } from '#rooms/people/contract.ts'
import type { skills } from '../../contract.ts'
import type { qualifications } from '../contract.ts'

// A type, not an interface: only a type has the index signature that the client asks for.
type Asked = { qualifications: typeof qualifications; skills: typeof skills; people: typeof people }

export const useQualificationsApi = () => useApi<Asked>()

/** Does one thing and says so; what pages know of qualifications and skills is asked anew. Resolves to undefined where it was refused: `error` says why. */
export function useAct() {
  const api = useQualificationsApi()
  const client = useClient<Asked>()
  const queries = useQueryClient()
  const toast = useToast()
  const mutation = useMutation({
    mutationFn: (work: (asked: typeof client) => Promise<unknown>) => work(client),
    onSettled: () =>
      Promise.all(
        [api.qualifications.key(), api.skills.key()].map((queryKey) => queries.invalidateQueries({ queryKey })),
      ),
  })
  async function act<T>(work: (asked: typeof client) => Promise<T>, done?: string | ((answer: T) => string)) {
    try {
      const answer = (await mutation.mutateAsync(work)) as T
      const message = typeof done === 'function' ? done(answer) : done
      if (message) toast({ message })
      return answer
    } catch {
      return undefined
    }
  }
  return { act, error: mutation.error, isPending: mutation.isPending, reset: mutation.reset }
}
