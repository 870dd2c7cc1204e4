/** Errors as answers: problem details (RFC 9457). */
import { randomUUID } from 'node:crypto'
import type { Operation } from '#platform/contract/contract.ts'
import type { Room } from '#platform/ctx/room.ts'
import { hasMessage, type Language, type Messages, translate } from '#platform/i18n/messages.ts'
import { refusalMessages } from '#platform/refusal/messages.ts'
import { commonRefusals, Refusal } from '#platform/refusal/refusal.ts'
import type { Gate } from './gate.ts'

export const PROBLEM = 'application/problem+json; charset=utf-8'

/** RFC 9457: `title` is the sentence for the person, `code` is stable and for programs. */
export interface Problem {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly code: string
  readonly values?: Readonly<Record<string, string | number>>
  readonly fields?: readonly { path: string; reason: string }[]
  readonly incident?: string
}

/** The operation that was asked for, and what its refusals mean. */
export interface Asked {
  readonly operation: Operation
  readonly room: Room
  readonly known: ReadonlyMap<string, { readonly status: number; readonly messages: Messages }>
}

/** The one place where errors become answers; surprises are logged with a number and tell nothing. */
export function problemOf(
  error: unknown,
  language: Language,
  asked: Asked | undefined,
  say: (line: string) => void,
): Problem {
  const refusal = error instanceof Refusal ? error : undefined
  const declared = asked?.known.get(refusal?.code ?? '')
  const status =
    asked?.operation.refusals[refusal?.code ?? ''] ??
    declared?.status ??
    commonRefusals[refusal?.code as keyof typeof commonRefusals]
  if (!refusal || status === undefined || refusal.code === 'unexpected') {
    const incident = randomUUID().slice(0, 8)
    say(`${incident} ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
    return problem('unexpected', 500, sentence([], language, 'unexpected', { incident }), { incident })
  }
  return problem(
    refusal.code,
    status,
    sentence([asked?.room.messages, declared?.messages], language, refusal.code, refusal.values),
    {
      ...(Object.keys(refusal.values).length > 0 ? { values: refusal.values } : {}),
      ...(refusal.fields.length > 0 ? { fields: refusal.fields } : {}),
    },
  )
}

function problem(code: string, status: number, title: string, more: Partial<Problem>): Problem {
  return { type: `urn:hagukumi:problem:${code}`, title, status, code, ...more }
}

function sentence(
  catalogues: readonly (Messages | undefined)[],
  language: Language,
  code: string,
  values: Readonly<Record<string, string | number>>,
) {
  const key = `refusal.${code}`
  const messages = [...catalogues, refusalMessages].find((catalogue) => catalogue && hasMessage(catalogue, key))
  if (!messages) throw new Error(`No sentence for the refusal ${code}`)
  return translate(messages as Messages, language, key, values)
}

/** Refusals of all rooms by code: what an earlier room's verb refuses passes through a later room's operation. */
export function knownRefusals({ rooms }: Gate): Asked['known'] {
  const known = new Map<string, { status: number; messages: Messages }>()
  for (const { contract, messages } of Object.values(rooms)) {
    for (const operation of Object.values(contract)) {
      for (const [code, status] of Object.entries(operation.refusals)) {
        if (!known.has(code)) known.set(code, { status, messages })
      }
    }
  }
  return known
}

export function fromFastify(error: unknown): Refusal | undefined {
  const code = (error as { code?: string }).code ?? ''
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return new Refusal('unsupported_media_type')
  if (code === 'FST_ERR_CTP_EMPTY_JSON_BODY' || code === 'FST_ERR_CTP_INVALID_JSON_BODY')
    return new Refusal('invalid_input')
  if (code === 'FST_ERR_BAD_URL' || code === 'FST_ERR_MAX_PARAM_LENGTH') return new Refusal('not_found')
  const { statusCode } = error as { statusCode?: number }
  if (statusCode === 400) return new Refusal('invalid_input')
  if (statusCode === 403 || statusCode === 404) return new Refusal('not_found')
  return undefined
}
