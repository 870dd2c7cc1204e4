/** Code points as the CSS descriptor `unicode-range` writes them: "U+20-7E,U+3042". */

export function parseRange(text: string): number[] {
  return text.split(',').flatMap((part) => {
    const [from, to] = part
      .trim()
      .slice(2)
      .split('-')
      .map((hex) => Number.parseInt(hex, 16))
    return Array.from({ length: (to ?? from!) - from! + 1 }, (_, i) => from! + i)
  })
}

export function formatRange(points: Iterable<number>): string {
  const runs: [from: number, to: number][] = []
  for (const point of [...points].sort((a, b) => a - b)) {
    const last = runs.at(-1)
    if (last && point <= last[1] + 1) last[1] = point
    else runs.push([point, point])
  }
  return runs.map(([from, to]) => `U+${hex(from)}${to > from ? `-${hex(to)}` : ''}`).join(',')
}

const hex = (point: number) => point.toString(16).toUpperCase()
