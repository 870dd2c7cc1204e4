/** Paths of texts that no database keeps byte-exact: with a NUL, or with half of a surrogate pair (INV-D4). */
export function unstorable(value: unknown): string[] {
  // Nearly always there are none: paths are put together only where there are.
  return isStorable(value) ? [] : pathsIn(value, '')
}

function isStorable(value: unknown): boolean {
  if (typeof value === 'string') return !value.includes('\0') && value.isWellFormed()
  if (typeof value !== 'object' || value === null) return true
  return Array.isArray(value) ? value.every(isStorable) : Object.values(value).every(isStorable)
}

function pathsIn(value: unknown, path: string): string[] {
  if (typeof value !== 'object' || value === null) return isStorable(value) ? [] : [path]
  if (Array.isArray(value)) return value.flatMap((item, index) => pathsIn(item, `${path}[${index}]`))
  return Object.entries(value).flatMap(([key, item]) => pathsIn(item, path ? `${path}.${key}` : key))
}
