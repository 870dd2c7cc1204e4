import { api } from './api.ts'

/** Who is there; nobody is an answer too. */
export const sessionQuery = api.home.showSession.queryOptions({ input: {} })
