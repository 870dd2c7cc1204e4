/**
 * Answers that follow from an edition. An operation whose contract says `cached` names, before it does the work, what its answer
 * follows from (`ctx.edition`). The door makes a tag of it, and whoever holds the answer under that tag already gets none: the
 * service ends there, after the session was confirmed and access was given as for every request.
 *
 * The tag also stands for the form that the contract gives the answer, so that an answer of an older version of the program is
 * never taken for one of this.
 */
import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Operation } from '#platform/contract/contract.ts'
import type { Language } from '#platform/i18n/messages.ts'

/** Ends a request whose answer the asker holds already. */
export class Unchanged extends Error {}

export interface EditionNote {
  /** What a service calls as `ctx.edition`. */
  name(tag: string): void
  /** Throws where the contract promises that the answer follows from an edition, and the service broke that promise. */
  check(journalLines: number): void
}

export function noteEdition(
  operation: Operation,
  language: Language,
  isHeld: ((etag: string) => boolean) | undefined,
): EditionNote {
  let named = false
  return {
    name(tag) {
      // A service that another operation asks says it as well; there it means nothing.
      if (!operation.cached) return
      named = true
      if (isHeld?.(etagOf(operation, language, tag))) throw new Unchanged()
    },
    check(journalLines) {
      if (!operation.cached) return
      if (!named) throw new Error(`${operation.path} promises an answer of an edition and names none`)
      if (journalLines > 0)
        throw new Error(`${operation.path} promises an answer of an edition and shows a person’s data`)
    },
  }
}

/** Whether `If-None-Match` names the tag; weakly, because what travels may be compressed or not. */
export function isNamedIn(header: string | undefined, etag: string): boolean {
  return (header ?? '').split(',').some((held) => held.trim() === etag)
}

function etagOf(operation: Operation, language: Language, tag: string): string {
  const digest = createHash('sha256')
    .update(`${formOf(operation)}\n${language}\n${tag}`)
    .digest('base64url')
  return `W/"${digest.slice(0, 22)}"`
}

const forms = new WeakMap<Operation, string>()

/** The form of the answer in few characters; worked out once an operation. */
function formOf(operation: Operation): string {
  const known = forms.get(operation)
  if (known) return known
  const schema = JSON.stringify(z.toJSONSchema(operation.output, { unrepresentable: 'any' }))
  const form = createHash('sha256').update(schema).digest('base64url')
  forms.set(operation, form)
  return form
}
