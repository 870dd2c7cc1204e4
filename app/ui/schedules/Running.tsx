import { useQuery } from '@tanstack/react-query'
import { useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { ProgressBar } from '#platform/ui/Progress.tsx'
import { api, client } from '../api.ts'
import { pageMessages } from './messages.ts'

/** How far a search has come, and the way to end it with the best so far. */
export function Running({ searchKey, seconds }: { searchKey: string; seconds: number }) {
  const t = useMessages(pageMessages)
  const { data } = useQuery({
    ...api.schedules.showSearch.queryOptions({ input: { searchKey } }),
    refetchInterval: 500,
    gcTime: 0,
  })
  const words = t('search.running', { seated: data?.seated ?? 0, bound: data?.seatedBound ?? 0 })
  return (
    <div className="mt-4 grid max-w-[40rem] gap-3">
      <ProgressBar label={words} done={Math.min(seconds, Math.round(data?.seconds ?? 0))} total={seconds} />
      <Button look="secondary" size="small" onClick={() => client.schedules.stopSearch({ searchKey })}>
        {t('search.stop')}
      </Button>
    </div>
  )
}

export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
