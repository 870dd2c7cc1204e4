/** The framework as a table for spreadsheets: a row a skill, from the base of the pyramid to its top. docs/policy-format.md shows it. */
import { escaped, unescaped } from '#platform/files/escaped.ts'
import type { ColumnSpec, TableRow } from '#platform/files/table.ts'
import type { PolicyDocument, PolicyWith } from './document.rules.ts'
import type { Framework, FrameworkProblem, FrameworkTier } from './framework.rules.ts'
import type { Skill } from './pyramid.rules.ts'
import { ladder, skillsOf } from './rules.ts'

/** Of the longest text of a policy, with room for what is escaped in it. */
const LONG = 8_000
/** Levels of a policy's skills, at most. */
const MOST_LEVELS = 10

const fixed = [
  { key: 'tier', ja: '階層ID', en: 'tierId', type: 'code', required: true },
  { key: 'tierName', ja: '階層', en: 'tier', type: 'text', required: true },
  { key: 'nature', ja: '性質', en: 'nature', type: 'text', required: true, maxLength: LONG },
  { key: 'weight', ja: '重み', en: 'weight', type: 'code', required: true },
  { key: 'tierIsSample', ja: '階層は見本', en: 'tierIsSample', type: 'boolean' },
  { key: 'id', ja: 'スキルID', en: 'skillId', type: 'code', required: true },
  { key: 'name', ja: 'スキル', en: 'skill', type: 'text', required: true },
  { key: 'description', ja: '説明', en: 'description', type: 'text', required: true, maxLength: LONG },
  { key: 'floor', ja: '一定水準', en: 'floor', type: 'boolean' },
  { key: 'isSample', ja: '見本', en: 'isSample', type: 'boolean' },
] as const satisfies readonly ColumnSpec[]

const levelColumns = Array.from({ length: MOST_LEVELS }, (_, at): ColumnSpec[] => [
  { key: `level${at + 1}`, ja: `水準${at + 1}`, en: `level${at + 1}`, type: 'text' },
  { key: `behaviour${at + 1}`, ja: `行動${at + 1}`, en: `behaviour${at + 1}`, type: 'text', maxLength: LONG },
])

type Row = TableRow<typeof fixed> & Readonly<Record<string, string | number | boolean | undefined>>

/** Columns of what grades are expected to reach are named by the ladder of the policy. */
export function frameworkColumns(document: PolicyDocument): readonly ColumnSpec[] {
  return [...fixed, ...levelColumns.flat(), ...expectedColumns(document)]
}

const expectedColumns = (document: PolicyDocument): ColumnSpec[] =>
  ladder(document).map(({ id }) => ({ key: `expected:${id}`, ja: `期待:${id}`, type: 'integer' }))

/** With as many levels as the policy has. */
export function frameworkHeader(document: PolicyWith<'pyramid'>): string[] {
  return columnsShown(document).map(({ ja }) => ja)
}

export function frameworkRows(document: PolicyWith<'pyramid'>): (string | number | null)[][] {
  const columns = columnsShown(document)
  return document.pyramid.tiers.flatMap((tier) =>
    tier.skills.map((skill) => {
      const cells = cellsOf(tier, skill)
      return columns.map(({ key }) => cells[key] ?? null)
    }),
  )
}

function columnsShown(document: PolicyWith<'pyramid'>): readonly ColumnSpec[] {
  return [...fixed, ...levelColumns.slice(0, document.pyramid.highestLevel).flat(), ...expectedColumns(document)]
}

function cellsOf(tier: FrameworkTier, skill: Skill): Readonly<Record<string, string | number>> {
  return {
    tier: tier.id,
    tierName: tier.name,
    nature: escaped(tier.nature),
    weight: String(tier.weight),
    tierIsSample: Number(tier.isSample),
    id: skill.id,
    name: skill.name,
    description: escaped(skill.description),
    ...(skill.floor === undefined ? {} : { floor: Number(skill.floor) }),
    isSample: Number(skill.isSample),
    ...Object.fromEntries(
      skill.levels.flatMap(({ level, name, behaviour }) => [
        [`level${level}`, name],
        [`behaviour${level}`, escaped(behaviour)],
      ]),
    ),
    ...Object.fromEntries(Object.entries(skill.expected).map(([grade, level]) => [`expected:${grade}`, level])),
  }
}

/** The framework that rows tell; what its parts mean together is looked at when it stands in the policy. */
export function frameworkOfRows(
  document: PolicyDocument,
  rows: readonly (object & { readonly line: number })[],
): { framework: Framework; problems: FrameworkProblem[] } {
  const tiers = new Map<string, FrameworkTier>()
  const problems: FrameworkProblem[] = []
  // The table has no columns for these: they stay as the policy says.
  const byOccupation = new Map(
    skillsOf(document).flatMap(({ id, expectedByOccupation }) =>
      expectedByOccupation ? [[id, { expectedByOccupation }] as const] : [],
    ),
  )
  for (const row of rows as readonly Row[]) {
    const { skills, ...told } = tierOf(row)
    if (!Number.isFinite(told.weight)) {
      problems.push({ path: `${row.line}`, key: 'weight_no_number', values: { shown: row.weight.slice(0, 40) } })
    }
    const known = tiers.get(row.tier)
    if (!known) tiers.set(row.tier, { ...told, skills })
    else {
      const other = Object.entries(told).find(([key, value]) => !Object.is(known[key as keyof typeof told], value))
      if (other) problems.push({ path: `${row.line}`, key: 'tier_told_twice', values: { tier: row.tier } })
      known.skills.push(...skills)
    }
  }
  const all = [...tiers.values()]
  const highest = Math.max(0, ...all.flatMap(({ skills }) => skills.flatMap(({ levels }) => levels.length)))
  return { framework: { highestLevel: highest || (document.pyramid?.highestLevel ?? 0), tiers: all }, problems }

  function tierOf(row: Row): FrameworkTier {
    return {
      id: row.tier,
      name: row.tierName,
      nature: unescaped(row.nature),
      weight: Number(row.weight.normalize('NFKC')),
      isSample: row.tierIsSample ?? false,
      skills: [skillOf(row)],
    }
  }

  function skillOf(row: Row): Skill {
    const levels = levelColumns.flatMap(([name, behaviour], at) =>
      row[name!.key] === undefined && row[behaviour!.key] === undefined
        ? []
        : [{ level: at + 1, name: text(row[name!.key]), behaviour: unescaped(text(row[behaviour!.key])) }],
    )
    const expected = ladder(document).flatMap(({ id }) => {
      const level = row[`expected:${id}`]
      return level === undefined ? [] : [[id, Number(level)] as const]
    })
    return {
      ...{ id: row.id, name: row.name, description: unescaped(row.description), levels },
      expected: Object.fromEntries(expected),
      ...byOccupation.get(row.id),
      ...(row.floor === undefined ? {} : { floor: row.floor }),
      isSample: row.isSample ?? false,
    }
  }
}

const text = (cell: string | number | boolean | undefined) => String(cell ?? '')
