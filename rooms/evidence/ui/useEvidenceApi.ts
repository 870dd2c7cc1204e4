import { useApi, useClient } from '#platform/client/react.tsx'
import type { Output } from '#platform/contract/contract.ts'
import { useActing } from '#platform/ui/acting.ts'
import type { evidence } from '../contract.ts'

// A type, not an interface: only a type has the index signature that the client asks for.
type Asked = { evidence: typeof evidence }

export const useEvidenceApi = () => useApi<Asked>()
export const useAct = () => useActing(useClient<Asked>(), useEvidenceApi().evidence.key())

export type ShownArrow = Output<typeof evidence.showArrow>
