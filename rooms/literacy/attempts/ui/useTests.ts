import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useApi, useClient } from '#platform/client/react.tsx'
import { useToast } from '#platform/ui/Toasts.tsx'
import type { attempts } from '../contract.ts'

type Asked = { attempts: typeof attempts }

export const useTestsApi = () => useApi<Asked>()
export const useTestsClient = () => useClient<Asked>()

/** Does one thing, says so, and asks anew what pages know of tests; `error` says why where it was refused. */
export function useTestsAct<T = unknown>() {
  const api = useTestsApi()
  const client = useTestsClient()
  const queries = useQueryClient()
  const toast = useToast()
  const mutation = useMutation({
    mutationFn: (work: (asked: typeof client) => Promise<T>) => work(client),
    onSettled: () => queries.invalidateQueries({ queryKey: api.attempts.key() }),
  })
  async function act(work: (asked: typeof client) => Promise<T>, done?: string): Promise<T | undefined> {
    try {
      const answer = await mutation.mutateAsync(work)
      if (done) toast({ message: done })
      return answer
    } catch {
      // The mutation keeps the refusal for the page to show.
      return undefined
    }
  }
  return { act, error: mutation.error, isPending: mutation.isPending }
}

/** By which the server knows this window; it goes with the tab, and stays over a reload. */
export function windowName(): string {
  const kept = sessionStorage.getItem('attempt-window')
  if (kept) return kept
  const made = crypto.randomUUID()
  sessionStorage.setItem('attempt-window', made)
  return made
}
