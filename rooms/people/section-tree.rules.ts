interface Standing {
  readonly sectionCode: string
  readonly name: string
  /** A section that does not stand on the day is nobody's parent: what it is said to hold is a root. */
  readonly parentCode: string | null
}

/**
 * Parents before children, each with the names from the root down to its own; siblings stay in the order given. What lies on a circle
 * hangs from no root and is left out.
 */
export function inTree<S extends Standing>(sections: readonly S[]): (S & { path: string[] })[] {
  const codes = new Set(sections.map(({ sectionCode }) => sectionCode))
  const below = Map.groupBy(sections, ({ parentCode }) =>
    parentCode !== null && codes.has(parentCode) ? parentCode : null,
  )
  const found: (S & { path: string[] })[] = []
  const descend = (parent: string | null, above: readonly string[]) => {
    for (const section of below.get(parent) ?? []) {
      const path = [...above, section.name]
      found.push({ ...section, path })
      descend(section.sectionCode, path)
    }
  }
  descend(null, [])
  return found
}
