import { sql } from 'kysely'
import type { Answer, Input } from '#platform/contract/contract.ts'
import { upToToday } from '#platform/ctx/as-of.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import type { SumsOf } from '#platform/measure/counting.ts'
import { sumsBySection } from '#platform/measure/figures.ts'
import { type Remembered, remembering } from '#platform/measure/remembering.ts'
import { sectionsOn } from '#rooms/people/relations.service.ts'
import { pathOf } from '#rooms/people/section-parts.service.ts'
import {
  type Counted,
  countedTree,
  type Parts,
  partsAlong,
  partsDown,
  type SectionNode,
  THRESHOLD,
  TOWN,
} from '#rooms/people/small-sections.rules.ts'
import type { PolicyWith } from '#rooms/policy/document.rules.ts'
import { requirePolicyWith } from '#rooms/policy/service.ts'
import { standings, standingsThen } from './counting.service.ts'
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
    requirePolicyWith(ctx, ['pyramid']),
    within === undefined ? [] : pathOf(ctx, within, ctx.today),
  ])
  ctx.must(within === undefined || path.length > 0, 'no_such_section')
  const threshold = ctx.actsAs === 'hr' ? 1 : THRESHOLD
  const codes = [TOWN, ...path.map(({ sectionCode }) => sectionCode)]
  const [around, board] = await Promise.all([
    partsAround(ctx, document, { path, threshold, codes: threshold > 1 ? codes : codes.slice(-1) }),
    boardOf(ctx, document, ctx.today),
  ])
  ctx.must(around, 'section_too_small', { threshold })
  return wholeAnswer(around, {
    ...board,
    threshold: threshold > 1 ? threshold : null,
    within: path.map(({ sectionCode, name }) => ({ sectionCode, name })),
  })
}

type Around = Pick<Shown, 'whole' | 'sections'>
type Beside = Omit<Shown, keyof Around>

/** The last answer that was made of what is remembered; frozen, so that it is looked at and written once (platform/gate). */
const answered = new WeakMap<Around, { readonly beside: string; readonly shown: Shown }>()

function wholeAnswer(around: Around, beside: Beside): Shown {
  const said = JSON.stringify(beside)
  const known = answered.get(around)
  if (known?.beside === said) return known.shown
  const shown = Object.freeze({ ...beside, ...around })
  answered.set(around, { beside: said, shown })
  return shown
}

/** What a process remembers of it as long as neither sums nor organisation change (`decisions/0072`); of another edition places mean something else. */
const remembered = new WeakMap<PolicyWith<'pyramid'>, Remembered<Around>>()

/** Undefined where the section is counted with others. */
async function partsAround(
  ctx: Ctx,
  document: PolicyWith<'pyramid'>,
  { path, threshold, codes }: { path: readonly SectionNode[]; threshold: number; codes: readonly string[] },
): Promise<Around | undefined> {
  const own = remembered.get(document) ?? remembering<Around>(16)
  remembered.set(document, own)
  const sums = await sumsBySection(ctx, standings, ctx.today)
  const keyOf = (stamp: string | null) => stamp && `${stamp} ${ctx.today} ${threshold} ${codes.join('/')}`
  const known = own.at(keyOf(sums?.stamp ?? null))
  if (known) return known
  const { counted, stamp } = sums ? await countedAround(ctx, sums, document, codes) : { counted: [], stamp: null }
  const parts = partsAlong(path, countedTree(counted, talliesFrom([], document)), threshold)
  if (parts.isHidden) return undefined
  const around = {
    whole: shown(document, parts.whole),
    sections: parts.rows.map((row) => ({ ...rowOf(row), ...shown(document, row.tallies) })),
  }
  own.keep(keyOf(stamp), around)
  return around
}

/** Of a past day from the evidence of that day, by the policy and the organisation of that day. */
export async function showSkillsMap(
  ctx: Ctx<typeof bySection.showSkillsMap>,
  { asOf: wanted }: Input<typeof bySection.showSkillsMap>,
): Promise<Answer<typeof bySection.showSkillsMap>> {
  const asOf = upToToday(ctx, wanted)
  const document = await requirePolicyWith(ctx, ['pyramid'], asOf)
  const [counted, board] = await Promise.all([everywhere(ctx, document, asOf), boardOf(ctx, document, asOf)])
  const tree = countedTree(counted, talliesFrom([], document))
  return {
    ...board,
    threshold: THRESHOLD,
    whole: shown(document, tree.whole),
    sections: partsDown(tree, THRESHOLD).map(({ path, row }) => ({
      ...rowOf(row),
      within: [...path],
      ...shown(document, row.tallies),
    })),
  }
}

