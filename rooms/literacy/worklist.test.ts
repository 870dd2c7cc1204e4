import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { kpi } from '#rooms/kpi/contract.ts'
import { importing } from '#rooms/people/import/contract.ts'
import { policy } from '#rooms/policy/contract.ts'
import { skills } from '#rooms/skills/contract.ts'
import { inTown, type Name, staffNumberOf, type Town } from '#testing/town.ts'
import { literacy } from './contract.ts'
import { standings } from './worklist.rules.ts'

const FLOOR = { 'ict-tools': 2, 'information-security': 2, 'data-use': 1 } as const
type Skill = keyof typeof FLOOR

const pass = (
  town: Town,
  name: Name,
  levels: Partial<Record<Skill, number>>,
  kind: 'test' | 'qualification' = 'test',
) =>
  town.asCommand.ask(skills.importEvidence, {
    rows: Object.entries(levels).map(([skill, level]) => ({
      ...{ staffNumber: staffNumberOf(name), skill, kind, level, asOf: '2026-10-01' },
    })),
  })

const worklistOf = (town: Town, chosen = {}) => town.as('hayashi').ask(literacy.showFloorWorklist, chosen)
const standingsIn = ({ people }: { people: { name: string; standing: string }[] }) =>
  Object.fromEntries(people.map(({ name, standing }) => [name, standing]))

/** Whoever makes figures be kept; afterwards they are answered from what is kept. */
async function keepFigures(town: Town) {
  for (let left = 1; left > 0; ) left = (await town.asJob.ask(kpi.keepFigures, {})).left
}

test(
  'everyone in service stands in the list once: not assessed, below, on leave until a day; whoever reached the floor is counted (INV-P5, P7)',
  inTown(async (town) => {
    await pass(town, 'sato', FLOOR)
    await pass(town, 'ueda', { ...FLOOR, 'information-security': 1 })
    await pass(town, 'mori', { 'ict-tools': 4 })
    await town.sql(`update leave_of_absence set valid_to = '2026-12-25' where staff_member_id = $1`, [town.kimura])
    await town.sql(`update employment set joined_on = '2026-08-25' where staff_member_id = $1`, [town.mori])
    for (const isKept of [false, true]) {
      if (isKept) await keepFigures(town)
      const list = await worklistOf(town)
      expect(list.counts).toEqual([
        { standing: 'unassessed', people: 8 },
        { standing: 'below', people: 1 },
        { standing: 'reached', people: 1 },
        { standing: 'on_leave', people: 1 },
      ])
      expect(standingsIn(list)).toMatchObject({ '上田 陽介': 'below', '森 千夏': 'unassessed', '木村 葵': 'on_leave' })
      expect([list.people.length, standingsIn(list)['佐藤 はるか']]).toEqual([10, undefined])
      const [mori, kimura] = ['森 千夏', '木村 葵'].map((who) => list.people.find(({ name }) => name === who)!)
      // 90 days before 22 November is 24 August: whoever began the day after is new still.
      expect([mori!.levels, mori!.isNew, mori!.backOn]).toEqual([[4, null, null], true, null])
      expect([kimura!.isNew, kimura!.backOn]).toEqual([false, '2026-12-25'])
    }
    await town.sql(`update employment set joined_on = '2026-08-24' where staff_member_id = $1`, [town.mori])
    // Whoever is on leave and has reached the floor owes nothing when they are back: counted apart, and not on the list.
    await pass(town, 'kimura', FLOOR)
    const [list, team] = [await worklistOf(town), await town.as('tanaka').ask(literacy.showTeamFloor, {})]
    expect(list.counts.slice(2)).toEqual([
      { standing: 'reached', people: 1 },
      { standing: 'reached_on_leave', people: 1 },
    ])
    expect(standingsIn(list)['木村 葵']).toBeUndefined()
    expect(standingsIn(await worklistOf(town, { standing: 'reached_on_leave' }))).toEqual({
      '木村 葵': 'reached_on_leave',
    })
    expect(standingsIn(team)['木村 葵']).toBe('reached_on_leave')
    const old = await worklistOf(town, { within: '101010' })
    expect(old.people.find(({ name }) => name === '森 千夏')!.isNew).toBe(false)
  }),
)

