/** What the server says of a refusal (RFC 9457), as far as a page shows it. */
export interface ShownProblem {
  /** The sentence for the person. */
  title: string
  code: string
  /** Number of a surprise in the server's log. */
  incident?: string
  fields?: readonly { path: string; reason: string }[]
}

/** The problem detail that an error of the client carries; undefined when the server could not be reached at all. */
export function problemIn(error: unknown): ShownProblem | undefined {
  const data = field(error, 'data')
  return [field(data, 'body'), data, error].find(isProblem)
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined
}

function isProblem(value: unknown): value is ShownProblem {
  return typeof field(value, 'title') === 'string' && typeof field(value, 'code') === 'string'
}
