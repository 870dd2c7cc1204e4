import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useMemo } from 'react'
import type { editions } from '#app/editions/contract.ts'
import type { Output } from '#platform/contract/contract.ts'
import { type Anchor, anchorAt, placeOf } from '#rooms/policy/working-drafts/anchor.rules.ts'
import type { Place } from '#rooms/policy/working-drafts/change.rules.ts'
import { api } from '../../api.ts'
import { useWords } from '../compare/useWords.ts'

export type Comment = Output<typeof editions.listComments>[number]

/** A comment where it stands now; its place is undefined where what it was said of is no more. */
export interface Placed extends Comment {
  readonly place: Place | undefined
}

interface Talk {
  readonly comments: readonly Placed[]
  readonly anchorOf: (place: Place) => Anchor
  readonly write: (place: Place, words: string) => Promise<unknown>
  readonly answer: (commentId: number, words: string) => Promise<unknown>
  readonly close: (commentId: number, isClosed: boolean) => Promise<unknown>
  readonly takeBack: (commentId: number, isTakenBack: boolean) => Promise<unknown>
}

const TalkContext = createContext<Talk | null>(null)

/** Null where nothing can be commented on: the policy in force is read without. */
export function useTalk(): Talk | null {
  return useContext(TalkContext)
}

interface TalkProviderProps {
  /** What is commented on: one of the two. */
  readonly of: { readonly workingDraftId: number } | { readonly policyEditionId: number }
  /** The policy as it is now, by which places are found again. */
  readonly data: unknown
  readonly children: ReactNode
}

export function TalkProvider({ of, data, children }: TalkProviderProps) {
  const queries = useQueryClient()
  const { data: comments } = useQuery(api.editions.listComments.queryOptions({ input: of }))
  const options = { onSuccess: () => queries.invalidateQueries({ queryKey: api.editions.listComments.key() }) }
  const write = useMutation(api.editions.writeComment.mutationOptions(options))
  const answer = useMutation(api.editions.answerComment.mutationOptions(options))
  const close = useMutation(api.editions.closeComment.mutationOptions(options))
  const takeBack = useMutation(api.editions.takeBackComment.mutationOptions(options))
  const placed = useMemo(
    () => (comments ?? []).map((one) => ({ ...one, place: placeOf(data, one.anchor) })),
    [comments, data],
  )
  return (
    <TalkContext
      value={{
        comments: placed,
        anchorOf: (place) => anchorAt(data, place),
        write: (place, words) =>
          write.mutateAsync({ ...of, anchor: anchorAt(data, place) as Comment['anchor'], words }),
        answer: (commentId, words) => answer.mutateAsync({ commentId, words }),
        close: (commentId, isClosed) => close.mutateAsync({ commentId, isClosed }),
        takeBack: (commentId, isTakenBack) => takeBack.mutateAsync({ commentId, isTakenBack }),
      }}
    >
      {children}
    </TalkContext>
  )
}

/** Where it was said of: as it is now, or as it was then. */
export function keysOf({ place, anchor }: Placed): Place {
  return place ?? anchor.map((step) => (typeof step === 'string' ? step : step.at))
}

/** A place in words, outermost first: the names of entries, and of fields where they are none. */
export function useAnchorWords(): (anchor: Anchor) => string {
  const { fieldName } = useWords()
  return (anchor) =>
    anchor
      .flatMap((step, i) => {
        if (typeof step !== 'string') return [step.name || String(step.at + 1)]
        // A list inside the part goes without saying where its entry is named.
        return i > 0 && typeof anchor[i + 1] === 'object' ? [] : [fieldName(step)]
      })
      .join(' › ')
}