test(
  'the list is chosen by section with all below it, standing, grade and category, and turned over by the last person seen',
  inTown(async (town) => {
    await pass(town, 'sato', FLOOR)
    await town.sql(`update employment set employment_category = '特別職' where staff_member_id = $1`, [town.ueda])
    const list = await worklistOf(town, { within: '1010' })
    expect(standingsIn(list)).toEqual({ '田中 聡': 'unassessed', '森 千夏': 'unassessed', '木村 葵': 'on_leave' })
    expect(list.counts).toEqual([
      { standing: 'unassessed', people: 2 },
      { standing: 'reached', people: 1 },
      { standing: 'on_leave', people: 1 },
      { standing: 'other_category', people: 1 },
    ])
    expect(list.employmentCategories).toEqual(['常勤', '任期付', '再任用', '会計年度任用'])
    expect(list.section).toEqual({ sectionCode: '1010', name: '戸籍住民課' })
    const other = await worklistOf(town, { standing: 'other_category' })
    expect(standingsIn(other)).toEqual({ '上田 陽介': 'other_category' })
    expect(standingsIn(await worklistOf(town, { standing: 'reached' }))).toEqual({ '佐藤 はるか': 'reached' })
    const heads = await worklistOf(town, { grade: '5級職' })
    expect(heads.people.map(({ name }) => name)).toEqual(['田中 聡', '井上 誠', '小野 隆'])
    expect(heads.counts).toEqual([{ standing: 'unassessed', people: 3 }])
    expect((await worklistOf(town, { employmentCategory: '特別職' })).people).toEqual([])
    // By whatever somebody chooses, kept or counted: as many stand how as are listed when one asks for them.
    const choices = [
      ...[{}, { within: '1010' }, { grade: '5級職' }, { employmentCategory: '特別職' }],
      ...[
        { grade: '2級職', employmentCategory: '常勤' },
        { within: '1010', grade: '2級職' },
      ],
      { within: '1010', employmentCategory: '特別職' },
    ]
    for (const isKept of [false, true]) {
      if (isKept) await keepFigures(town)
      for (const chosen of choices) {
        const { counts } = await worklistOf(town, chosen)
        const listed: { standing: string; people: number }[] = []
        for (const standing of standings) {
          const { people } = await worklistOf(town, { ...chosen, standing })
          if (people.length > 0) listed.push({ standing, people: people.length })
        }
        expect([chosen, counts]).toEqual([chosen, listed])
      }
    }
    const seen: string[] = []
    for (let after: string | null | undefined; after !== null; ) {
      const page = await worklistOf(town, { pageSize: 2, ...(after ? { after } : {}) })
      expect(page.people.length).toBeLessThanOrEqual(2)
      seen.push(...page.people.map(({ name }) => name))
      after = page.next
    }
    expect(seen).toEqual((await worklistOf(town)).people.map(({ name }) => name))
    await expect(worklistOf(town, { within: '99' })).rejects.toThrow('no_such_section')
    await expect(worklistOf(town, { after: 'nowhere' })).rejects.toThrow('invalid_input')
    await expect(town.as('hayashi').ask(literacy.exportFloorWorklist, { within: '99' })).rejects.toThrow(
      'no_such_section',
    )
  }),
)

test(
  'the file says of each person what the list says, and that it was taken stands in the journal (INV-S4)',
  inTown(async (town) => {
    await pass(town, 'ueda', { ...FLOOR, 'data-use': 0 })
    const { base64, fileName } = await town.as('hayashi').ask(literacy.exportFloorWorklist, { within: '101010' })
    expect(fileName).toBe('一定水準の対象者_2026-11-22_サンプル値.csv')
    const lines = Buffer.from(base64, 'base64').toString('utf8').slice(1).trim().split(/\r?\n/)
    expect(lines.find((line) => line.includes('上田'))).toBe(
      '00000005,上田 陽介,ウエダ ヨウスケ,101010,窓口係,2級職,常勤,水準まであと少し,2,2,0,,,,2026-11-22',
    )
    expect(lines).toHaveLength(5)
    const lined = await town.sql<{ subjects: number[] }>(
      `select subjects::int[] as subjects from journal_line where operation = 'literacy.exportFloorWorklist'`,
    )
    expect(lined.map(({ subjects }) => subjects.length)).toEqual([4])
  }),
)

