import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query'
import { problemFrom } from '#platform/client/client.ts'
import { useMessages } from '#platform/i18n/react.tsx'
import { uiMessages } from './messages.ts'
import { useToast } from './Toasts.tsx'

/**
 * Does one thing and says so; what was asked under the key is asked anew, whether it went well or was refused. With `undo` the word offers 元に戻す.
 * Resolves to undefined where it was refused: `error` says why.
 */
export function useActing<Client>(client: Client, queryKey: QueryKey) {
  const queries = useQueryClient()
  const toast = useToast()
  const ui = useMessages(uiMessages)
  const anew = () => queries.invalidateQueries({ queryKey })
  const mutation = useMutation({
    mutationFn: (work: (asked: Client) => Promise<unknown>) => work(client),
    onSettled: anew,
  })
  async function takeBack(undo: (asked: Client) => Promise<unknown>) {
    const message = await undo(client).then(
      () => ui('undone'),
      (refusal) => problemFrom(refusal)?.title ?? ui('trouble.unreachable'),
    )
    toast({ message })
    await anew()
  }
  async function act<T>(
    work: (asked: Client) => Promise<T>,
    message?: string,
    undo?: (asked: Client, answer: T) => Promise<unknown>,
  ): Promise<T | undefined> {
    try {
      const answer = (await mutation.mutateAsync(work)) as T
      if (message) toast({ message, ...(undo ? { undo: () => takeBack((asked) => undo(asked, answer)) } : {}) })
      return answer
    } catch {
      return undefined
    }
  }
  return { act, error: mutation.error, isPending: mutation.isPending, reset: mutation.reset }
}
