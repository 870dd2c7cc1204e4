import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { problemFrom } from '#platform/client/client.ts'

/** Answers are kept for a while so that going back is instant; a refusal is an answer and is not asked for again. */
export function makeQueryClient(onAnotherSession: () => void): QueryClient {
  const another = ['session_expired', 'sign_in_needed', 'made_for_another']
  const onError = (error: unknown) => {
    if (another.includes(problemFrom(error)?.code ?? '')) onAnotherSession()
  }
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        // Asked once also where the browser says that there is no connection: what is kept of a roster answers then.
        networkMode: 'offlineFirst',
        retry: (failures, error) => problemFrom(error) === undefined && failures < 2,
      },
    },
  })
}
