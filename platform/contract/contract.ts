import { ContractProcedure, type ErrorMap, type Route } from '@orpc/contract'
import type { z } from 'zod'

/** Codes an operation may answer with instead of its output, each with its HTTP status (RFC 9457). */
type Refusals = Readonly<Record<string, 400 | 401 | 403 | 404 | 409 | 410 | 413 | 422 | 423 | 429 | 503>>

/** One operation: route, signature, client call and page of the API in one value. */
export interface Operation<
  I extends z.ZodType = z.ZodType,
  O extends z.ZodType = z.ZodType,
  R extends Refusals = Refusals,
> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Under /api; parameters in braces. */
  readonly path: `/${string}`
  readonly summary: string
  readonly input: I
  readonly output: O
  readonly refusals: R
  /** Seconds the database may work on one statement; 10 where absent. */
  readonly patience?: number
  /**
   * Every statement sees the same moment (repeatable read): for what is put together from many statements, compared, exported
   * or kept. A change that meets another one on the same row begins again.
   */
  readonly snapshot?: boolean
  /** Answers also whoever still has to change a password that somebody else gave them. */
  readonly beforeOwnPassword?: boolean
  /**
   * The answer holds, or comes with, what only its reader may know, such as a token: it is never compressed, because its length
   * would tell of it to whoever may choose a part of the text (BREACH).
   */
  readonly secret?: boolean
  /** Asked by people whom nobody knows yet: it takes a connection of the guests' share, whoever asks. */
  readonly forGuests?: boolean
  /** The answer is a text of this kind as it is, for other programs, and they may ask with its tag whether it still holds (ETag, 304). */
  readonly plain?: string
  /**
   * The answer follows from the input and an edition that the service names (`ctx.edition`), and never from who asks: browsers
   * keep it, and ask with its tag whether it still holds (ETag, 304).
   */
  readonly cached?: 'edition'
  /**
   * `unwritten`: the journal holds no line of it. `unnamed` (decisions/0047): nor is anything of who asks taken in, not even an address; a
   * request that says who they are, by a cookie or by the account that its page was made for, is refused.
   */
  readonly trace?: 'unwritten' | 'unnamed'
  /**
   * The answer counts people by section or by what they are, and few of them are kept from being told (INV-S1): `merged` with others until they are
   * enough, or by `cells` of a survey that are large enough from the beginning; or it tells of any number, and why.
   */
  readonly fewPeople?: 'merged' | 'cells' | { readonly tells: string }
  /** Files in base64 within the body are taken out while it comes: `sentAs` (platform/files/sent.ts) gives their bytes. */
  readonly filesApart?: boolean
  /** Bytes of a request's body; 256 KiB where absent. */
  readonly bodyLimit?: number
}

export type Contract = Readonly<Record<string, Operation>>
export type Input<Op extends Operation> = z.output<Op['input']>
export type Output<Op extends Operation> = z.output<Op['output']>
/** What a service may return: dates as strings, defaults not yet filled in. */
export type Answer<Op extends Operation> = z.input<Op['output']>

export function defineContract<const C extends Contract>(contract: C): C {
  return contract
}

type Procedures<C extends Contract> = {
  [K in keyof C]: ContractProcedure<C[K]['input'], C[K]['output'], ErrorMap, Record<never, never>>
}
export type Router<Cs extends Readonly<Record<string, Contract>>> = { [R in keyof Cs]: Procedures<Cs[R]> }

/** The same contracts as oRPC knows them: for the OpenAPI document, the typed client and the HTTP door. */
export function toRouter<Cs extends Readonly<Record<string, Contract>>>(contracts: Cs): Router<Cs> {
  const router: Record<string, Record<string, ContractProcedure<z.ZodType, z.ZodType, ErrorMap, object>>> = {}
  for (const [room, contract] of Object.entries(contracts)) {
    const procedures: (typeof router)[string] = {}
    for (const [name, operation] of Object.entries(contract)) {
      procedures[name] = new ContractProcedure({
        meta: {},
        route: routeOf(room, name, operation),
        inputSchema: operation.input,
        outputSchema: operation.output,
        errorMap: Object.fromEntries(
          Object.entries(operation.refusals).map(([code, status]) => [code, { status, message: code }]),
        ),
      })
    }
    router[room] = procedures
  }
  return router as Router<Cs>
}

function routeOf(room: string, name: string, operation: Operation): Route {
  return {
    method: operation.method,
    path: operation.path,
    summary: operation.summary,
    operationId: `${room}.${name}`,
    tags: [room],
  }
}
