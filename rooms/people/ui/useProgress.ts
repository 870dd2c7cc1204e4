import { useQuery } from '@tanstack/react-query'

export interface Progress {
  stage: string
  done: number
  total: number
}

const EVERY_MS = 400

/** How far the call with this key has come; nothing while there is no key. */
export function useProgress(key: string | null): Progress | undefined {
  const { data } = useQuery({
    queryKey: ['progress', key],
    enabled: key !== null,
    refetchInterval: EVERY_MS,
    gcTime: 0,
    queryFn: async (): Promise<Progress> => {
      const answer = await fetch(`/api/progress/${key}`)
      // The call itself tells what is wrong; its progress is only not known then.
      return answer.ok ? await answer.json() : { stage: '', done: 0, total: 0 }
    },
  })
  return key === null ? undefined : data
}

export function newProgressKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
