import fc from 'fast-check'
import { expect, test } from 'vitest'
import { home } from '#app/home/contract.ts'
import { persons } from '#app/persons/contract.ts'
import { attempts } from '#rooms/literacy/attempts/contract.ts'
import { openTest, take, writeBank } from '#testing/bank.ts'
import { inTown, staffNumberOf, type Town } from '#testing/town.ts'
import { importTwin, TWIN } from '#testing/twin.ts'
import { skills } from './contract.ts'

const someSkills = ['data-use', 'ict-tools', 'dialogue']
const skill = fc.constantFrom(...someSkills)
const level = fc.integer({ min: 0, max: 4 })
const day = fc.constantFrom('2025-11-01', '2026-03-31', '2026-04-01', '2026-11-22')
const person = fc.constantFrom('sato' as const, 'ueda' as const)

type Step = (town: Town) => Promise<unknown>
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ person, skill, level, shared: fc.boolean() }).map(
    ({ person, skill, level, shared }): Step =>
      ({ as }) =>
        as(person).ask(skills.reflect, { reflections: [{ skill, level, shared }] }),
  ),
  fc.record({ person, skill, level, shared: fc.boolean() }).map(
    ({ person, skill, level, shared }): Step =>
      (town) =>
        town.as('tanaka').ask(skills.observe, {
          staffMemberId: town[person],
          observations: [{ skill, level, shared }],
        }),
  ),
  fc
    .array(fc.record({ person, skill, level, day, kind: fc.constantFrom('test', 'qualification', 'completion') }), {
      minLength: 1,
      maxLength: 6,
    })
    .map((rows): Step => {
      const imported = rows.map(({ person, skill, level, day, kind }) => ({
        staffNumber: staffNumberOf(person),
        skill,
        kind: kind as 'test',
        level: kind === 'completion' ? null : level,
        asOf: day,
        source: '試験',
      }))
      return ({ as }) => as('hayashi').ask(skills.importEvidence, { rows: imported })
    }),
  fc.nat().map(
    (which): Step =>
      async ({ as, sql }) => {
        const rows = await sql<{ id: number }>(
          `select skill_evidence_id::int as id from skill_evidence where withdrawn_at is null and level is not null order by 1`,
        )
        if (rows.length === 0) return
        const { id } = rows[which % rows.length]!
        await as('hayashi').ask(skills.withdrawEvidence, { skillEvidenceIds: [id], reason: '取り違え' })
      },
  ),
)

interface Row {
  id: number
  staff: number
  skill: string
  kind: string
  level: number
  as_of: string
  shared: boolean
}

/** The latest of each kind, found without the help of the product. */
async function recounted({ sql }: Town): Promise<Record<string, Record<string, unknown>>> {
  const rows = await sql<Row>(`select skill_evidence_id::int as id, staff_member_id::int as staff, skill, kind, level,
    as_of::text, shared from skill_evidence where withdrawn_at is null and level is not null`)
  const standings: Record<string, Record<string, unknown>> = {}
  for (const row of rows.toSorted((a, b) => a.as_of.localeCompare(b.as_of) || a.id - b.id)) {
    const key = `${row.staff} ${row.skill}`
    standings[key] = {
      ...standings[key],
      [row.kind]: [row.level, row.as_of, row.shared, row.id],
    }
  }
  return standings
}

async function kept({ sql }: Town): Promise<Record<string, Record<string, unknown>>> {
  const rows = await sql<Row>(`select staff_member_id::int as staff, skill, kind, level, as_of::text, shared,
    skill_evidence_id::int as id from skill_standing`)
  const standings: Record<string, Record<string, unknown>> = {}
  for (const row of rows) {
    const key = `${row.staff} ${row.skill}`
    standings[key] = { ...standings[key], [row.kind]: [row.level, row.as_of, row.shared, row.id] }
  }
  return standings
}

test(
  'after whatever was reflected, observed, imported and withdrawn, the standings are those of the raw evidence',
  inTown(async (town) => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 10 }), async (steps) => {
        await town.sql('truncate skill_evidence, skill_standing')
        for (const take of steps) await take(town)
        expect(await kept(town)).toEqual(await recounted(town))
      }),
      { numRuns: 25 },
    )
  }),
)

test(
  'of many who add evidence about one person at once, none is lost to the standing',
  inTown(async (town) => {
    const { as, sato } = town
    const days = ['2026-11-01', '2026-11-02', '2026-11-03', '2026-11-04']
    await Promise.all([
      ...days.map((asOf, level) =>
        as('hayashi').ask(skills.recordResult, {
          ...{ staffMemberId: sato, kind: 'test', skill: 'data-use' },
          ...{ level, asOf, source: '試験' },
        }),
      ),
      as('sato').ask(skills.reflect, { reflections: [{ skill: 'data-use', level: 2, shared: true }] }),
      as('tanaka').ask(skills.observe, {
        staffMemberId: sato,
        observations: [{ skill: 'data-use', level: 4, shared: true }],
      }),
    ])
    expect(await kept(town)).toEqual(await recounted(town))
    expect((await kept(town))[`${sato} data-use`]).toMatchObject({
      test: [3, '2026-11-04', false, expect.any(Number)],
      self: [2, '2026-11-22', true, expect.any(Number)],
    })
  }),
)

test(
  'what a test showed stands until the attempt is voided; what the head said feeds one measure and is told (INV-P6)',
  inTown(async (town) => {
    const { as, sato } = town
    await writeBank(town)
    const testAttemptId = await take(town, sato, await openTest(town), 8)
    expect(await kept(town)).toMatchObject({
      [`${sato} ict-tools`]: { test: [2, '2026-11-22', false, expect.any(Number)] },
    })
    await as('hayashi').ask(attempts.voidAttempt, { testAttemptId, reason: '別の人が操作していた' })
    expect(await kept(town)).toEqual({})
    const observations = [{ skill: 'data-use', level: 4, shared: true }]
    await as('tanaka').ask(skills.observe, { staffMemberId: sato, observations })
    const { records } = await as('sato').ask(home.showWhatIFed, {})
    expect(records.map(({ id, measures }) => [id.split(':')[0], measures])).toEqual([
      ['evidence', ['今年度に上司の所見を受けた職員の割合']],
    ])
  }),
)

test(
  'of two numbers that are one person the latest of either is the level, and nothing stands of the second (decisions/0046)',
  inTown(async (town) => {
    const { as, sato, hayashi, inoue } = town
    await importTwin(town)
    const result = (staffMemberId: number, level: number, asOf: string) =>
      as(hayashi).ask(skills.recordResult, {
        ...{ staffMemberId, kind: 'test', skill: 'data-use', level, asOf, source: '試験' },
      })
    await result(sato, 3, '2026-11-01')
    await result(TWIN, 1, '2026-11-02')
    await as(hayashi).ask(persons.askToJoin, { staffMemberId: sato, otherId: TWIN, reason: '同じ人でした' })
    const { joins } = await as(inoue).ask(persons.listJoins, {})
    await as(inoue).ask(persons.agreeToJoin, { personJoinId: joins[0]!.personJoinId })
    expect(await kept(town)).toEqual(await recounted(town))
    expect(await kept(town)).toEqual({
      [`${sato} data-use`]: { test: [1, '2026-11-02', false, expect.any(Number)] },
    })
  }),
)
