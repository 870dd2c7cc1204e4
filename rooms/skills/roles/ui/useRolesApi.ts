import { useApi, useClient } from '#platform/client/react.tsx'
import { useActing } from '#platform/ui/acting.ts'
import type { people } from '#rooms/people/contract.ts'
import type { policy } from '#rooms/policy/contract.ts'
import type { roleHolders } from '../contract.ts'

// A type, not an interface: only a type has the index signature that the client asks for.
type Asked = { roleHolders: typeof roleHolders; people: typeof people; policy: typeof policy }

export const useRolesApi = () => useApi<Asked>()

export function useRolesAct() {
  const api = useRolesApi()
  return useActing(useClient<Asked>(), api.roleHolders.key())
}
