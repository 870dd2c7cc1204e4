import type { QueryClient } from '@tanstack/react-query'
import { sessionQuery } from './session-query.ts'

/** Well below the shortest time after which an unused sign-in may end (SESSION_IDLE_MINUTES). */
const EVERY_MS = 120_000

/**
 * Whoever writes a long text asks the server for nothing. While somebody types, who is there is asked again every other minute, so that
 * the sign-in is in use; a window that nobody touches asks for nothing.
 */
export function sayStillHere(queries: QueryClient): () => void {
  let last = Date.now()
  const onInput = () => {
    if (Date.now() - last < EVERY_MS) return
    last = Date.now()
    void queries.invalidateQueries({ queryKey: sessionQuery.queryKey })
  }
  document.addEventListener('input', onInput)
  return () => document.removeEventListener('input', onInput)
}
