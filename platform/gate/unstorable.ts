/** Paths of texts that no database keeps byte-exact: with a NUL, or with half of a surrogate pair (INV-D4). */
export function unstorable(value: unknown, path = ''): string[] {
  if (typeof value === 'string') return value.includes('\0') || !value.isWellFormed() ? [path] : []
  if (Array.isArray(value)) return value.flatMap((item, index) => unstorable(item, `${path}[${index}]`))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, item]) => unstorable(item, path ? `${path}.${key}` : key))
}
