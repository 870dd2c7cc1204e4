/** How many of each role are there, wanted and missing, by section; and what the plans want of people beside who is there. */
import { sql } from 'kysely'
import type { Answer, Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { sumsBySection } from '#platform/measure/figures.ts'
import { sectionsOn } from '#rooms/people/relations.service.ts'
import { pathOf } from '#rooms/people/section-parts.service.ts'
import { countedTree, partsAlong, THRESHOLD, TOWN } from '#rooms/people/small-sections.rules.ts'
import type { PolicyDocument } from '#rooms/policy/document.rules.ts'
import { hasParts, skillsOf } from '#rooms/policy/rules.ts'
import { requirePolicy } from '#rooms/policy/service.ts'
import { standings } from '../counting.service.ts'
import { restsOnSample } from '../population.service.ts'
import { cellsOf, talliesFrom } from '../sections.rules.ts'
import type { roleHolders } from './contract.ts'
import { rolesIn } from './holders.service.ts'
import { holdings } from './holding.service.ts'
import { isBySection, placesIn, placesInAll } from './rules.ts'

type Shown = Answer<typeof roleHolders.showRolesBySection>
type Roles = NonNullable<PolicyDocument['roles']>

interface Row {
  readonly sectionCode: string | null
  readonly parentCode: string | null
  readonly name: string
  readonly kind: string
  readonly tallies: readonly number[]
}

export async function showRolesBySection(
  ctx: Ctx<typeof roleHolders.showRolesBySection>,
  { within }: Input<typeof roleHolders.showRolesBySection>,
): Promise<Shown> {
  const [document, path] = await Promise.all([
    requirePolicy(ctx),
    within === undefined ? [] : pathOf(ctx, within, ctx.today),
  ])
  ctx.must(within === undefined || path.length > 0, 'no_such_section')
  const threshold = ctx.actsAs === 'hr' ? 1 : THRESHOLD
  const roles = document.roles ?? []
  const [rows, demand, mayKeep] = await Promise.all([
    everywhere(ctx),
    demandIn(ctx, document),
    ctx.may<typeof roleHolders.listRoleHolders>('roleHolders.listRoleHolders'),
  ])
  const { counted, whole } = talliedBy(rows, roles)
  const none = [0, ...roles.flatMap(() => [0, 0, 0])]
  const parts = partsAlong(path, countedTree(counted, none), threshold)
  ctx.must(!parts.isHidden, 'section_too_small', { threshold })
  const shown = (tallies: readonly number[], isWhole = false): Shown['whole'] => ({
    people: tallies[0] ?? 0,
    cells: roles.map((role, at) => {
      const [held = 0, wanted = 0, missing = 0] = tallies.slice(1 + 3 * at)
      const isSaid = isBySection(role) || (isWhole && role.wanted?.count !== undefined)
      return { held, wanted: isSaid ? wanted : null, missing: isSaid ? missing : null }
    }),
  })
  return {
    asOf: ctx.today,
    isSample: await restsOnSample(ctx, ...roles),
    crossing: rolesIn(document),
    threshold: threshold > 1 ? threshold : null,
    within: path.map(({ sectionCode, name }) => ({ sectionCode, name })),
    whole: path.length > 0 ? shown(parts.whole) : shown(whole ?? none, true),
    sections: parts.rows.map(({ sectionCode, name, holds, isOpen, tallies }) => ({
      ...{ sectionCode, name, holds, isOpen, ...shown(tallies) },
    })),
    demand,
    may: mayKeep ? ['keep'] : [],
  }
}

/** Every section in which, or below which, somebody is, and the town: places of who is there and of each role. */
async function everywhere(ctx: Ctx): Promise<Row[]> {
  const sums = await sumsBySection(ctx, holdings, ctx.today)
  if (!sums) return []
  const { rows } = await sql<Row>`with ${sums.counted}
    select s.section_code as "sectionCode", s.parent_code as "parentCode", s.name, s.kind, c.tallies
    from ${sectionsOn(ctx.today)} s join counted c on not c.is_ward and c.outside is null and c.section_code = s.section_code
    union all select null, null, '', '', c.tallies from counted c where c.is_ward and c.section_code is null and c.outside is null
    order by 1`.execute(ctx.db)
  return rows
}

/** Tallies: people, then of each role how many hold it, are wanted and are missing. */
function talliedBy(rows: readonly Row[], roles: Roles) {
  const held = ({ tallies }: Row) => roles.map((_, at) => tallies[at + 1] ?? 0)
  const sections = rows.flatMap((row) =>
    row.sectionCode === null
      ? []
      : [{ ...row, sectionCode: row.sectionCode, people: row.tallies[0] ?? 0, held: held(row) }],
  )
  const places = placesIn(sections, roles)
  const parents = new Set(sections.map(({ parentCode }) => parentCode))
  const known = new Set(sections.map(({ sectionCode }) => sectionCode))
  const isRoot = ({ parentCode }: { parentCode: string | null }) => parentCode === null || !known.has(parentCode)
  const all = rows.find(({ sectionCode }) => sectionCode === null)
  const roots = sections.filter(isRoot)
  const ofSections = roles.map((_, at) => {
    const sum = (key: 'wanted' | 'missing') =>
      roots.reduce((sum, { sectionCode }) => sum + places.get(sectionCode)![at]![key], 0)
    return { wanted: sum('wanted'), missing: sum('missing') }
  })
  const inAll = all && roles.map((role, at) => placesInAll(ofSections[at]!, role, held(all)[at]!))
  const tallies = (people: number, holding: readonly number[], of: readonly { wanted: number; missing: number }[]) => [
    people,
    ...roles.flatMap((_, at) => [holding[at]!, of[at]!.wanted, of[at]!.missing]),
  ]
  const whole = all && inAll && tallies(all.tallies[0] ?? 0, held(all), inAll)
  const counted = sections.map((section) => ({
    ...{ sectionCode: section.sectionCode, name: section.name },
    parentCode: isRoot(section) ? TOWN : section.parentCode,
    tallies: tallies(section.people, section.held, places.get(section.sectionCode)!),
    isParent: parents.has(section.sectionCode),
  }))
  // What stands beside sections adds up to what they want; a number for the whole town has no section.
  const town = all && tallies(all.tallies[0] ?? 0, held(all), ofSections)
  return {
    whole,
    counted: town
      ? [{ sectionCode: TOWN, parentCode: null, name: '', tallies: town, isParent: true }, ...counted]
      : counted,
  }
}

/** Initiatives that say how many people they need, beside how many are at what their grade expects in each skill that these need. */
async function demandIn(ctx: Ctx, document: PolicyDocument): Promise<Shown['demand']> {
  const wanted = (document.plans ?? []).flatMap((plan) =>
    plan.pillars.flatMap((pillar) =>
      pillar.initiatives.flatMap((one) =>
        typeof one === 'string' || one.people === undefined
          ? []
          : [
              {
                ...{ plan, initiative: one.name, people: one.people, skills: one.skills ?? [] },
                isSample: [plan, pillar, one].some(({ isSample }) => isSample === true),
              },
            ],
      ),
    ),
  )
  if (wanted.length === 0) return []
  const reached = await reachedIn(ctx, document)
  return wanted.map(({ plan, initiative, people, skills, isSample }) => ({
    ...{ plan: plan.name, from: String(plan.from), to: String(plan.to), initiative, people, isSample },
    supply: skills.flatMap((skill) => {
      const known = reached.get(skill)
      return known ? [{ skill, ...known }] : []
    }),
  }))
}

async function reachedIn(ctx: Ctx, document: PolicyDocument) {
  if (!hasParts(document, ['pyramid'])) return new Map<string, { name: string; reached: number }>()
  const sums = await sumsBySection(ctx, standings, ctx.today)
  if (!sums) return new Map<string, { name: string; reached: number }>()
  const { rows } = await sql<{ tallies: number[] }>`with ${sums.counted} select c.tallies from counted c
    where c.is_ward and c.section_code is null and c.outside is null`.execute(ctx.db)
  const all = skillsOf(document)
  const cells = cellsOf(talliesFrom(rows[0]?.tallies ?? [], document), all.length, document.pyramid.highestLevel)
  return new Map(all.map(({ id, name }, at) => [id, { name, reached: cells[at]!.reached }]))
}
