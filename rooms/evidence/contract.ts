import { arrows } from './arrows.contract.ts'
import { studies } from './studies.contract.ts'

export const evidence = { ...studies, ...arrows }
