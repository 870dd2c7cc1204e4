import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { translate } from '#platform/i18n/messages.ts'
import { countFigure } from '#platform/measure/counting.ts'
import { type Measure, periodOf } from '#platform/measure/measure.ts'
import { skills } from '#rooms/skills/contract.ts'
import { skillsMeasures } from '#rooms/skills/measures.ts'
import { inTown, type Name, staffNumberOf, type Town } from '#testing/town.ts'
import { literacy } from './contract.ts'
import { literacyMeasures } from './measures.ts'

const TODAY = '2026-11-22'
const floorSkills = ['ict-tools', 'information-security', 'data-use'] as const
const [shareAtFloor] = literacyMeasures as [Measure]
const [shareAssessed] = skillsMeasures as [Measure]
const on = (asOf: string) => periodOf(shareAtFloor, asOf)

/** What a measure knows of a request, on a connection of the town. */
async function withCtx<T>({ gate }: Town, work: (ctx: Ctx, seen: number[]) => Promise<T>): Promise<T> {
  const connection = await gate.database.connect()
  const seen: number[] = []
  const ctx: Pick<Ctx, 'db' | 'language' | 'today' | 't' | 'sees'> = {
    db: connection.db,
    language: 'ja',
    today: TODAY,
    t: (messages, key, values) => translate(messages, 'ja', key, values),
    sees: (ids) => void seen.push(...ids),
  }
  const result = await work(ctx as Ctx, seen)
  gate.database.release(connection)
  return result
}

const result = (name: Name, skill: string, level: number, asOf: string, kind: 'test' | 'qualification' | 'self') => ({
  staffNumber: staffNumberOf(name),
  skill,
  kind,
  level,
  asOf,
  source: '到達テスト',
})

async function bringToFloor({ asCommand }: Town, name: Name, asOf: string) {
  const rows = floorSkills.map((skill) => result(name, skill, 2, asOf, 'test'))
  await asCommand.ask(skills.importEvidence, { rows })
}

test(
  'everyone in service today is in the denominator, also the unassessed; who is on leave is outside with the reason (INV-P5, P7)',
  inTown(async (town) => {
    await bringToFloor(town, 'sato', '2026-10-01')
    const board = await town.as('hayashi').ask(literacy.showLiteracyBoard, {})
    // 12 in the cast, one has left, one is on leave.
    expect(board.total).toEqual({ numerator: 1, denominator: 10 })
    expect(board.unassessed).toBe(9)
    expect(board.outside).toEqual([{ reason: 'on_leave', people: 1 }])
    expect(board.isSample).toBe(true)
    expect(board.floor.map(({ skill, level, numerator }) => [skill, level, numerator])).toEqual([
      ['ict-tools', 2, 1],
      ['information-security', 2, 1],
      ['data-use', 1, 1],
    ])
  }),
)

test(
  'a category that the policy leaves out is outside the denominator, and the reason says so (INV-P5)',
  inTown(async (town) => {
    await town.sql(`update employment set employment_category = '特別職' where staff_member_id = $1`, [town.ueda])
    const board = await town.as('kato').ask(literacy.showLiteracyBoard, {})
    expect(board.total.denominator).toBe(9)
    expect(board.outside).toEqual(
      expect.arrayContaining([
        { reason: 'other_category', people: 1 },
        { reason: 'on_leave', people: 1 },
      ]),
    )
  }),
)

