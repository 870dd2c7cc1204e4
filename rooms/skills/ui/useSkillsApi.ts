import { useApi, useClient } from '#platform/client/react.tsx'
import type { people } from '#rooms/people/contract.ts'
import type { policy } from '#rooms/policy/contract.ts'
import type { skills } from '../contract.ts'

// A type, not an interface: only a type has the index signature that the client asks for.
type Asked = { skills: typeof skills; people: typeof people; policy: typeof policy }

/** What the pages of this room ask. */
export const useSkillsApi = () => useApi<Asked>()
export const useSkillsClient = () => useClient<Asked>()
