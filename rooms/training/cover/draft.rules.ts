import type { z } from 'zod'
import type { Cover } from './contract.ts'
import { type CoverKind, needsSubstitute, takesSubstitute } from './rules.ts'

/** Cover as it is being filled in; `undecided` leaves it to the section head. */
export interface CoverDraft {
  kind: CoverKind | 'undecided'
  substitute: { id: number; name: string } | null
  /** What is typed to find somebody. */
  words: string
  duty: string
  note: string
}

export const noCover: CoverDraft = { kind: 'undecided', substitute: null, words: '', duty: '', note: '' }

/** Cover that was offered before, to begin with. */
export function draftFrom(cover: z.output<typeof Cover> | null): CoverDraft {
  if (!cover) return noCover
  const { kind, substitute, duty, note } = cover
  const person = substitute && { id: substitute.staffMemberId, name: substitute.name }
  return { kind, substitute: person, words: substitute?.name ?? '', duty, note }
}

/** What the server is told; undefined where it is left to the section head. */
export function offerFrom({ kind, substitute, duty, note }: CoverDraft) {
  if (kind === 'undecided') return undefined
  return { kind, duty, note, ...(takesSubstitute(kind) && substitute ? { substitute: substitute.id } : {}) }
}

/** Somebody must still be chosen before it can be sent. */
export function lacksSubstitute({ kind, substitute }: CoverDraft): boolean {
  return kind !== 'undecided' && needsSubstitute(kind) && !substitute
}
