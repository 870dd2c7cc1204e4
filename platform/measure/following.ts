/** What a room keeps beside the figures, in its own tables, as of the same moment and from the same changes (keeping.ts). */
import type { Ctx } from '#platform/ctx/ctx.ts'

/** Keys that changed in a table since the moment. */
export interface Change {
  readonly source: string
  readonly ids: readonly number[]
  /** First day on which it can matter; null: any. */
  readonly since: string | null
}

export interface SinceMoment {
  readonly changes: readonly Change[]
  /** The day has turned; what was written before for one of the days since stands in `early`. */
  readonly turning: { readonly from: string; readonly to: string; readonly early: readonly Change[] } | null
}

export interface Follower {
  /** The units that are to be counted anew; `all` where what everybody is counted by is another. */
  concerned(ctx: Ctx, since: SinceMoment): Promise<readonly number[] | 'all'>
  /** Counts some units anew; the figures are those of the new moment already. */
  countAnew(ctx: Ctx, units: readonly number[]): Promise<void>
  /** Nothing that is kept stands any more. */
  forget(ctx: Ctx): Promise<void>
  /** For the job: makes what is not kept. */
  make(ctx: Ctx): Promise<void>
}

const following: Follower[] = []

/** Called once for each when the house is put together (app/measures.ts). */
export function followFigures(followers: readonly Follower[]): void {
  following.push(...followers)
}

export function followers(): readonly Follower[] {
  return following
}
