import router from 'virtual:contracts'
import type { Contracts } from '#app/contracts.ts'
import { createClient } from '#platform/client/client.ts'
import { madeFor } from './made-for.ts'

/**
 * Every operation of the house for the pages: `api.<room>.<operation>.queryOptions({ input })`,
 * `.mutationOptions()`, `.key()`; `client.<room>.<operation>(input)` for a plain call.
 */
export const { api, client } = createClient<Contracts>(router, {
  language: () => document.documentElement.lang || 'ja',
  madeFor: (path) => (path.join('.') === 'home.showSession' ? undefined : madeFor()),
})