test(
  'a head sees their own people; what those share only where they want to tells nothing there (INV-S1, S2)',
  inTown(async (town) => {
    await pass(town, 'sato', FLOOR)
    await pass(town, 'ueda', { ...FLOOR, 'ict-tools': 1 })
    const team = await town.as('tanaka').ask(literacy.showTeamFloor, {})
    expect(standingsIn(team)).toEqual({
      ...{ '森 千夏': 'unassessed', '佐藤 はるか': 'reached', '上田 陽介': 'below', '木村 葵': 'on_leave' },
    })
    expect(team.sharedOnly).toBe(false)
    expect((await town.as('sato').ask(literacy.showTeamFloor, {})).people).toEqual([])
    // A policy in which a self-reflection proves the floor, too: 上田 has one, and keeps it to himself.
    const text = readFileSync('policy/shinagawa.yaml', 'utf8').replaceAll(
      'evidence: [test, qualification]',
      'evidence: [test, self]',
    )
    await town.as('hayashi').ask(policy.loadPolicy, { text, publishFrom: '2026-11-22' })
    await town.as('ueda').ask(skills.reflect, { reflections: [{ skill: 'ict-tools', level: 3, shared: false }] })
    expect(standingsIn(await worklistOf(town, { standing: 'reached' }))).toHaveProperty('上田 陽介')
    const again = await town.as('tanaka').ask(literacy.showTeamFloor, {})
    expect([standingsIn(again)['上田 陽介'], again.sharedOnly]).toEqual(['below', true])
  }),
)

test(
  'without a policy there is no floor to stand to',
  inTown(async (town) => {
    await town.sql('truncate policy_edition cascade')
    for (const operation of [literacy.showFloorWorklist, literacy.exportFloorWorklist, literacy.showTeamFloor] as const)
      await expect(town.as('hayashi').ask(operation, {})).rejects.toThrow('no_policy')
    for (const by of ['grade', 'employmentCategory'] as const)
      await expect(town.as('hayashi').ask(literacy.showFloorByGroup, { by })).rejects.toThrow('no_policy')
    await expect(town.as('hayashi').ask(literacy.showFloorBySection, {})).rejects.toThrow('no_policy')
    await expect(town.as('hayashi').ask(literacy.showFloorPath, {})).rejects.toThrow('no_policy')
    expect(await town.as('hayashi').ask(policy.listPolicyEditions, {})).toEqual([])
  }),
)

test(
  'by grade, by category and by every section rows add up to the whole, and none is of fewer than five people (INV-S1)',
  inTown(async (town) => {
    await pass(town, 'sato', FLOOR)
    await pass(town, 'hayashi', FLOOR)
    const reader = town.as('kato')
    const byGrade = await reader.ask(literacy.showFloorByGroup, { by: 'grade' })
    // 1級職 1, 2級職 3, 3級職 1, 5級職 3, 6級職 2: none has five, so they stand together.
    expect(byGrade.groups).toEqual([
      { group: null, holds: expect.any(Array), numerator: 2, denominator: 10, unassessed: 8 },
    ])
    expect(byGrade.groups[0]!.holds.toSorted()).toEqual(['1級職', '2級職', '3級職', '5級職', '6級職'])
    await town.sql(`update employment set employment_category = '会計年度任用' where staff_member_id = any($1)`, [
      [1, 2, 3, 4, 5],
    ])
    const byCategory = await reader.ask(literacy.showFloorByGroup, { by: 'employmentCategory' })
    expect(byCategory.groups).toEqual([
      { group: '会計年度任用', holds: [], numerator: 1, denominator: 5, unassessed: 4 },
      { group: '常勤', holds: [], numerator: 1, denominator: 5, unassessed: 4 },
    ])
    expect(byCategory.total).toEqual({ numerator: 2, denominator: 10, unassessed: 8 })
    // The same from what is kept, which follows whoever is of another grade or category from today, at the floor as before.
    await keepFigures(town)
    expect(await reader.ask(literacy.showFloorByGroup, { by: 'employmentCategory' })).toEqual(byCategory)
    const [reached] = await town.sql<{ id: number }>(
      `update employment set employment_category = '会計年度任用'
      where staff_member_id in ($1, $2) and employment_category = '常勤' returning staff_member_id as id`,
      [...[town.sato, town.hayashi]],
    )
    await town.sql(`update assignment set grade = '2級職' where grade in ('1級職', '3級職')`)
    expect((await reader.ask(literacy.showFloorByGroup, { by: 'employmentCategory' })).groups).toEqual([
      { group: '会計年度任用', holds: ['常勤'], numerator: 2, denominator: 10, unassessed: 8 },
    ])
    expect(
      (await reader.ask(literacy.showFloorByGroup, { by: 'grade' })).groups.map(({ group, denominator }) => [
        group,
        denominator,
      ]),
    ).toEqual([
      ['2級職', 5],
      [null, 5],
    ])
    await town.sql(`update employment set employment_category = '常勤' where staff_member_id = $1`, [reached!.id])
    const bySection = await reader.ask(literacy.showFloorBySection, {})
    // The parts of a whole add up to it; what can be opened stands once more, in its parts.
    const top = bySection.sections.filter(({ within }) => within.length === 0)
    expect(top.map(({ sectionCode, numerator, denominator }) => [sectionCode, numerator, denominator])).toEqual([
      ['10', 1, 5],
      ['20', 1, 5],
    ])
    expect(bySection.sections.every(({ denominator }) => denominator >= bySection.threshold)).toBe(true)
    for (const row of bySection.sections.filter(({ isOpen }) => isOpen)) {
      const board = await reader.ask(literacy.showLiteracyBoard, { within: row.sectionCode! })
      const inside = bySection.sections.filter(({ within }) => within.at(-1) === row.sectionCode)
      expect(inside.map(({ within: _, ...one }) => one)).toEqual(board.sections)
    }
  }),
)

