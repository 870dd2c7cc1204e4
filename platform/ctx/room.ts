import type { Answer, Contract, Input } from '#platform/contract/contract.ts'
import type { ActsAs, Ctx, Origin } from '#platform/ctx/ctx.ts'
import type { Messages } from '#platform/i18n/messages.ts'
import type { PasswordDesk } from '#platform/passwords/desk.ts'
import type { Limits } from '#platform/passwords/limits.ts'

/** What work without a connection may use. */
export interface Outside {
  readonly passwords: PasswordDesk
  readonly limits: Limits
  readonly from: Origin
}

/**
 * Work that must not hold a connection, such as hashing: done once access is given, before the operation's transaction begins.
 * `door` turns away at once whoever is too many, before the database is asked anything. `look` reads what is needed in a short read
 * of its own; `work` has no connection, and its result is the service's third argument.
 */
export interface Beforehand<I, Seen = undefined, Done = unknown> {
  door?(outside: Outside, input: I): void
  look?(ctx: Ctx, input: I): Promise<Seen>
  work(outside: Outside, input: I, seen: Seen): Promise<Done>
}

/** Of any operation with this input. */
interface AnyBeforehand<I> {
  door?(outside: Outside, input: I): void
  look?(ctx: Ctx, input: I): Promise<unknown>
  work(outside: Outside, input: I, seen: never): Promise<unknown>
}

/** For some operations of a contract. */
export type Beforehands<C extends Contract> = { readonly [K in keyof C]?: AnyBeforehand<Input<C[K]>> }
type DoneBefore<B, K> = K extends keyof B
  ? B[K] extends { work(...given: never): Promise<infer Done> }
    ? [done: Done]
    : []
  : []

/**
 * What has to be written before an operation that reads can answer, such as figures that follow what was changed: done once access
 * is given, before the operation's own transaction begins. Its answer is `ctx.isPrepared`.
 *
 * @param write does work in a short transaction of its own, of one snapshot; undefined where others were in its way
 */
export type Prepare = (ctx: Ctx, write: <T>(work: () => Promise<T>) => Promise<T | undefined>) => Promise<boolean>
/** For some operations of a contract. */
export type Prepares<C extends Contract> = { readonly [K in keyof C]?: Prepare }

export type Service<C extends Contract, B = unknown> = {
  [K in keyof C]: (ctx: Ctx<C[K]>, input: Input<C[K]>, ...done: DoneBefore<B, K>) => Promise<Answer<C[K]>>
}
export type Access<C extends Contract> = {
  [K in keyof C]: (ctx: Ctx, input: Input<C[K]>) => ActsAs | Promise<ActsAs>
}

/** A room as the gate sees it; `never` lets rooms of every contract stand in one table. */
export interface Room<C extends Contract = Contract> {
  readonly contract: C
  readonly service: Readonly<Record<string, (ctx: Ctx<string>, ...given: never) => Promise<unknown>>>
  readonly access: Readonly<Record<string, (ctx: Ctx, input: never) => ActsAs | Promise<ActsAs>>>
  readonly messages: Messages
  readonly beforehand?: Readonly<Record<string, AnyBeforehand<never> | undefined>>
  readonly prepare?: Readonly<Record<string, Prepare | undefined>>
}

/** Binds the files of a room together. An operation without a service or without an access rule does not compile. */
export function room<C extends Contract, B extends Beforehands<C> = Record<never, never>>(
  contract: C,
  parts: { service: Service<C, B>; access: Access<C>; messages: Messages; beforehand?: B; prepare?: Prepares<C> },
): Room<C> {
  return { contract, ...parts } as Room<C>
}

/**
 * The first rule that holds; every rule is one role in which a person may act. All were asked in one go, so all are waited for:
 * none may still be asking when the request is over.
 */
export async function anyOf(...rules: readonly (ActsAs | Promise<ActsAs>)[]): Promise<ActsAs> {
  return (await Promise.all(rules)).find((role) => role !== false) ?? false
}
