/**
 * How many holders of a role are wanted where, and how many are missing; for the server and for pages.
 *
 * Data: sections with the people and the holders in them and in all below them. Some are wanted in each section of a kind, or, where the policy
 * names no kind, in each that has no section with people below it: so many, or a share of its people, rounded up. What is missing there is added up
 * on the way to the root, so that too many in one section fill no place in another. A number for the whole town is wanted there alone.
 */
import type { ColumnSpec } from '#platform/files/columns.ts'
import type { PolicyDocument } from '#rooms/policy/document.rules.ts'

export const holderColumns = [
  { key: 'staffNumber', ja: '職員番号', en: 'staffNumber', type: 'code', required: true, maxLength: 40 },
  { key: 'role', ja: '役割', en: 'role', type: 'code', required: true },
  { key: 'validFrom', ja: '適用開始日', en: 'validFrom', type: 'date', required: true },
  { key: 'validTo', ja: '適用終了日', en: 'validTo', type: 'lastDay' },
] as const satisfies readonly ColumnSpec[]

export interface HeldIn {
  readonly sectionCode: string
  readonly parentCode: string | null
  readonly kind: string
  readonly people: number
  /** In the order of the roles. */
  readonly held: readonly number[]
}

interface Place {
  readonly wanted: number
  readonly missing: number
}

type Wanted = Pick<NonNullable<PolicyDocument['roles']>[number], 'wanted'>

/** Of each section, in the order of the roles, what is wanted and missing in it and below it. */
export function placesIn(sections: readonly HeldIn[], roles: readonly Wanted[]): ReadonlyMap<string, readonly Place[]> {
  const below = Map.groupBy(sections, ({ parentCode }) => parentCode)
  const places = new Map<string, Place[]>()
  const placesOf = (section: HeldIn): Place[] => {
    const parts = (below.get(section.sectionCode) ?? []).map(placesOf)
    const own = roles.map(({ wanted }, at): Place => {
      const here = wantedIn(section, wanted, parts.length === 0)
      const missing = Math.max(0, here - section.held[at]!)
      const sum = (key: keyof Place) => parts.reduce((all, part) => all + part[at]![key], 0)
      return { wanted: here + sum('wanted'), missing: missing + sum('missing') }
    })
    places.set(section.sectionCode, own)
    return own
  }
  const known = new Set(sections.map(({ sectionCode }) => sectionCode))
  for (const one of sections) if (one.parentCode === null || !known.has(one.parentCode)) placesOf(one)
  return places
}

function wantedIn({ kind, people }: HeldIn, wanted: Wanted['wanted'], isLeaf: boolean): number {
  if (!wanted || people === 0) return 0
  const { perSection, share, sectionKind } = wanted
  const isMeant = sectionKind === undefined ? isLeaf : kind === sectionKind
  // A share of 0.1 of 30 people is 3, whatever the last digit of the product.
  const ofPeople = share === undefined ? 0 : Math.ceil(Math.round(share * people * 1e6) / 1e6)
  return isMeant ? Math.max(perSection ?? 0, ofPeople) : 0
}

/** Of the whole town: what sections want, or the number that the policy states for all, whichever is more. */
export function placesInAll(ofSections: Place, { wanted }: Wanted, held: number): Place {
  const all = wanted?.count ?? 0
  return {
    wanted: Math.max(all, ofSections.wanted),
    missing: Math.max(ofSections.missing, all - held, 0),
  }
}

/** Whether some are wanted by section, so that a section has a number of its own. */
export function isBySection({ wanted }: Wanted): boolean {
  return wanted?.perSection !== undefined || wanted?.share !== undefined
}