test(
  'the floor is reached in every floor skill, by a kind of evidence that counts; a reflection does not count',
  inTown(async (town) => {
    const { asCommand, as } = town
    const rows = [
      ...floorSkills.map((skill) => result('sato', skill, 4, '2026-10-01', 'self')),
      ...floorSkills.slice(1).map((skill) => result('ueda', skill, 4, '2026-10-01', 'qualification')),
      result('ueda', 'ict-tools', 1, '2026-10-01', 'test'),
    ]
    const sample = { kind: 'command' as const, accountId: null, subjectId: null, roles: [], name: 'sample' }
    await town.gate.ask(skills.importEvidence, { rows }, { actor: sample })
    expect((await as('hayashi').ask(literacy.showLiteracyBoard, {})).total.numerator).toBe(0)
    const mine = await as('ueda').ask(literacy.showMyFloor, {})
    expect(mine.skills.map(({ level, reached }) => [level, reached])).toEqual([
      [1, false],
      [4, true],
      [4, true],
    ])
    expect(mine.reached).toBe(false)
    expect((await as('sato').ask(literacy.showMyFloor, {})).skills.map(({ level }) => level)).toEqual([
      null,
      null,
      null,
    ])
    await asCommand.ask(skills.importEvidence, { rows: [result('ueda', 'ict-tools', 2, TODAY, 'test')] })
    expect((await as('ueda').ask(literacy.showMyFloor, {})).reached).toBe(true)
    expect((await as('kimura').ask(literacy.showMyFloor, {})).outside).toBe('on_leave')
  }),
)

test(
  'sections are for HR and executives, never smaller than five people; others see the whole town only (INV-S1)',
  inTown(async (town) => {
    await bringToFloor(town, 'sato', '2026-10-01')
    for (const reader of ['hayashi', 'kato'] as const) {
      const { sections, total } = await town.as(reader).ask(literacy.showLiteracyBoard, {})
      expect(sections).toEqual([
        { sectionCode: '10', name: '区民生活部', holds: [], isOpen: true, numerator: 1, denominator: 5 },
        { sectionCode: '20', name: '総務部', holds: [], isOpen: true, numerator: 0, denominator: 5 },
      ])
      const inside = await town.as(reader).ask(literacy.showLiteracyBoard, { within: '10' })
      expect([inside.within, inside.sections]).toEqual([
        [{ sectionCode: '10', name: '区民生活部' }],
        [{ ...sections[0], holds: ['戸籍住民課'], isOpen: false }],
      ])
      const look = (within: string) => town.as(reader).ask(literacy.showLiteracyBoard, { within })
      await expect(look('1010')).rejects.toThrow('section_too_small')
      await expect(look('99')).rejects.toThrow('no_such_section')
      expect(sections.reduce((sum, { denominator }) => sum + denominator, 0)).toBe(total.denominator)
    }
    for (const reader of ['sato', 'tanaka', 'ito'] as const) {
      const { sections, total } = await town.as(reader).ask(literacy.showLiteracyBoard, {})
      expect([sections, total.denominator]).toEqual([[], 10])
    }
    await expect(town.asGuest.ask(literacy.showLiteracyBoard, {})).rejects.toThrow('sign_in_needed')
  }),
)

test(
  'as of a past day the people and the evidence of that day count',
  inTown(async (town) => {
    await bringToFloor(town, 'sato', '2026-05-01')
    await bringToFloor(town, 'yamada', '2026-03-01')
    const totalOn = (asOf: string) => withCtx(town, async (ctx) => (await countFigure(ctx, shareAtFloor, asOf))?.total)
    expect(await totalOn('2026-03-31')).toEqual({ numerator: 1, denominator: 12 })
    expect(await totalOn('2026-04-30')).toEqual({ numerator: 0, denominator: 11 })
    expect(await totalOn('2026-05-31')).toEqual({ numerator: 1, denominator: 11 })
    expect(await totalOn(TODAY)).toEqual({ numerator: 1, denominator: 10 })
  }),
)

test(
  'whatever evidence there is, the figure is what a recount by hand gives',
  inTown(async (town) => {
    const names = ['kato', 'tanaka', 'mori', 'sato', 'ueda', 'kimura', 'suzuki'] as const
    const row = fc
      .record({
        name: fc.constantFrom(...names),
        skill: fc.constantFrom(...floorSkills),
        level: fc.integer({ min: 0, max: 4 }),
        asOf: fc.constantFrom('2025-11-01', '2026-10-01', TODAY),
        kind: fc.constantFrom('test' as const, 'qualification' as const),
      })
      .map(({ name, skill, level, asOf, kind }) => result(name, skill, level, asOf, kind))
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 10, maxLength: 60 }), async (rows) => {
        await town.sql('truncate skill_evidence, skill_standing')
        await town.asCommand.ask(skills.importEvidence, { rows })
        const figure = await withCtx(town, (ctx) => countFigure(ctx, shareAtFloor, TODAY))
        expect(figure?.total.numerator).toBe(await recount(town))
      }),
      { numRuns: 10 },
    )
  }),
)

