import type { Ward } from './generate.ts'

/** Where residents are served at counters from Monday to Friday. */
const DIVISION = '戸籍住民課'
/** Of those who belong to a counter so many have to be there; the others may learn, be away or work behind it. */
const SHARE = 0.6
/** Monday's morning to Sunday's afternoon. */
const [HALF_DAYS, WORKED] = [14, 10] as const

/** What a few counters need in each half-day. Everything here is invented (INV-D1). */
export function generateMinimums({ sections, assignments }: Pick<Ward, 'sections' | 'assignments'>) {
  const open = sections.filter(({ validTo }) => validTo === '')
  const divisions = new Set(open.filter(({ name }) => name === DIVISION).map(({ sectionCode }) => sectionCode))
  return open
    .filter(({ parentCode }) => divisions.has(parentCode))
    .flatMap(({ sectionCode }) => {
      const people = assignments.filter(
        (one) => one.sectionCode === sectionCode && one.kind === '主務' && one.validTo === '',
      ).length
      const needed = Math.floor(people * SHARE)
      const week = Array.from({ length: HALF_DAYS }, (_, at) => (at < WORKED ? needed : 0))
      return needed > 0 ? [{ sectionCode, week, note: 'サンプル値' }] : []
    })
}
