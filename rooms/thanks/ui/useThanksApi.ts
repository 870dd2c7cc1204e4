import { useMutation, useQueryClient } from '@tanstack/react-query'
import { problemFrom } from '#platform/client/client.ts'
import { useApi, useClient } from '#platform/client/react.tsx'
import { useMessages } from '#platform/i18n/react.tsx'
import { uiMessages } from '#platform/ui/messages.ts'
import { useToast } from '#platform/ui/Toasts.tsx'
import type { people } from '#rooms/people/contract.ts'
import type { thanks } from '../contract.ts'

// A type, not an interface: only a type has the index signature that the client asks for.
type Asked = { thanks: typeof thanks; people: typeof people }

export const useThanksApi = () => useApi<Asked>()

/** Does one thing and says so; with `undo` the word offers 元に戻す. Resolves to undefined where it was refused: `error` says why. */
export function useAct() {
  const api = useThanksApi()
  const client = useClient<Asked>()
  const queries = useQueryClient()
  const toast = useToast()
  const ui = useMessages(uiMessages)
  const anew = () => queries.invalidateQueries({ queryKey: api.thanks.key() })
  const mutation = useMutation({
    mutationFn: (work: (asked: typeof client) => Promise<unknown>) => work(client),
    onSettled: anew,
  })
  async function takeBack(undo: (asked: typeof client) => Promise<unknown>) {
    const message = await undo(client).then(
      () => ui('undone'),
      (refusal) => problemFrom(refusal)?.title ?? ui('trouble.unreachable'),
    )
    toast({ message })
    await anew()
  }
  async function act<T>(
    work: (asked: typeof client) => Promise<T>,
    message: string,
    undo?: (asked: typeof client, answer: T) => Promise<unknown>,
  ): Promise<T | undefined> {
    try {
      const answer = (await mutation.mutateAsync(work)) as T
      toast({ message, ...(undo ? { undo: () => takeBack((asked) => undo(asked, answer)) } : {}) })
      return answer
    } catch {
      return undefined
    }
  }
  return { act, error: mutation.error, isPending: mutation.isPending, reset: mutation.reset }
}
