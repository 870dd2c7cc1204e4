/** What this room keeps of a section, where it never was (rooms/people/section-records). */
import type { Ctx } from '#platform/ctx/ctx.ts'
import type { RestedOn, Resting } from '#rooms/people/section-records/resting.service.ts'
import { roundsMessages } from './messages.ts'
import { roundsStored } from './rows.service.ts'

/** Open rounds that name it. */
export async function roundsResting(ctx: Ctx, { sectionCode }: RestedOn): Promise<Resting[]> {
  const open = await roundsStored(ctx, { openOnly: true })
  return open
    .filter(({ who, waves }) => [who, ...waves].some(({ sections }) => sections.includes(sectionCode)))
    .map(({ name }) => ({ words: ctx.t(roundsMessages, 'rests.round', { name }) }))
}
