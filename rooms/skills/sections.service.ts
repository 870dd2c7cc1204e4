import { sql } from 'kysely'
import type { Answer, Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { sumsBySection } from '#platform/measure/figures.ts'
import { sectionsOn } from '#rooms/people/relations.service.ts'
import { pathOf } from '#rooms/people/section-parts.service.ts'
import { type Counted, partsAlong, THRESHOLD, TOWN } from '#rooms/people/small-sections.rules.ts'
import type { PolicyDocument } from '#rooms/policy/document.rules.ts'
import { requirePolicy } from '#rooms/policy/service.ts'
import { standings } from './counting.service.ts'
import { restsOnSample } from './population.service.ts'
import { skillsIn } from './rules.ts'
import type { bySection } from './sections.contract.ts'
import { cellsOf, talliesFrom } from './sections.rules.ts'

type Shown = Answer<typeof bySection.showSkillsBySection>

export async function showSkillsBySection(
  ctx: Ctx<typeof bySection.showSkillsBySection>,
  { within }: Input<typeof bySection.showSkillsBySection>,
): Promise<Shown> {
  const [document, path] = await Promise.all([
    requirePolicy(ctx),
    within === undefined ? [] : pathOf(ctx, within, ctx.today),
  ])
  ctx.must(within === undefined || path.length > 0, 'no_such_section')
  const { pyramid, literacy } = document
  const skills = skillsIn(document)
  const threshold = ctx.actsAs === 'hr' ? 1 : THRESHOLD
  const codes = [TOWN, ...path.map(({ sectionCode }) => sectionCode)]
  const [counted, isSample] = await Promise.all([
    countedAround(ctx, document, threshold > 1 ? codes : codes.slice(-1)),
    restsOnSample(ctx, pyramid, literacy, ...pyramid.tiers),
  ])
  const parts = partsAlong(path, counted, { threshold, none: talliesFrom([], document) })
  ctx.must(!parts.isHidden, 'section_too_small', { threshold })
  const shown = (tallies: readonly number[]) => ({
    people: tallies[0] ?? 0,
    cells: cellsOf(tallies, skills.length, pyramid.highestLevel),
  })
  return {
    asOf: ctx.today,
    highestLevel: pyramid.highestLevel,
    isSample,
    populationNote: literacy.population.note,
    threshold: threshold > 1 ? threshold : null,
    skills: skills.map(({ id, name, tierId, tierName }) => ({ skill: id, name, tier: tierId, tierName })),
    within: path.map(({ sectionCode, name }) => ({ sectionCode, name })),
    whole: shown(parts.whole),
    sections: parts.rows.map(({ sectionCode, name, holds, isOpen, tallies }) => ({
      ...{ sectionCode, name, holds, isOpen },
      ...shown(tallies),
    })),
  }
}

/**
 * What is counted in these sections and in those right below them, in the order of their codes. Each is looked up by itself, so that it
 * costs what is shown, however many sections there are.
 */
async function countedAround(ctx: Ctx, document: PolicyDocument, codes: readonly string[]): Promise<Counted[]> {
  const counted = await sumsBySection(ctx, standings, ctx.today)
  if (!counted) return []
  const whole = sql`(select c.tallies from counted c where c.is_ward and c.section_code is null and c.outside is null)`
  const within = (section: string) => sql`(select c.tallies from counted c
    where not c.is_ward and c.section_code = ${sql.ref(section)} and c.outside is null)`
  const { rows } = await sql<Counted>`with ${counted}, shown as (
      select ${TOWN} as code, null as parent, '' as name, ${whole} as tallies
      union all select s.section_code, ${TOWN}, s.name, ${within('s.section_code')}
        from ${sectionsOn(ctx.today)} s where s.parent_code is null and ${TOWN} = any(${codes}::text[])
      union all select s.section_code, s.parent_code, s.name, ${within('s.section_code')}
        from ${sectionsOn(ctx.today)} s where s.parent_code = any(${codes}::text[])
      union all select s.section_code, coalesce(s.parent_code, ${TOWN}), s.name, ${within('s.section_code')}
        from ${sectionsOn(ctx.today)} s where s.section_code = any(${codes}::text[]))
    select distinct on (code) code as "sectionCode", parent as "parentCode", name, tallies,
      exists (select from ${sectionsOn(ctx.today)} b where b.parent_code = shown.code
        and (${within('b.section_code')})[1] > 0) as "isParent"
    from shown where tallies[1] > 0 order by code`.execute(ctx.db)
  return rows.map((row) => ({ ...row, tallies: talliesFrom(row.tallies, document) }))
}
