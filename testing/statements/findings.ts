import { differences } from './compared.ts'
import type { Declared, Place } from './declared.ts'
import { merge } from './seen.ts'
import { type Answer, askerKey, type Observed } from './shape.ts'

/** Sentences about places whose type and answer differ. */
export function mismatches(declared: Declared, observed: Observed): string[] {
  return [...places(declared)].flatMap(([key, place]) =>
    (observed.answers[key] ?? []).flatMap(({ columns }) =>
      differences(place.shape, columns).map((difference) => `${place.at} ${difference}`),
    ),
  )
}

/** Sentences about places that no test has reached: nobody knows whether the database understands them. */
export function unreached(declared: Declared, observed: Observed): string[] {
  const [templates, calls] = [new Set(observed.templates), new Set(observed.calls)]
  return [
    ...declared.templates.filter(({ text }) => !templates.has(text)),
    ...declared.calls.filter(({ at }) => !calls.has(at)),
  ].map(({ at }) => `${at} is reached by no test`)
}

/** Sentences about product code that asked from a place which the sources do not show. */
export function unknown(declared: Declared, observed: Observed, isOurs: (path: string) => boolean): string[] {
  const known = new Set(declared.calls.map(({ at }) => at))
  return observed.calls
    .filter((at) => isOurs(at.slice(0, at.lastIndexOf(':'))) && !known.has(at))
    .map((at) => `${at} asks the database in a way that testing/statements does not know`)
}

/** What all workers saw, as one. */
export function together(all: readonly Observed[]): Observed {
  const answers: Record<string, Answer[]> = {}
  for (const { answers: some } of all) {
    for (const [key, seen] of Object.entries(some)) answers[key] = [...(answers[key] ?? []), ...seen]
  }
  return {
    templates: [...new Set(all.flatMap(({ templates }) => templates))],
    calls: [...new Set(all.flatMap(({ calls }) => calls))],
    answers: Object.fromEntries(Object.entries(answers).map(([key, some]) => [key, merged(some)])),
  }
}

function* places({ templates, calls }: Declared): Generator<[string, Place]> {
  for (const place of templates) yield [askerKey({ template: place.text }), place]
  for (const place of calls) yield [askerKey({ call: place.at }), place]
}

function merged(answers: readonly Answer[]): Answer[] {
  const byColumns = new Map<string, Answer>()
  for (const answer of answers) {
    const key = answer.columns.map(({ name, oid }) => `${name} ${oid}`).join()
    const known = byColumns.get(key)
    if (!known) byColumns.set(key, structuredClone(answer))
    else for (const [index, { values }] of answer.columns.entries()) merge(known.columns[index]!.values, values)
  }
  return [...byColumns.values()]
}