test(
  'whoever joins, leaves or falls ill: the counts are what a recount by hand of the raw rows gives, and pages hold each person once',
  inTown(async (town) => {
    const row = fc.record({
      name: fc.constantFrom(...(['kato', 'tanaka', 'mori', 'sato', 'ueda', 'kimura', 'ono'] as const)),
      skill: fc.constantFrom(...(Object.keys(FLOOR) as Skill[])),
      level: fc.integer({ min: 0, max: 3 }),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 8, maxLength: 30 }), async (rows) => {
        await town.sql('truncate skill_evidence, skill_standing')
        for (const { name, skill, level } of rows) await pass(town, name, { [skill]: level })
        expect(Object.fromEntries((await worklistOf(town)).counts.map((one) => [one.standing, one.people]))).toEqual(
          await recount(town),
        )
      }),
      { numRuns: 8 },
    )
  }),
)

/** How many stand how, person by person from the raw rows. */
async function recount({ sql }: Town): Promise<Record<string, number>> {
  const evidence = await sql<{ staff: number; skill: Skill; level: number }>(
    `select distinct on (staff_member_id, skill) staff_member_id::int as staff, skill, level from skill_evidence
     where kind = 'test' and withdrawn_at is null order by staff_member_id, skill, as_of desc, skill_evidence_id desc`,
  )
  const staff = await sql<{
    id: number
    away: boolean
  }>(`select staff_member_id::int as id, exists (select from leave_of_absence l
    where l.staff_member_id = e.staff_member_id) as away from employment e where left_on is null`)
  const counts: Record<string, number> = {}
  for (const { id, away } of staff) {
    const levels = Object.keys(FLOOR).map(
      (skill) => evidence.find((one) => one.staff === id && one.skill === skill)?.level,
    )
    const isKnown = levels.every((level) => level !== undefined)
    const isThere = Object.values(FLOOR).every((level, place) => (levels[place] ?? -1) >= level)
    const left = isKnown && isThere ? 'reached_on_leave' : 'on_leave'
    const standing = away ? left : !isKnown ? 'unassessed' : isThere ? 'reached' : 'below'
    counts[standing] = (counts[standing] ?? 0) + 1
  }
  return counts
}

test(
  'an import of people brings them into the list the same day',
  inTown(async (town) => {
    const before = (await worklistOf(town)).people.length
    const staff =
      '職員番号,氏名,氏名カナ,任用区分,職種,採用年月日,退職年月日\n00000099,新田 葉,ニッタ ヨウ,常勤,一般事務,2026-11-22,\n'
    const assignments =
      '職員番号,所属コード,職務の級,職名,区分,所属長,適用開始日,適用終了日\n00000099,101010,1級職,係員,主務,0,2026-11-22,\n'
    const file = (name: string, text: string) => ({ name, base64: Buffer.from(text).toString('base64') })
    await town.as('hayashi').ask(importing.importWard, {
      ...{ dryRun: false, staff: file('s.csv', staff), assignments: file('a.csv', assignments) },
    })
    const after = await worklistOf(town)
    expect([after.people.length, standingsIn(after)['新田 葉']]).toEqual([before + 1, 'unassessed'])
    expect(after.people.find(({ name }) => name === '新田 葉')!.isNew).toBe(true)
  }),
)
