import { useApi } from '#platform/client/react.tsx'
import type { Answer } from '#platform/contract/contract.ts'
import type { records } from '#rooms/people/records/contract.ts'
import type { persons } from '../contract.ts'

export type Preview = Answer<typeof persons.previewJoin>
export type Join = Answer<typeof persons.listJoins>['joins'][number]

export const useJoiningApi = () => useApi<{ persons: typeof persons; records: typeof records }>()
