/** Counts everybody's levels by section from the records: who is in scope today, where, and what follows by the policy's rule. */
import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { postsOn, sectionsOn } from '#rooms/people/relations.service.ts'
import type { PolicyDocument } from '#rooms/policy/document.rules.ts'
import { levelsByRule } from './levels.service.ts'
import { populationOn } from './population.service.ts'
import { expectationsOf, skillsIn } from './rules.ts'
import { add, type Counted, pathTo, TOWN, talliesOf } from './sections.rules.ts'

/** What a person adds, and to which sections: from the root down to their own. */
export interface Part {
  readonly staff: number
  readonly sections: readonly string[]
  readonly tallies: readonly number[]
}

/** What people add today; of everybody, or of some. Who is not in scope adds nothing and has no part. */
export async function partsNow(ctx: Ctx, document: PolicyDocument, among?: readonly number[]): Promise<Part[]> {
  const skills = skillsIn(document)
  const [parents, { rows }] = await Promise.all([
    parentsNow(ctx),
    sql<{ staff: number; section: string | null; grade: string | null; levels: Record<string, number> | null }>`
      select p.staff, p.section_code as section, a.grade, l.levels
      from (${populationOn(ctx.today, document.literacy.population)}) p
      left join ${postsOn(ctx.today)} a on a.staff_member_id = p.staff
      left join (select staff, json_object_agg(skill, level) as levels
        from ${levelsByRule(document, { of: among, shownToHead: false })} r group by staff) l on l.staff = p.staff
      where p.outside is null and (${among === undefined} or p.staff = any(${among ?? []}::bigint[]))`.execute(ctx.db),
  ])
  return rows.map(({ staff, section, grade, levels }) => {
    const expectations = expectationsOf(document, grade)
    const standing = {
      levels: skills.map(({ id }) => levels?.[id] ?? null),
      expected: skills.map(({ id }) => expectations.get(id) ?? null),
    }
    return { staff, sections: pathTo(section, parents), tallies: talliesOf(standing, document.pyramid.highestLevel) }
  })
}

/** The sums of parts, for the town and for every section with anybody in it or below it. */
export function sumsOf(parts: readonly Part[]): Counted[] {
  const own = new Map<string, { sections: readonly string[]; tallies: number[] }>()
  for (const { sections, tallies } of parts) {
    const code = sections.at(-1) ?? TOWN
    const sum = own.get(code) ?? { sections, tallies: [] }
    add(sum.tallies, tallies)
    own.set(code, sum)
  }
  const sums = new Map<string, { parentCode: string | null; tallies: number[] }>()
  for (const { sections, tallies } of own.values()) {
    for (const [depth, sectionCode] of [TOWN, ...sections].entries()) {
      const parentCode = depth === 0 ? null : (sections[depth - 2] ?? TOWN)
      const sum = sums.get(sectionCode) ?? { parentCode, tallies: [] }
      add(sum.tallies, tallies)
      sums.set(sectionCode, sum)
    }
  }
  return [...sums].map(([sectionCode, sum]) => ({ sectionCode, ...sum }))
}

async function parentsNow(ctx: Ctx): Promise<Map<string, string | null>> {
  const { rows } = await sql<{ code: string; parent: string | null }>`
    select section_code as code, parent_code as parent from ${sectionsOn(ctx.today)} s`.execute(ctx.db)
  return new Map(rows.map(({ code, parent }) => [code, parent]))
}
