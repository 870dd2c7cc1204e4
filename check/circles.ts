/** Groups of nodes that know one another, each by way of the others (strongly connected components of R. Tarjan, 1972). */
export function circlesIn(arrows: ReadonlyMap<string, ReadonlySet<string>>): string[][] {
  const found: string[][] = []
  const order = new Map<string, number>()
  const lowest = new Map<string, number>()
  const open: string[] = []

  function visit(node: string): number {
    order.set(node, order.size)
    lowest.set(node, order.get(node)!)
    open.push(node)
    for (const next of arrows.get(node) ?? []) {
      if (!arrows.has(next)) continue
      const reached = order.has(next)
        ? open.includes(next)
          ? order.get(next)!
          : Number.POSITIVE_INFINITY
        : visit(next)
      lowest.set(node, Math.min(lowest.get(node)!, reached))
    }
    if (lowest.get(node) === order.get(node)) {
      const group = open.splice(open.indexOf(node))
      if (group.length > 1 || arrows.get(node)?.has(node)) found.push(group.sort())
    }
    return lowest.get(node)!
  }

  for (const node of arrows.keys()) if (!order.has(node)) visit(node)
  return found
}
