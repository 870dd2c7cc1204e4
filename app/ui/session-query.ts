import { queryOptions } from '@tanstack/react-query'
import { problemFrom } from '#platform/client/client.ts'
import { client } from './api.ts'
import type { Session } from './session.ts'

/** Who is there; nobody is an answer too. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async (): Promise<Session> => {
    const town = { town: '', isSample: false, personas: [] }
    try {
      const { sectionName, ...me } = await client.people.showMe({})
      return { ...town, signedIn: { ...me, section: sectionName } }
    } catch (error) {
      if (problemFrom(error)?.code !== 'sign_in_needed') throw error
      return { ...town, signedIn: null }
    }
  },
})
