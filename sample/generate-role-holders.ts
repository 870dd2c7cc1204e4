import type { PolicyDocument } from '#rooms/policy/document.rules.ts'
import type { Ward } from './generate.ts'

/** Of so many divisions in turn the last has named nobody yet: something is missing, as it is in a town. */
const ONE_OF = 3

/**
 * Who holds each role that crosses grades, one in most divisions, as rows of the file that HR brings: staff number, role, first day, last day.
 * Whoever does is no head and has a post of the division since before the year. Everything here is invented (INV-D1).
 */
export function generateRoleHolders(
  { sections, assignments }: Pick<Ward, 'sections' | 'assignments'>,
  { roles }: Pick<PolicyDocument, 'roles'>,
  year: number,
): string[][] {
  const from = `${year}-04-01`
  const open = sections.filter(({ validTo }) => validTo === '')
  return (roles ?? []).flatMap(({ id, wanted }, at) => {
    const divisions = open.filter(({ kind }) => kind === (wanted?.sectionKind ?? '課'))
    return divisions.flatMap(({ sectionCode }, n) => {
      if ((n + at) % ONE_OF === ONE_OF - 1) return []
      const within = new Set(open.flatMap((one) => (one.parentCode === sectionCode ? [one.sectionCode] : [])))
      const members = assignments.filter(
        (one) =>
          (within.has(one.sectionCode) || one.sectionCode === sectionCode) &&
          one.kind === '主務' &&
          one.isHead === '0' &&
          one.validTo === '' &&
          one.validFrom <= from,
      )
      const one = members[(7 * n) % members.length]
      return one ? [[one.staffNumber, id, from, '']] : []
    })
  })
}
