import { useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useChoiceInAddress } from '#platform/ui/address.ts'
import { type OutlinePlace, places } from './parts.ts'

/** What of a draft a link leads to: a part, and the entry of it that has this id. */
interface AimAt {
  readonly part: string
  readonly at: string
}

/** What the address asks to be opened; the ways from the list of drafts carry it on. */
export function useAim(): AimAt | undefined {
  const { part, at } = useSearch({ strict: false }) as Partial<Record<string, unknown>>
  const place = places.find((one) => one === part)
  return useMemo(() => (place && at !== undefined ? { part: place, at: String(at) } : undefined), [place, at])
}

/** The part that is shown, and the way to another; the back button goes the same way back. */
export const usePlace = () => useChoiceInAddress<OutlinePlace>('part', places, { steps: true })

export function draftAt(workingDraftId: number, aim: AimAt | undefined) {
  return { to: `/admin/policy/drafts/${workingDraftId}`, search: aim ? { part: aim.part, at: aim.at } : {} }
}
