import { correctionsAbout } from '#platform/correction/correction.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { type Corrected, personalThings, type StruckRows, struckIn, struckRows } from './struck.rules.ts'

export interface Struck extends Corrected {
  /** When it was struck: what was struck together is put back together. */
  readonly at: string
}

/** What was struck from one person's records and not put back. */
export async function struckOf(ctx: Ctx, staffMemberId: number): Promise<Struck[]> {
  return struckIn(await correctionsAbout(ctx, personalThings, staffMemberId))
}

/** The same of everybody, for an import; undefined where nothing ever was. */
export async function everythingStruck(ctx: Ctx): Promise<StruckRows | undefined> {
  const corrections = await correctionsAbout(ctx, personalThings)
  return corrections.length === 0 ? undefined : struckRows(corrections)
}
