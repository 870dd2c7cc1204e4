import { createContext, useContext } from 'react'

/** Where people reach the product, if the server was told. */
export const ReachedAt = createContext<string | null>(null)

/** The beginning of every address that is handed to somebody, on paper or in a code: this window may have one of its own, such as localhost. */
export function useReachedAt(): string {
  return useContext(ReachedAt) ?? window.location.origin
}
