import { QueryCache, QueryClient } from '@tanstack/react-query'
import { problemFrom } from '#platform/client/client.ts'

/** Answers are kept for a while so that going back is instant; a refusal is an answer and is not asked for again. */
export function makeQueryClient(onSessionEnded: () => void): QueryClient {
  const ended = ['session_expired', 'sign_in_needed']
  return new QueryClient({
    queryCache: new QueryCache({
      onError: (error) => {
        if (ended.includes(problemFrom(error)?.code ?? '')) onSessionEnded()
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        retry: (failures, error) => problemFrom(error) === undefined && failures < 2,
      },
    },
  })
}
