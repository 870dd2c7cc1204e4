import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useClient } from '#platform/client/react.tsx'
import type { Output } from '#platform/contract/contract.ts'
import type { accounts } from '../contract.ts'

export type Letters = Output<typeof accounts.issueAccounts>['letters']

/** Asks for letters until nobody is left. What has come is kept whatever comes after it: these passwords hold already. */
export function useLetters() {
  const client = useClient<{ accounts: typeof accounts }>()
  const queries = useQueryClient()
  const [letters, setLetters] = useState<Letters>([])
  const [total, setTotal] = useState(0)
  const [isMaking, setMaking] = useState(false)
  const [error, setError] = useState<unknown>()

  async function make(sectionCodes: string[] | undefined, givenBefore?: string) {
    setMaking(true)
    setError(undefined)
    let all: Letters = []
    try {
      for (let remaining = 1; remaining > 0; ) {
        const whom = sectionCodes ? { sectionCodes, below: false } : {}
        const answer = await client.accounts.issueAccounts({ ...whom, ...(givenBefore ? { givenBefore } : {}) })
        all = [...all, ...answer.letters]
        remaining = answer.letters.length === 0 ? 0 : answer.remaining
        setLetters(all)
        setTotal(all.length + remaining)
      }
    } catch (trouble) {
      setError(trouble)
    }
    setMaking(false)
  }
  function forget() {
    setLetters([])
    setTotal(0)
    setError(undefined)
    void queries.invalidateQueries()
  }
  const isAtStake = isMaking || letters.length > 0
  useEffect(() => {
    if (!isAtStake) return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', warn)
    return () => window.removeEventListener('beforeunload', warn)
  }, [isAtStake])
  return { letters, total, isMaking, error, make, forget }
}
