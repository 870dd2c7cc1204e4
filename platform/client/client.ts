import { createORPCClient, ORPCError } from '@orpc/client'
import type { AnyContractRouter, ContractRouterClient } from '@orpc/contract'
import type { JsonifiedClient } from '@orpc/openapi-client'
import { OpenAPILink } from '@orpc/openapi-client/fetch'
import { createTanstackQueryUtils } from '@orpc/tanstack-query'
import type { Contract, Router } from '#platform/contract/contract.ts'
import { comingAgain } from './again.ts'

export interface ProblemData {
  readonly title: string
  readonly status: number
  readonly code: string
  readonly values?: Readonly<Record<string, string | number>>
  readonly fields?: readonly { path: string; reason: string }[]
  readonly incident?: string
}

/** What the server refused, in its own words; `undefined` for trouble on the way (no network, no server). */
export function problemFrom(error: unknown): ProblemData | undefined {
  return error instanceof ORPCError && isProblem(error.data) ? error.data : undefined
}

/** Which operation a call had asked for when it failed, `training.approve`; undefined for what failed elsewhere. */
export function operationOf(error: unknown): string | undefined {
  return typeof error === 'object' && error !== null ? operations.get(error) : undefined
}

const operations = new WeakMap<object, string>()

/** What one call may say beside its input: `client.room.operation(input, { context: { progressKey } })`. */
export interface CallContext {
  /** Under this key /api/progress tells how far the call has come; random, at least 16 letters or digits. */
  progressKey?: string
}

/** Typed calls and TanStack Query options for contracts, over same-origin fetch. */
export function createClient<Cs extends Readonly<Record<string, Contract>>>(
  router: AnyContractRouter,
  options: {
    language(): string
    /** The account that the page was made for; `undefined` before it is known, and for the question who is there. */
    madeFor(path: readonly string[]): number | undefined
  },
) {
  const link = new OpenAPILink<CallContext>(router, {
    url: `${globalThis.location.origin}/api`,
    headers: ({ context: { progressKey } }, path) => {
      const madeFor = options.madeFor(path)
      return {
        'accept-language': options.language(),
        ...(progressKey ? { 'x-progress-key': progressKey } : {}),
        ...(madeFor === undefined ? {} : { 'x-made-for': String(madeFor) }),
      }
    },
    fetch: async (request, init) => readable(await comingAgain(() => fetch(request.clone(), init), request.signal)),
    interceptors: [
      async ({ next, path }) => {
        try {
          return await next()
        } catch (error) {
          if (typeof error === 'object' && error !== null) operations.set(error, path.join('.'))
          throw error
        }
      },
    ],
    customErrorResponseBodyDecoder: (body) =>
      isProblem(body) ? new ORPCError(body.code, { status: body.status, message: body.title, data: body }) : null,
  })
  const client = createORPCClient<JsonifiedClient<ContractRouterClient<Router<Cs>, CallContext>>>(link)
  return { client, api: createTanstackQueryUtils(client) }
}

/** The link reads application/json only; a problem detail is JSON under its own name (RFC 9457). */
function readable(response: Response): Response {
  if (!response.headers.get('content-type')?.startsWith('application/problem+json')) return response
  const headers = new Headers(response.headers)
  headers.set('content-type', 'application/json')
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers })
}

function isProblem(body: unknown): body is ProblemData {
  return typeof body === 'object' && body !== null && 'code' in body && 'title' in body && 'status' in body
}
