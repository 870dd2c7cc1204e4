/** Values that fill the placeholders of a refusal's sentence. */
export type RefusalValues = Readonly<Record<string, string | number>>

/** A place in what was sent that is wrong, in words for the person who sent it. */
export interface FieldProblem {
  /** Path into the input, e.g. `reason` or `staff[12].grade`. */
  readonly path: string
  readonly reason: string
}

/** An expected "no". Its code is declared in the contract; its sentence stands in the room's messages under `refusal.<code>`. */
export class Refusal extends Error {
  readonly code: string
  readonly values: RefusalValues
  readonly fields: readonly FieldProblem[]
  /** What was noted before the refusal stays (a failed sign-in must count); all other refusals change nothing. */
  readonly keepsChanges: boolean

  constructor(code: string, values: RefusalValues = {}, fields: readonly FieldProblem[] = [], keepsChanges = false) {
    super(code)
    this.name = 'Refusal'
    this.code = code
    this.values = values
    this.fields = fields
    this.keepsChanges = keepsChanges
  }
}

/**
 * Refuses with `Codes`, and with what every operation may answer. Both are properties and not methods, so that whoever may refuse
 * with more serves where less is asked for, and never the other way round.
 */
export interface Refuser<Codes extends string> {
  /** Refuses with `code` unless `condition` holds. */
  readonly must: (condition: unknown, code: Codes | CommonRefusal, values?: RefusalValues) => asserts condition
  /** A refusal that names the places which are wrong: `throw ctx.refusal('faulty_rows', { count }, fields)`. */
  readonly refusal: (code: Codes | CommonRefusal, values?: RefusalValues, fields?: readonly FieldProblem[]) => Refusal
}

/** What the gate gives to every request; which codes it may be asked for is a matter of types alone. */
export const refuser: Refuser<string> = {
  must: (condition, code, values) => {
    if (!condition) throw new Refusal(code, values)
  },
  refusal: (code, values, fields) => new Refusal(code, values, fields),
}

/** The refusals that every operation may give. */
export const commonRefusals = {
  invalid_input: 400,
  sign_in_needed: 401,
  session_expired: 401,
  /** The page that asks was made for another account than the one that is signed in now. */
  made_for_another: 409,
  /** What is taken from nobody in particular came with something that tells who sent it. */
  not_anonymous: 400,
  own_password_needed: 403,
  forbidden: 403,
  foreign_origin: 403,
  not_found: 404,
  method_not_allowed: 405,
  request_too_slow: 408,
  unknown_host: 421,
  body_too_large: 413,
  too_many_values: 413,
  unsupported_media_type: 415,
  too_many_guests: 429,
  /** One account's requests at the same time; the others are answered. */
  too_many_of_one: 429,
  headers_too_large: 431,
  /** What was asked for rests on something that the town has not laid down: `what`, and what it `brings` to do so. */
  not_laid_down: 409,
  as_of_in_future: 422,
  not_announced_yet: 422,
  too_slow: 503,
  too_much_at_once: 503,
  disk_full: 503,
  stopping: 503,
  database_unavailable: 503,
  unexpected: 500,
} as const

type CommonRefusal = keyof typeof commonRefusals
