/** A number of things in a table: none of them is there to be read, but not to be noticed. */
export function Count({ n }: { n: number }) {
  return n === 0 ? <span className="text-solid-gray-600">0</span> : <strong>{n}</strong>
}
