import { correctionsAbout, correctionsOfNobody } from '#platform/correction/correction.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { type Corrected, personalThings, SECTION, type StruckRows, struckIn, struckRows } from './struck.rules.ts'

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
  const [ofPeople, ofSections] = await Promise.all([correctionsAbout(ctx, personalThings), sectionCorrections(ctx)])
  const corrections = [...ofPeople, ...ofSections]
  return corrections.length === 0 ? undefined : struckRows(corrections)
}

/** What was put right of sections, the oldest first. */
export function sectionCorrections(ctx: Ctx) {
  return correctionsOfNobody(ctx, SECTION)
}
