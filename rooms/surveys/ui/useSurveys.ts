import { useApi, useClient } from '#platform/client/react.tsx'
import type { Output } from '#platform/contract/contract.ts'
import { useActing } from '#platform/ui/acting.ts'
import type { people } from '#rooms/people/contract.ts'
import type { policy } from '#rooms/policy/contract.ts'
import type { surveys } from '../contract.ts'

// A type, not an interface: only a type has the index signature that the client asks for.
type Asked = { surveys: typeof surveys; people: typeof people; policy: typeof policy }

export const useSurveysApi = () => useApi<Asked>()
export const useSurveysClient = () => useClient<Asked>()
export type SurveysClient = ReturnType<typeof useSurveysClient>

/** Asks one thing of the survey team's and says that it was done; what was known of surveys is asked anew, also where it was refused (`error`). */
export function useTeam() {
  const { act, ...state } = useActing(useSurveysClient(), useSurveysApi().surveys.key())
  return { ask: act, ...state }
}

/** A closed round with what is changed because of it. */
export type RoundChanges = Output<typeof surveys.listSurveyChanges>['rounds'][number]
export type Change = RoundChanges['changes'][number]
