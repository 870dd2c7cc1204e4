import { useQueryClient } from '@tanstack/react-query'
import { useToast } from '#platform/ui/Toasts.tsx'

/** After a change: says what was done, and asks anew for what is shown. */
export function useDone(): (message: string) => Promise<void> {
  const queries = useQueryClient()
  const toast = useToast()
  return async (message) => {
    toast({ message })
    await queries.invalidateQueries()
  }
}
