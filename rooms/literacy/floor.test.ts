import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import '#app/measures.ts'
import { countFigure, everybody } from '#platform/measure/counting.ts'
import { describeMeasures } from '#platform/measure/measure.ts'
import { checkPolicy } from '#rooms/policy/file.rules.ts'
import { skills } from '#rooms/skills/contract.ts'
import { inTown, type Name, staffNumberOf, type Town } from '#testing/town.ts'
import { within } from '#testing/within.ts'
import { literacy } from './contract.ts'
import { shareAtFloor } from './floor.service.ts'

const passes = ({ asCommand }: Town, name: Name, levels: Record<string, number>, asOf: string) =>
  asCommand.ask(skills.importEvidence, {
    rows: Object.entries(levels).map(([skill, level]) => ({
      ...{ staffNumber: staffNumberOf(name), kind: 'test' as const, skill, level, asOf },
    })),
  })

test('the share at the floor is an outcome that a KPI may rest on (INV-L3)', () => {
  expect(checkPolicy(readFileSync('policy/shinagawa.yaml', 'utf8'), describeMeasures()).problems).toEqual([])
})

test(
  'the floor is reached at exactly its level; who knows one skill of three is unassessed, and each skill counts its own',
  inTown(async (town) => {
    await passes(town, 'sato', { 'ict-tools': 2, 'information-security': 2, 'data-use': 1 }, '2026-10-01')
    await passes(town, 'ueda', { 'ict-tools': 2, 'information-security': 1, 'data-use': 0 }, '2026-10-01')
    await passes(town, 'mori', { 'ict-tools': 3, 'data-use': 4 }, '2026-10-01')
    // Of two kinds that count the better one does.
    const weaker = { staffNumber: staffNumberOf('mori'), kind: 'qualification' as const, skill: 'ict-tools' }
    await town.asCommand.ask(skills.importEvidence, { rows: [{ ...weaker, level: 1, asOf: '2026-11-01' }] })
    const board = await town.as('hayashi').ask(literacy.showLiteracyBoard, {})
    expect([board.total.numerator, board.unassessed]).toEqual([1, 8])
    expect(board.floor.map(({ level, levelName, numerator }) => [level, levelName, numerator])).toEqual([
      [2, '自立', 3],
      [2, '自立', 1],
      [1, '基礎', 2],
    ])
    const mine = async (name: Name) => await town.as(name).ask(literacy.showMyFloor, {})
    expect((await mine('mori')).skills.map(({ level }) => level)).toEqual([3, null, 4])
    const [sato, ueda, kimura] = [await mine('sato'), await mine('ueda'), await mine('kimura')]
    expect(sato.skills.map(({ level, reached }) => [level, reached])).toEqual([
      [2, true],
      [2, true],
      [1, true],
    ])
    expect(ueda.skills.map(({ level, reached }) => [level, reached])).toEqual([
      [2, true],
      [1, false],
      [0, false],
    ])
    expect(sato.skills.map(({ levelName, behaviour }) => [levelName, behaviour?.slice(0, 4)])).toEqual([
      ['自立', '共同編集'],
      ['自立', '扱う情報'],
      ['基礎', '表やグラ'],
    ])
    expect([sato.reached, ueda.reached, kimura.reached]).toEqual([true, false, false])
    expect([sato.outside, kimura.outside]).toEqual([null, 'on_leave'])
  }),
)

test(
  'days that are counted in one statement do not mix: each is what it is by itself (INV-O2)',
  inTown(async (town) => {
    const all = { 'ict-tools': 2, 'information-security': 2, 'data-use': 1 }
    await passes(town, 'sato', all, '2026-05-20')
    await passes(town, 'ueda', all, '2026-10-01')
    const days = ['2026-05-01', '2026-06-01', '2026-11-22']
    await within(town, async (ctx) => {
      const rows = await Promise.all(
        days.map(
          async (day, id) =>
            sql`(${id}::int, ${day}::date, ${day}::date, ${JSON.stringify(await shareAtFloor.basis(ctx, day))}::jsonb)`,
        ),
      )
      const together = sql`(select * from (values ${sql.join(rows)}) as v(figure_id, day, from_day, basis))`
      const parts = await sql<{ id: number; counted: number }>`select figure_id as id, sum(tallies[2])::int as counted
        from (${shareAtFloor.parts(together, everybody)}) p where outside is null group by 1 order by 1`.execute(ctx.db)
      const alone = await Promise.all(days.map((day) => countFigure(ctx, shareAtFloor, day)))
      expect(parts.rows.map(({ counted }) => counted)).toEqual([0, 1, 2])
      expect(alone.map((figure) => figure?.total.numerator)).toEqual([0, 1, 2])
    })
  }),
)