/** People at the floor today, one by one from the raw rows. */
async function recount({ sql }: Town): Promise<number> {
  const evidence = await sql<{ staff: number; skill: string; kind: string; level: number; as_of: string; id: number }>(
    `select staff_member_id::int as staff, skill, kind, level, as_of::text, skill_evidence_id::int as id from skill_evidence
     where withdrawn_at is null and kind in ('test', 'qualification')`,
  )
  const people = await sql<{ id: number }>(`select staff_member_id::int as id from employment e where left_on is null
    and not exists (select from leave_of_absence l where l.staff_member_id = e.staff_member_id)`)
  const floor = { 'ict-tools': 2, 'information-security': 2, 'data-use': 1 }
  const reached = (staff: number, skill: string, level: number) =>
    ['test', 'qualification'].some((kind) => {
      const own = evidence.filter((row) => row.staff === staff && row.skill === skill && row.kind === kind)
      const latest = own.toSorted((a, b) => a.as_of.localeCompare(b.as_of) || a.id - b.id).at(-1)
      return latest !== undefined && latest.level >= level
    })
  return people.filter(({ id }) => Object.entries(floor).every(([skill, level]) => reached(id, skill, level))).length
}

test(
  'a measure’s sections and records sum to its total, and whose records were read is told (INV-S4)',
  inTown(async (town) => {
    await bringToFloor(town, 'sato', '2026-10-01')
    await town.as('ueda').ask(skills.reflect, {
      reflections: ['dialogue', 'data-use'].map((skill) => ({ skill, level: 2, shared: false })),
    })
    await withCtx(town, async (ctx, seen) => {
      for (const measure of [shareAtFloor, shareAssessed]) {
        const { total, outside, restsOnSample, sections } = (await countFigure(ctx, measure, TODAY))!
        expect(total).toEqual({ numerator: 1, denominator: 10 })
        expect([outside, restsOnSample]).toEqual([[{ reason: 'on_leave', people: 1 }], true])
        expect(sections.reduce((sum, { denominator }) => sum + (denominator ?? 0), 0)).toBe(10)
        expect(sections.reduce((sum, { numerator }) => sum + numerator, 0)).toBe(1)
        const all = await measure.records(ctx, on(TODAY), { limit: 100 })
        expect([all.total, all.records.length]).toEqual([10, 10])
        expect(all.records.filter(({ counted }) => counted)).toHaveLength(1)
        const first = await measure.records(ctx, on(TODAY), { sectionCode: '101010', limit: 2 })
        const rest = await measure.records(ctx, on(TODAY), { sectionCode: '101010', limit: 2, after: first.next! })
        expect([first.total, first.records.length, rest.records.length, rest.next]).toEqual([3, 2, 1, null])
        expect(new Set([...first.records, ...rest.records].map(({ id }) => id)).size).toBe(3)
      }
      expect(new Set(seen).size).toBe(10)
      const { records } = await shareAtFloor.records(ctx, on(TODAY), { sectionCode: '101010', limit: 9 })
      expect(records.find(({ staffMemberId }) => staffMemberId === town.sato)?.finding).toBe(
        'ICTツールの活用 2 / 一定水準 2、情報セキュリティと個人情報 2 / 一定水準 2、データの活用 2 / 一定水準 1',
      )
      // A reflection is there, and does not count towards the floor.
      expect(records.find(({ staffMemberId }) => staffMemberId === town.ueda)?.finding).toContain(
        'データの活用 認められる根拠なし / 一定水準 1',
      )
    })
  }),
)

test(
  'the board of a day to come is refused (one rule for levels and shares)',
  inTown(async ({ as, hayashi }) => {
    await expect(as(hayashi).ask(literacy.showLiteracyBoard, { asOf: '2026-11-23' })).rejects.toThrow('as_of_in_future')
  }),
)
