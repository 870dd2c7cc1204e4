import { createContext, type ReactNode, useContext } from 'react'
import type { Contract } from '#platform/contract/contract.ts'
import type { createClient } from './client.ts'

type Made<Cs extends Readonly<Record<string, Contract>>> = ReturnType<typeof createClient<Cs>>
// A context cannot be generic; each page names the contracts it asks, and the app provides the client of all of them.
const ClientContext = createContext<unknown>(undefined)

export function ClientProvider({ made, children }: { made: unknown; children: ReactNode }) {
  return <ClientContext value={made}>{children}</ClientContext>
}

/** `api.<room>.<operation>.queryOptions({ input })`, `.mutationOptions()`, `.key()` for the contracts a page names. */
export function useApi<Cs extends Readonly<Record<string, Contract>>>(): Made<Cs>['api'] {
  return useMade<Cs>().api
}

/** Plain typed calls: `client.<room>.<operation>(input)`. */
export function useClient<Cs extends Readonly<Record<string, Contract>>>(): Made<Cs>['client'] {
  return useMade<Cs>().client
}

function useMade<Cs extends Readonly<Record<string, Contract>>>(): Made<Cs> {
  const made = useContext(ClientContext)
  if (!made) throw new Error('A page that asks the server needs a ClientProvider around it')
  return made as Made<Cs>
}
