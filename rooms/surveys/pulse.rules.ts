/**
 * A pulse asks a part of those who could be asked, and in turn everybody: whoever was never in a pulse of the survey goes before whoever was,
 * those whose turn is longest ago before the others, and among equals chance decides, by a seed that is fixed when the round is opened.
 */
import { randomFrom } from '#platform/random/random.ts'

interface Candidate {
  readonly staffMemberId: number
}

interface Drawing {
  /** In a hundred of the candidates; the part is rounded up. */
  readonly share: number
  readonly seed: number
  /** Number of the last pulse that each was in; absent: of none. */
  readonly lastIn: ReadonlyMap<number, number>
}

/** @returns the part, in the order of the candidates; the same for the same seed, whatever order they came in */
export function drawPart<T extends Candidate>(candidates: readonly T[], { share, seed, lastIn }: Drawing): T[] {
  const random = randomFrom(seed)
  const lots = candidates
    .toSorted((a, b) => a.staffMemberId - b.staffMemberId)
    .map((one) => ({ id: one.staffMemberId, last: lastIn.get(one.staffMemberId) ?? 0, lot: random() }))
    .toSorted((a, b) => a.last - b.last || a.lot - b.lot)
  const drawn = new Set(lots.slice(0, Math.ceil((candidates.length * share) / 100)).map(({ id }) => id))
  return candidates.filter(({ staffMemberId }) => drawn.has(staffMemberId))
}
