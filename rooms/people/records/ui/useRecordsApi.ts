import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useApi, useClient } from '#platform/client/react.tsx'
import { useToast } from '#platform/ui/Toasts.tsx'
import type { people } from '../../contract.ts'
import type { records } from '../contract.ts'

type Asked = { records: typeof records; people: typeof people }

export const useRecordsApi = () => useApi<Asked>()

/** Puts something right and says so; what the page shows is asked anew, also where it was refused. */
export function usePut(done: string, onDone: () => void) {
  const client = useClient<Asked>()
  const queries = useQueryClient()
  const toast = useToast()
  return useMutation({
    mutationFn: (work: (asked: typeof client) => Promise<unknown>) => work(client),
    onSuccess: () => {
      toast({ message: done })
      onDone()
    },
    onSettled: () => queries.invalidateQueries(),
  })
}
