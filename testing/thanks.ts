/** Thank-yous for stories: each names only what it is about. */
import type { Input } from '#platform/contract/contract.ts'
import { thanks } from '#rooms/thanks/contract.ts'
import type { Name, Town } from './town.ts'

export const pleased = {
  words: '混み合う窓口で、案内を代わってくれて助かりました。',
  valueId: 'agility',
  isPublic: false,
  isShownToHead: false,
}

/** One writes to the other; its number. */
export async function thanked(
  town: Town,
  from: Name,
  to: Name,
  more: Partial<Input<typeof thanks.writeThanks>> = {},
): Promise<number> {
  const said = { ...pleased, staffMemberId: town[to], ...more }
  return (await town.as(from).ask(thanks.writeThanks, said)).thankYouId
}

/** Numbers of a list, as somebody sees it. */
export async function listed(
  { as }: Town,
  who: Name,
  list: Input<typeof thanks.listThanks>['list'],
): Promise<number[]> {
  return (await as(who).ask(thanks.listThanks, { list })).thanks.map(({ thankYouId }) => thankYouId)
}
