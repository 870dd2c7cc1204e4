import { sql } from 'kysely'
import type { Answer, Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { sumsBySection } from '#platform/measure/figures.ts'
import { sectionsOn, upwards } from '#rooms/people/relations.service.ts'
import { THRESHOLD } from '#rooms/people/small-sections.rules.ts'
import type { PolicyDocument } from '#rooms/policy/document.rules.ts'
import { requirePolicy } from '#rooms/policy/service.ts'
import { standings } from './counting.service.ts'
import { restsOnSample } from './population.service.ts'
import { skillsIn } from './rules.ts'
import type { bySection } from './sections.contract.ts'
import { type Counted, cellsOf, isOpenTo, partsOf, TOWN, talliesFrom } from './sections.rules.ts'

type Shown = Answer<typeof bySection.showSkillsBySection>

export async function showSkillsBySection(
  ctx: Ctx<typeof bySection.showSkillsBySection>,
  { within }: Input<typeof bySection.showSkillsBySection>,
): Promise<Shown> {
  const [document, path] = await Promise.all([requirePolicy(ctx), within === undefined ? [] : pathOf(ctx, within)])
  ctx.must(within === undefined || path.length > 0, 'no_such_section')
  const { pyramid, literacy } = document
  const skills = skillsIn(document)
  const seesAll = ctx.actsAs === 'hr'
  const [views, isSample] = await Promise.all([
    viewsOf(ctx, document, seesAll ? [path.at(-1) ?? null] : [null, ...path], seesAll ? 1 : THRESHOLD),
    restsOnSample(ctx, pyramid, literacy, ...pyramid.tiers),
  ])
  const isHidden = !seesAll && path.some(({ sectionCode }, depth) => !isOpenTo(views[depth]!.rows, sectionCode))
  ctx.must(!isHidden, 'section_too_small', { threshold: THRESHOLD })
  const { whole, rows, parents } = views.at(-1)!
  const shown = (tallies: readonly number[]) => ({
    people: tallies[0] ?? 0,
    cells: cellsOf(tallies, skills.length, pyramid.highestLevel),
  })
  return {
    asOf: ctx.today,
    highestLevel: pyramid.highestLevel,
    isSample,
    populationNote: literacy.population.note,
    threshold: seesAll ? null : THRESHOLD,
    skills: skills.map(({ id, name, tierId, tierName }) => ({ skill: id, name, tier: tierId, tierName })),
    within: path.map(({ sectionCode, name }) => ({ sectionCode, name })),
    whole: shown(whole),
    sections: rows.map(({ sectionCode, name, holds, isAlone, tallies }) => ({
      ...{ sectionCode, name, holds },
      isOpen: isAlone && sectionCode !== null && sectionCode !== within && parents.has(sectionCode),
      ...shown(tallies),
    })),
  }
}

interface Node {
  readonly sectionCode: string
  readonly name: string
  readonly parentCode: string | null
}

/** The section and those above it today, from the root down; empty where there is no such section. */
async function pathOf(ctx: Ctx, sectionCode: string): Promise<Node[]> {
  const { rows } =
    await sql<Node>`with recursive start as (select ${sectionCode}::text as section_code), ${upwards(ctx.today)}
    select section_code as "sectionCode", name, parent_code as "parentCode" from up order by height desc`.execute(
      ctx.db,
    )
  return rows
}

/** The parts of some sections, each of which is within the one before; null is the whole town. */
async function viewsOf(ctx: Ctx, document: PolicyDocument, nodes: readonly (Node | null)[], threshold: number) {
  const codes = nodes.map((node) => node?.sectionCode ?? TOWN)
  const around = await countedAround(ctx, document, codes)
  const none = talliesFrom([], document)
  const parents = new Set(around.filter(({ isParent }) => isParent).map(({ sectionCode }) => sectionCode))
  return nodes.map((node, depth) => {
    const whole = around.find(({ sectionCode }) => sectionCode === codes[depth])?.tallies ?? none
    const below = around.filter(({ parentCode }) => parentCode === codes[depth])
    return { whole, parents, rows: partsOf(node, whole, below, threshold) }
  })
}

interface Around extends Counted {
  readonly name: string
  readonly isParent: boolean
}

/**
 * What is counted in these sections and in those right below them, in the order of their codes. Each is looked up by itself, so that it
 * costs what is shown, however many sections there are.
 */
async function countedAround(ctx: Ctx, document: PolicyDocument, codes: readonly string[]): Promise<Around[]> {
  const counted = await sumsBySection(ctx, standings, ctx.today)
  if (!counted) return []
  const whole = sql`(select c.tallies from counted c where c.is_ward and c.section_code is null and c.outside is null)`
  const within = (section: string) => sql`(select c.tallies from counted c
    where not c.is_ward and c.section_code = ${sql.ref(section)} and c.outside is null)`
  const { rows } = await sql<Around>`with ${counted}, shown as (
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
