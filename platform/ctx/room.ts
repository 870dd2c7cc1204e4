import type { Answer, Contract, Input } from '#platform/contract/contract.ts'
import type { ActsAs, Ctx } from '#platform/ctx/ctx.ts'
import type { Messages } from '#platform/i18n/messages.ts'

export type Service<C extends Contract> = {
  [K in keyof C]: (ctx: Ctx<C[K]>, input: Input<C[K]>) => Promise<Answer<C[K]>>
}
export type Access<C extends Contract> = {
  [K in keyof C]: (ctx: Ctx, input: Input<C[K]>) => ActsAs | Promise<ActsAs>
}

/** A room as the gate sees it; `never` lets rooms of every contract stand in one table. */
export interface Room<C extends Contract = Contract> {
  readonly contract: C
  readonly service: Readonly<Record<string, (ctx: Ctx<string>, input: never) => Promise<unknown>>>
  readonly access: Readonly<Record<string, (ctx: Ctx, input: never) => ActsAs | Promise<ActsAs>>>
  readonly messages: Messages
}

/** Binds the files of a room together. An operation without a service or without an access rule does not compile. */
export function room<C extends Contract>(
  contract: C,
  parts: { service: Service<C>; access: Access<C>; messages: Messages },
): Room<C> {
  return { contract, ...parts }
}

/**
 * The first rule that holds; every rule is one role in which a person may act. All were asked in one go, so all are waited for:
 * none may still be asking when the request is over.
 */
export async function anyOf(...rules: readonly (ActsAs | Promise<ActsAs>)[]): Promise<ActsAs> {
  return (await Promise.all(rules)).find((role) => role !== false) ?? false
}
