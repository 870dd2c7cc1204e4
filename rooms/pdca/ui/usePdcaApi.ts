import { useApi, useClient } from '#platform/client/react.tsx'
import { useActing } from '#platform/ui/acting.ts'
import type { evidence } from '#rooms/evidence/contract.ts'
import type { pdca } from '../contract.ts'

// A type, not an interface: only a type has the index signature that the client asks for.
type Asked = { evidence: typeof evidence; pdca: typeof pdca }

export const usePdcaApi = () => useApi<Asked>()
export const useAct = () => useActing(useClient<Asked>(), usePdcaApi().pdca.key())
