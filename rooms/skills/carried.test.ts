/** What the records of skills that an edition no longer has count for, as HR confirmed it in the policy itself. */
import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { parse, stringify } from 'yaml'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { countFigure } from '#platform/measure/counting.ts'
import { levelsAtFloor } from '#rooms/literacy/floor.service.ts'
import { policy } from '#rooms/policy/contract.ts'
import { type FloorSkill, floorOf } from '#rooms/policy/rules.ts'
import { policyOn } from '#rooms/policy/service.ts'
import { asWhole } from '#testing/policies.ts'
import { bareText } from '#testing/policy-text.ts'
import { inTown, staffNumberOf, type Town } from '#testing/town.ts'
import { within } from '#testing/within.ts'
import { skills } from './contract.ts'
import { meanCoverage } from './expected.service.ts'
import { levelsByRule } from './levels.service.ts'
import { expectationsOf, scoreOf, skillsIn } from './rules.ts'

const TODAY = '2026-11-22'
const EDITION_FROM = '2026-11-01'
const GONE = ['dialogue', 'data-use'] as const
const LEFT = ['ict-tools', 'adaptability'] as const
const names = { dialogue: '傾聴と対話', 'data-use': 'データの活用' }

/** Where the records of each skill that goes count from then on; nowhere where the list is empty. */
type Becomes = Readonly<Record<(typeof GONE)[number], readonly string[]>>

interface Written {
  policy: { edition: string }
  desiredStaffProfile: { skills?: string[] }[]
  literacy: { floor: { skill: string }[] }
  pyramid: { tiers: { skills: { id: string }[] }[]; formerSkills?: unknown }
}

function withoutThem(becomes: Becomes): string {
  const file = parse(bareText) as Written
  const isLeft = (id: string) => !(GONE as readonly string[]).includes(id)
  file.policy.edition = '見直し後'
  for (const trait of file.desiredStaffProfile) trait.skills = trait.skills?.filter(isLeft) ?? []
  file.literacy.floor = file.literacy.floor.filter(({ skill }) => isLeft(skill))
  for (const tier of file.pyramid.tiers) tier.skills = tier.skills.filter(({ id }) => isLeft(id))
  file.pyramid.formerSkills = GONE.map((id) => ({
    ...{ id, name: names[id] },
    ...(becomes[id].length > 0 ? { becomes: becomes[id] } : { reason: '扱わなくなったため' }),
  }))
  return stringify(file)
}

interface Row {
  staff: number
  skill: string
  kind: string
  level: number
  as_of: string
  valid_to: string | null
}

/** Levels by kind from the raw records alone, each counted where the mapping says from its day on. */
async function recounted({ sql: rowsOf }: Town, staff: number, day: string, becomes: Becomes) {
  const rows = await rowsOf<Row>(
    `select staff_member_id::int as staff, skill, kind, level, as_of::text, valid_to::text from skill_evidence
     where withdrawn_at is null and staff_member_id = $1 order by as_of, skill_evidence_id`,
    [staff],
  )
  const levels = new Map<string, Record<string, number>>()
  for (const row of rows) {
    if (row.as_of > day || (row.valid_to !== null && row.valid_to <= day)) continue
    const more = day >= EDITION_FROM ? (becomes[row.skill as 'dialogue'] ?? []) : []
    for (const skill of [row.skill, ...more]) levels.set(skill, { ...levels.get(skill), [row.kind]: row.level })
  }
  return levels
}

const becomes = fc.subarray([...LEFT])
const row = fc.record({
  who: fc.constantFrom('sato' as const, 'ueda' as const),
  skill: fc.constantFrom(...GONE, ...LEFT),
  kind: fc.constantFrom('test' as const, 'qualification' as const, 'supervisor' as const, 'self' as const),
  level: fc.integer({ min: 0, max: 4 }),
  asOf: fc.constantFrom('2026-04-01', '2026-10-31', EDITION_FROM, TODAY),
  ends: fc.constantFrom(undefined, undefined, undefined, '2026-11-10'),
})

/** Records of a former skill before and after those of the skill that took them over, in the same kind. */
const ofBoth = (
  [
    ['sato', 'ict-tools', 'test', 1, '2026-04-01'],
    ['sato', 'dialogue', 'test', 3, '2026-10-31'],
    ['ueda', 'dialogue', 'test', 1, '2026-04-01'],
    ['ueda', 'ict-tools', 'test', 4, '2026-10-31'],
    ['sato', 'adaptability', 'self', 3, '2026-04-01'],
    ['sato', 'data-use', 'self', 1, '2026-10-31'],
    ['ueda', 'data-use', 'self', 2, '2026-04-01'],
    ['ueda', 'adaptability', 'self', 4, TODAY],
  ] as const
).map(([who, skill, kind, level, asOf]) => ({ who, skill, kind, level, asOf, ends: undefined }))

