import { useApi, useClient } from '#platform/client/react.tsx'
import type { surveys } from '../contract.ts'

type Asked = { surveys: typeof surveys }

export const useSurveysApi = () => useApi<Asked>()
export const useSurveysClient = () => useClient<Asked>()
export type SurveysClient = ReturnType<typeof useSurveysClient>
