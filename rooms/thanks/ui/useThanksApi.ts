import { useApi, useClient } from '#platform/client/react.tsx'
import { useActing } from '#platform/ui/acting.ts'
import type { people } from '#rooms/people/contract.ts'
import type { thanks } from '../contract.ts'

// A type, not an interface: only a type has the index signature that the client asks for.
type Asked = { thanks: typeof thanks; people: typeof people }

export const useThanksApi = () => useApi<Asked>()
export const useAct = () => useActing(useClient<Asked>(), useThanksApi().thanks.key())
