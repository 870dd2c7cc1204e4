/**
 * Marks that were made on this device and have not reached the server: kept in the browser, made from the mark that was seen, sent when the
 * connection is there. What somebody else marked meanwhile stays beside it until somebody says which of the two holds.
 */
import type { Output } from '#platform/contract/contract.ts'
import type { Barrier } from '../../barrier.rules.ts'
import type { roster } from '../contract.ts'
import type { HalfOfDay, MarkName } from '../rules.ts'

type Answer = Output<typeof roster.markAttendance>
type Clash = Answer['clashes'][number]

export interface Said {
  readonly mark: MarkName
  readonly reason?: string
  readonly barrier?: Barrier
}

export interface Waiting extends HalfOfDay, Said {
  readonly applicationId: number
  /** The mark that it was made from. */
  readonly seen: number | null
  readonly clash?: Pick<Clash, 'stands' | 'isFixed'>
}

/** By person and half-day. */
export type Queue = Readonly<Record<string, Waiting>>

export const placeOf = (applicationId: number, { day, half }: HalfOfDay) => `${applicationId} ${day} ${half}`

export interface Made {
  readonly applicationId: number
  readonly at: HalfOfDay
  readonly said: Said
  /** The mark that stands there, and from which this one is made. */
  readonly standing: number | null
}

/** With marks that were made now; each made from what the one that waits was made from, if one does. Copied once: a hall holds a thousand. */
export function withMarks(queue: Queue, made: readonly Made[]): Queue {
  const next: Record<string, Waiting> = { ...queue }
  for (const { applicationId, at, said, standing } of made) {
    const place = placeOf(applicationId, at)
    const seen = queue[place] ? queue[place].seen : standing
    next[place] = { applicationId, day: at.day, half: at.half, ...said, seen }
  }
  return next
}

/** What can be sent: all but what clashed and waits for a word. */
export const toSend = (queue: Queue) => Object.values(queue).filter(({ clash }) => !clash)

/** After the server has answered to what was sent; whoever marked again meanwhile goes on from what stands there now. */
export function afterAnswer(queue: Queue, sent: readonly Waiting[], { written, clashes }: Answer): Queue {
  const next: Record<string, Waiting> = { ...queue }
  const isSent = new Set(sent)
  for (const { applicationId, day, half, markId } of written) {
    const place = placeOf(applicationId, { day, half })
    const waits = next[place]
    if (!waits) continue
    if (isSent.has(waits)) delete next[place]
    else next[place] = { ...waits, seen: markId }
  }
  for (const { applicationId, day, half, stands, isFixed } of clashes) {
    const place = placeOf(applicationId, { day, half })
    if (next[place]) next[place] = { ...next[place], clash: { stands, isFixed } }
  }
  return next
}

/** Says which of two holds: one's own is sent again, made from the other one; otherwise it is forgotten. */
export function settled(queue: Queue, place: string, mine: boolean): Queue {
  const { [place]: one, ...rest } = queue
  if (!one || !mine) return rest
  const { clash, ...said } = one
  return { ...rest, [place]: { ...said, seen: clash?.stands?.markId ?? null } }
}
