import { studies } from './studies.contract.ts'

export const evidence = { ...studies }
