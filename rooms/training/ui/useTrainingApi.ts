import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { problemFrom } from '#platform/client/client.ts'
import { useApi, useClient } from '#platform/client/react.tsx'
import { useMessages } from '#platform/i18n/react.tsx'
import { uiMessages } from '#platform/ui/messages.ts'
import { useToast } from '#platform/ui/Toasts.tsx'
import type { attempts } from '#rooms/literacy/attempts/contract.ts'
import type { people } from '#rooms/people/contract.ts'
import type { policy } from '#rooms/policy/contract.ts'
import { skillNameIn, skillsOf } from '#rooms/policy/rules.ts'
import type { training } from '../contract.ts'

// A type, not an interface: only a type has the index signature that the client asks for.
type Asked = { training: typeof training; attempts: typeof attempts; people: typeof people; policy: typeof policy }

/** What the pages of this room ask. */
export const useTrainingApi = () => useApi<Asked>()
export const useTrainingClient = () => useClient<Asked>()

/** Every skill of the policy of today, and the name of one; the id stands for a skill that the policy no longer has. */
export function useSkills() {
  const api = useTrainingApi()
  const { data } = useQuery({ ...api.policy.showPolicy.queryOptions({ input: {} }), staleTime: 600_000 })
  const skills = data ? skillsOf(data.document) : []
  return {
    skills,
    nameOf: (skill: string) => (data ? skillNameIn(data.document, skill) : skill),
    grades: data?.document.organisation?.grades ?? [],
    highestLevel: data?.document.pyramid?.highestLevel ?? 0,
  }
}

/**
 * Does one thing and says so: `act(client => client.training.approve({ applicationId }), '承認しました。')`. What the pages
 * know of training is asked anew, whether it went well or was refused, because a refusal means that something had changed.
 * Where that takes away what was acted on, and `error` with it, a toast says what was refused: nothing ends in silence.
 */
export function useAct<T = unknown>() {
  const api = useTrainingApi()
  const client = useTrainingClient()
  const queries = useQueryClient()
  const toast = useToast()
  const ui = useMessages(uiMessages)
  const stands = useRef(true)
  useEffect(() => {
    stands.current = true
    return () => {
      stands.current = false
    }
  }, [])
  const mutation = useMutation({
    mutationFn: (work: (asked: typeof client) => Promise<T>) => work(client),
    onSettled: () => queries.invalidateQueries({ queryKey: api.training.key() }),
  })
  /** The page may have moved on since, so that what became of it is said where it was offered. */
  async function takeBack(undo: (asked: typeof client) => Promise<unknown>) {
    try {
      await undo(client)
      toast({ message: ui('undone') })
    } catch (refusal) {
      toast({ message: problemFrom(refusal)?.title ?? ui('trouble.unreachable') })
    }
    await queries.invalidateQueries({ queryKey: api.training.key() })
  }

  /** Resolves to the answer, or to undefined where it was refused; `error` then says why. */
  async function act(
    work: (asked: typeof client) => Promise<T>,
    done?: string | ((answer: T) => string),
    /** Takes it back; given, the toast offers 元に戻す. */
    undo?: (asked: typeof client) => Promise<unknown>,
  ) {
    try {
      const answer = await mutation.mutateAsync(work)
      const message = typeof done === 'function' ? done(answer) : done
      if (message) toast({ message, ...(undo ? { undo: () => takeBack(undo) } : {}) })
      return answer
    } catch (refusal) {
      // The mutation keeps the error for the page to show, if it still stands once the answers asked anew are drawn.
      await new Promise((resolve) => setTimeout(resolve, 100))
      const problem = problemFrom(refusal)
      if (!stands.current && problem) toast({ message: problem.title })
      return undefined
    }
  }
  return { act, error: mutation.error, isPending: mutation.isPending, reset: mutation.reset }
}
