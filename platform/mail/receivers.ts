import type { Ctx } from '#platform/ctx/ctx.ts'

/** Where mail for people goes; whoever is not in service today has left or is to come, and is left out. */
export type Addresses = (
  ctx: Ctx,
  people: readonly number[],
) => Promise<Map<number, { readonly name: string; readonly email: string | null }>>

let addresses: Addresses = async () => new Map()

/** Called once when the house is put together (app/notices.ts). */
export function declareAddresses(known: Addresses): void {
  addresses = known
}

export function addressesOf(ctx: Ctx, people: readonly number[]) {
  return addresses(ctx, people)
}

/** One address and nothing beside it: what could begin another header or another address is no part of one. */
export function isAddress(text: string): boolean {
  return /^[^\s@<>()[\]\\,;:"'\p{Cc}\p{Cf}]{1,64}@[^\s@<>()[\]\\,;:"'\p{Cc}\p{Cf}]{1,255}$/u.test(text)
}