async function boardOf(ctx: Ctx, document: PolicyWith<'pyramid'>, asOf: string) {
  const { pyramid, literacy } = document
  return {
    asOf,
    highestLevel: pyramid.highestLevel,
    isSample: await restsOnSample(ctx, pyramid, literacy, ...pyramid.tiers),
    populationNote: literacy?.population.note ?? null,
    skills: skillsIn(document).map(({ id, name, tierId, tierName }) => ({ skill: id, name, tier: tierId, tierName })),
  }
}

function rowOf({ sectionCode, name, holds, isOpen }: Parts['rows'][number]) {
  return { sectionCode, name, holds, isOpen }
}

function shown(document: PolicyWith<'pyramid'>, tallies: readonly number[]) {
  return {
    people: tallies[0] ?? 0,
    cells: cellsOf(tallies, skillsIn(document).length, document.pyramid.highestLevel),
  }
}

/** Every section in which, or below which, somebody is counted, and the town. */
async function everywhere(ctx: Ctx, document: PolicyWith<'pyramid'>, asOf: string): Promise<Counted[]> {
  const sums = await sumsBySection(ctx, asOf === ctx.today ? standings : standingsThen, asOf)
  if (!sums) return []
  const { rows } = await sql<Omit<Counted, 'isParent'>>`with ${sums.counted}
    select s.section_code as "sectionCode", coalesce(s.parent_code, ${TOWN}) as "parentCode", s.name, c.tallies
    from ${sectionsOn(asOf)} s join counted c on not c.is_ward and c.outside is null and c.section_code = s.section_code
    union all select ${TOWN}, null, '', c.tallies from counted c where c.is_ward and c.section_code is null and c.outside is null
    order by 1`.execute(ctx.db)
  const parents = new Set(rows.map(({ parentCode }) => parentCode))
  return rows.map((row) => ({
    ...row,
    isParent: parents.has(row.sectionCode),
    tallies: talliesFrom(row.tallies, document),
  }))
}

/**
 * What is counted in these sections and in those right below them, in the order of their codes. Each is looked up by itself, so that it
 * costs what is shown, however many sections there are.
 */
async function countedAround(
  ctx: Ctx,
  sums: SumsOf,
  document: PolicyWith<'pyramid'>,
  codes: readonly string[],
): Promise<{ counted: Counted[]; stamp: string | null }> {
  const whole = sql`(select c.tallies from counted c where c.is_ward and c.section_code is null and c.outside is null)`
  const within = (section: string) => sql`(select c.tallies from counted c
    where not c.is_ward and c.section_code = ${sql.ref(section)} and c.outside is null)`
  const { rows } = await sql<Counted & { stamp: string | null }>`with ${sums.counted}, shown as (
      select ${TOWN} as code, null as parent, '' as name, ${whole} as tallies
      union all select s.section_code, ${TOWN}, s.name, ${within('s.section_code')}
        from ${sectionsOn(ctx.today)} s where s.parent_code is null and ${TOWN} = any(${codes}::text[])
      union all select s.section_code, s.parent_code, s.name, ${within('s.section_code')}
        from ${sectionsOn(ctx.today)} s where s.parent_code = any(${codes}::text[])
      union all select s.section_code, coalesce(s.parent_code, ${TOWN}), s.name, ${within('s.section_code')}
        from ${sectionsOn(ctx.today)} s where s.section_code = any(${codes}::text[]))
    select distinct on (code) code as "sectionCode", parent as "parentCode", name, tallies,
      exists (select from ${sectionsOn(ctx.today)} b where b.parent_code = shown.code
        and (${within('b.section_code')})[1] > 0) as "isParent", ${sums.stampThen} as stamp
    from shown where tallies[1] > 0 order by code`.execute(ctx.db)
  return {
    counted: rows.map(({ stamp: _, ...row }) => ({ ...row, tallies: talliesFrom(row.tallies, document) })),
    stamp: rows[0]?.stamp ?? null,
  }
}
