import type { policyMessages } from './messages.ts'

/** Where in the file: keys and list positions from the top. */
export type Path = ReadonlyArray<string | number>
export type FindingKey = Exclude<keyof (typeof policyMessages)['ja'], `refusal.${string}`>

/** Something to say about a place in the policy; an error keeps the file from being loaded, a warning does not. */
export interface Finding {
  severity: 'error' | 'warning'
  key: FindingKey
  values: Readonly<Record<string, string | number>>
  path: Path
  /** The place is the word before the colon, not what stands after it. */
  atKey?: boolean
}

export function error(path: Path, key: FindingKey, values: Finding['values'] = {}): Finding {
  return { severity: 'error', key, values, path }
}

export function warning(path: Path, key: FindingKey, values: Finding['values'] = {}): Finding {
  return { severity: 'warning', key, values, path }
}

/** An error for every id that was used before in the same name space, telling where it was used first. */
export function findDuplicates(entries: ReadonlyArray<{ id: string; path: Path }>): Finding[] {
  const first = new Map<string, Path>()
  return entries.flatMap(({ id, path }) => {
    const earlier = first.get(id)
    if (earlier) return [error(path, 'id_twice', { id, first: showPath(earlier) })]
    first.set(id, path)
    return []
  })
}

/** An error when `id` is none of the known ones, with the nearest known one as a suggestion. */
export function findUnknown(id: string, known: Iterable<string>, path: Path): Finding[] {
  const all = [...known]
  if (all.includes(id)) return []
  const near = nearest(id, all)
  return [near ? error(path, 'unknown_id_near', { id, near }) : error(path, 'unknown_id', { id })]
}

/** A reference in a part of the policy to an id of another part. */
export interface Reference {
  readonly id: string
  readonly path: Path
}

/**
 * As `findUnknown` for each; where the policy has not the part that they point to (nothing is `known`) it is one warning for all, and the
 * references wait for that part.
 */
export function findReferences(
  references: readonly Reference[],
  known: readonly string[] | undefined,
  { from, to }: { readonly from: string; readonly to: string },
): Finding[] {
  if (known) return references.flatMap(({ id, path }) => findUnknown(id, known, path))
  return references.length > 0 ? [warning([from], 'refers_to_absent', { from, to })] : []
}

/** An error for every word that stands twice in a list. */
export function findRepeated(words: readonly string[], path: Path): Finding[] {
  return findDuplicates(words.map((id, i) => ({ id, path: [...path, i] })))
}

/** The known word with the fewest single-letter changes, when few enough that it was probably meant. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  return allNear(word, known)[0]
}

/** Known words that were probably meant, the nearest first; of equally near ones the one known first. */
export function allNear(word: string, known: readonly string[]): string[] {
  if (word.length > 64) return []
  const limit = Math.max(1, Math.floor(word.length / 3))
  return known
    .map((candidate) => ({ candidate, distance: changes(word.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ distance }) => distance <= limit)
    .toSorted((a, b) => a.distance - b.distance)
    .map(({ candidate }) => candidate)
}

/** `pyramid.tiers[0].expected.3級職` */
export function showPath(path: Path): string {
  return path.reduce<string>((shown, step) => {
    if (typeof step === 'number') return `${shown}[${step}]`
    return shown ? `${shown}.${step}` : step
  }, '')
}

/** Levenshtein's distance, row by row. */
function changes(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const substitute = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(substitute, row[j]! + 1, next[j - 1]! + 1))
    }
    row = next
  }
  return row[b.length]!
}