test('levels after a mapping are those recounted from the raw records through it, wherever levels are read; those of earlier days stay (INV-P5, P6, D3)', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.record({ dialogue: becomes, 'data-use': becomes }),
      fc.array(row, { minLength: 8, maxLength: 24 }),
      (mapping, rows) =>
        inTown(async (town) => {
          const { as, asCommand } = town
          const imported = rows.map(({ who, ends, ...one }) => ({
            ...{ ...one, staffNumber: staffNumberOf(who), source: ends && one.asOf < ends ? ends : '記録' },
          }))
          await asCommand.ask(skills.importEvidence, { rows: imported })
          await town.sql(`update skill_evidence set valid_to = source::date where source <> '記録'`)
          await town.sql(
            'update skill_standing s set valid_to = e.valid_to from skill_evidence e where e.skill_evidence_id = s.skill_evidence_id',
          )
          const levelsOf = async (who: 'sato' | 'ueda', asOf: string) =>
            (await as(who).ask(skills.showSkills, { staffMemberId: town[who], asOf })).skills
          const before = [await levelsOf('sato', '2026-10-31'), await levelsOf('ueda', '2026-10-31')]
          await asCommand.ask(policy.loadPolicy, { text: withoutThem(mapping), publishFrom: EDITION_FROM })
          expect([await levelsOf('sato', '2026-10-31'), await levelsOf('ueda', '2026-10-31')]).toEqual(before)

          const document = asWhole(await within(town, (ctx) => policyOn(ctx)))
          const order = document.pyramid.rule.levelFrom
          const floor = floorOf(document)
          let reached = 0
          for (const who of ['sato', 'ueda'] as const) {
            const staffMemberId = town[who]
            for (const day of [EDITION_FROM, TODAY]) {
              const known = await recounted(town, staffMemberId, day, mapping)
              const levelOf = (skill: string) => {
                const kinds = known.get(skill) ?? {}
                const from = order.find((kind) => kinds[kind] !== undefined)
                return from === undefined ? null : kinds[from]!
              }
              const shown = await levelsOf(who, day)
              expect(shown.map(({ skill, level }) => [skill, level])).toEqual(
                skillsIn(document).map(({ id }) => [id, levelOf(id)]),
              )
              const pyramid = await as(who).ask(skills.showPyramid, { staffMemberId, asOf: day })
              expect(pyramid.score).toBeCloseTo(scoreOf(document.pyramid, levelOf), 9)
              const areas = pyramid.evidence.reduce((sum, { area }) => sum + area, pyramid.earlierArea)
              expect(areas).toBeCloseTo(pyramid.score, 9)
              const atFloor = await within(town, (ctx) => levelsAtFloor(ctx, day, floor, [staffMemberId]))
              expect(atFloor.get(staffMemberId)).toEqual(floor.map((one) => allowedLevel(one, known.get(one.id))))
              if (day !== TODAY) continue
              const byRule = await within(town, (ctx) => rulesLevels(ctx, document, staffMemberId))
              expect(skillsIn(document).map(({ id }) => byRule.get(id) ?? null)).toEqual(
                skillsIn(document).map(({ id }) => levelOf(id)),
              )
              const expected = expectationsOf(document, { grade: who === 'sato' ? '1級職' : '2級職', occupation: null })
              reached += [...expected].filter(([skill, level]) => (levelOf(skill) ?? -1) >= level).length
            }
          }
          // Sums of the whole town: by section from what stands, and over people and expectations from the evidence.
          const map = await as('hayashi').ask(skills.showSkillsBySection, {})
          const people = [
            await recounted(town, town.sato, TODAY, mapping),
            await recounted(town, town.ueda, TODAY, mapping),
          ]
          for (const [place, { skill }] of map.skills.entries()) {
            const levels = people.flatMap((known) => {
              const from = order.find((kind) => known.get(skill)?.[kind] !== undefined)
              return from === undefined ? [] : [known.get(skill)![from]!]
            })
            const counted = Array.from({ length: 5 }, (_, level) => levels.filter((one) => one === level).length)
            expect([skill, map.whole.cells[place]!.levels]).toEqual([skill, counted])
          }
          const coverage = await within(town, (ctx) => countFigure(ctx, meanCoverage, TODAY))
          expect([coverage!.total.numerator, coverage!.total.denominator]).toEqual([
            reached,
            map.whole.cells.reduce((sum, cell) => sum + cell.asked, 0),
          ])
        })(),
    ),
    { numRuns: 4, examples: [[{ dialogue: ['ict-tools'], 'data-use': ['ict-tools', 'adaptability'] }, ofBoth]] },
  )
}, 120_000)

/** The highest of the latest results that the floor allows, one a kind. */
function allowedLevel({ evidence }: FloorSkill, kinds: Record<string, number> = {}): number | null {
  const levels = evidence.flatMap((kind) => kinds[kind] ?? [])
  return levels.length === 0 ? null : Math.max(...levels)
}

async function rulesLevels(ctx: Ctx, document: ReturnType<typeof asWhole>, staff: number) {
  const { rows } = await sql<{ skill: string; level: number }>`select skill, level
    from ${levelsByRule(document, { of: [staff], shownToHead: false, day: ctx.today })} l`.execute(ctx.db)
  return new Map(rows.map(({ skill, level }) => [skill, level]))
}
