/** Where in the second of two policies each difference is to be seen, so that somebody can say something of it; what is gone, at its part. */
import { type Difference, nodeLists, type Tree, treesOf } from './compare.rules.ts'
import type { PolicyDocument } from './document.rules.ts'
import { anchorAt, placeOf } from './working-drafts/anchor.rules.ts'
import { type Place, valueAt } from './working-drafts/change.rules.ts'

export function placesOf(differences: readonly Difference[], first: PolicyDocument, second: PolicyDocument): Place[] {
  const [before, after] = treesOf(first, second)
  return differences.map(({ part, path, at, what }) => {
    const isNew = what === 'added' && at !== undefined
    const held = placeOf(after, anchorAt(before, isNew ? path.slice(0, -1) : path))
    return inDocument(second, after, held ? [...held, ...(isNew ? [at] : [])] : [part])
  })
}

/** A place of the tree in which skills, nodes and arrows stand in one list each, as one of the policy itself. */
function inDocument(document: PolicyDocument, tree: Tree, [part, at, ...rest]: Place): Place {
  const id = valueAt(tree, [part!, at!, 'id'])
  if (part === 'skills' || (part === 'pyramid' && at === 'tiers')) {
    const tiers = document.pyramid?.tiers ?? []
    if (part === 'pyramid') {
      const tier = tiers.findIndex((one) => one.id === valueAt(tree, ['pyramid', 'tiers', rest[0]!, 'id']))
      return tier < 0 ? ['pyramid'] : ['pyramid', 'tiers', tier, ...rest.slice(1)]
    }
    const tier = tiers.findIndex(({ skills }) => skills.some((skill) => skill.id === id))
    if (tier < 0) return ['pyramid']
    return ['pyramid', 'tiers', tier, 'skills', tiers[tier]!.skills.findIndex((skill) => skill.id === id), ...rest]
  }
  if (part === 'nodes') {
    const list = (Object.keys(nodeLists) as (keyof typeof nodeLists)[]).find((level) =>
      document.model?.[level].some((node) => node.id === id),
    )
    if (!list) return ['model']
    return ['model', list, document.model![list].findIndex((node) => node.id === id), ...rest]
  }
  const own = [part!, ...(at === undefined ? [] : [at]), ...rest]
  return part === 'arrows' ? ['model', ...own] : own
}
