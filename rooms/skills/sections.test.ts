import fc from 'fast-check'
import { expect, test } from 'vitest'
import { home } from '#app/home/contract.ts'
import type { Output } from '#platform/contract/contract.ts'
import { figuresOf } from '#platform/measure/figures.ts'
import { kpi } from '#rooms/kpi/contract.ts'
import { policy } from '#rooms/policy/contract.ts'
import { happenings } from '#testing/happenings.ts'
import { policyText } from '#testing/policy-text.ts'
import { overhear } from '#testing/statements/observed.ts'
import { inTown, type Name, staffNumberOf, type Town } from '#testing/town.ts'
import { within } from '#testing/within.ts'
import { skills } from './contract.ts'
import { meanCoverage } from './expected.service.ts'

type Shown = Output<typeof skills.showSkillsBySection>

const result = (name: Name, skill: string, level: number, kind: 'test' | 'self' | 'supervisor' = 'test') => ({
  ...{ staffNumber: staffNumberOf(name), skill, kind, level, asOf: '2026-10-01' },
  source: 'テスト',
})
const recorded = ({ asCommand }: Town, rows: ReturnType<typeof result>[]) =>
  asCommand.ask(skills.importEvidence, { rows })
const cell = ({ skills: all, whole, sections }: Shown, skill: string, section?: string | null) => {
  const place = all.findIndex((one) => one.skill === skill)
  const row = section === undefined ? whole : sections.find(({ sectionCode }) => sectionCode === section)
  return row && { people: row.people, ...row.cells[place] }
}

/** Counted again from the rows of the tables, without the product's rules: who, where, at what level and what is expected. */
async function recounted({ sql }: Town, today: string) {
  return await sql<{ section: string; skill: string; level: number | null; expected: number | null }>(
    `with skill as (select s->>'id' as id, s->'expected' as expected,
          s->'expectedByOccupation' as by_occupation, e.document->'literacy'->'population' as population
        from policy_edition e, jsonb_array_elements(e.document->'pyramid'->'tiers') t, jsonb_array_elements(t->'skills') s
        where e.valid_from <= $1 and (e.valid_to is null or e.valid_to > $1))
      select a.section_code as section, k.id as skill,
        (select v.level from skill_evidence v where v.staff_member_id = m.staff_member_id and v.skill = k.id
          and v.withdrawn_at is null and v.level is not null
          order by array_position(array['test', 'qualification', 'supervisor', 'self'], v.kind), v.as_of desc, v.skill_evidence_id desc
          limit 1)::int as level,
        greatest((select max(value::int) from jsonb_each_text(k.expected) where key <= a.grade),
          (select max(value::int) from jsonb_each_text(k.by_occupation -> m.occupation) where key <= a.grade)) as expected
      from employment m cross join skill k
      join assignment a on a.staff_member_id = m.staff_member_id and a.kind = 'primary'
        and a.valid_from <= $1 and (a.valid_to is null or a.valid_to > $1)
      where m.joined_on <= $1 and (m.left_on is null or m.left_on > $1)
        and k.population->'include'->'employmentCategories' ? m.employment_category
        and not (k.population @> '{"exclude": [{"onLeave": true}]}' and exists (select from leave_of_absence l
          where l.staff_member_id = m.staff_member_id and l.valid_from <= $1 and (l.valid_to is null or l.valid_to > $1)))`,
    [today],
  )
}

/** Each section of a day with those right below it, by the rows; under '' those at the top. */
async function treeOn({ sql }: Town, today: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await sql<{ code: string; parent: string }>(
    `select section_code as code, coalesce(parent_code, '') as parent from section_period
     where valid_from <= $1 and (valid_to is null or valid_to > $1)`,
    [today],
  )
  const codes = ['', ...rows.map(({ code }) => code)]
  return new Map(codes.map((code) => [code, rows.filter(({ parent }) => parent === code).map((row) => row.code)]))
}

/** What is shown of a section, and of each section right below it, is what the rows say. */
async function expectRecount(town: Town, today: string): Promise<void> {
  const [rows, tree] = [await recounted(town, today), await treeOn(town, today)]
  const within = (code: string): string[] => [code, ...(tree.get(code) ?? []).flatMap(within)]
  for (const node of tree.keys()) {
    const shown = await town.as('hayashi').ask(skills.showSkillsBySection, node ? { within: node } : {})
    const sums = [
      { row: shown.whole, codes: within(node) },
      ...shown.sections.map((row) => ({ row, codes: row.sectionCode === node ? [node] : within(row.sectionCode!) })),
    ]
    for (const { row, codes } of sums) {
      for (const [place, { skill }] of shown.skills.entries()) {
        const mine = rows.filter((one) => one.skill === skill && codes.includes(one.section))
        const reached = mine.filter(({ level, expected }) => level !== null && expected !== null && level >= expected)
        expect({ people: row.people, ...row.cells[place] }, `${node} ${codes[0]} ${skill}`).toEqual({
          people: mine.length,
          levels: [0, 1, 2, 3, 4].map((step) => mine.filter(({ level }) => level === step).length),
          reached: reached.length,
          asked: mine.filter(({ expected }) => expected !== null).length,
        })
      }
    }
    expect(shown.sections.reduce((sum, { people }) => sum + people, 0)).toBe(shown.whole.people)
    for (const { sectionCode, isOpen } of shown.sections) {
      const below = sectionCode === node ? [] : (tree.get(sectionCode ?? '') ?? [])
      expect(isOpen, `${sectionCode} is open`).toBe(
        below.some((code) => rows.some(({ section }) => within(code).includes(section))),
      )
    }
  }
}

test(
  'levels are counted by the policy’s rule, in the section and in those above it; the unassessed are not at level 0 (INV-P6, P7)',
  inTown(async (town) => {
    await recorded(town, [
      result('sato', 'ict-tools', 0),
      result('sato', 'ict-tools', 4, 'self'),
      result('ueda', 'ict-tools', 2, 'supervisor'),
      result('kato', 'ict-tools', 4),
      result('kimura', 'ict-tools', 4),
      result('yamada', 'ict-tools', 4),
    ])
    const shown = await town.as('hayashi').ask(skills.showSkillsBySection, {})
    expect(shown).toMatchObject({ asOf: '2026-11-22', highestLevel: 4, threshold: null, within: [], isSample: true })
    expect(shown.sections.map(({ name, isOpen }) => [name, isOpen])).toEqual([
      ['区民生活部', true],
      ['総務部', true],
    ])
    expect(cell(shown, 'ict-tools')).toEqual({ people: 10, levels: [1, 0, 1, 0, 1], reached: 2, asked: 10 })
    expect(cell(shown, 'ict-tools', '10')).toEqual({ people: 5, levels: [1, 0, 1, 0, 1], reached: 2, asked: 5 })
    expect(cell(shown, 'ict-tools', '20')).toEqual({ people: 5, levels: [0, 0, 0, 0, 0], reached: 0, asked: 5 })
    await expectRecount(town, '2026-11-22')
  }),
)

test(
  'what is expected of an occupation beside its grade stands with the person, in the team, in the sections and in the share of those who are where they should be (INV-P3)',
  inTown(async (town) => {
    const { as, asCommand, sql, sato, ueda } = town
    const scoreBefore = (await as('sato').ask(skills.showMySkills, {})).pyramid.expectedScore!
    await recorded(town, [result('sato', 'ict-tools', 3), result('ueda', 'ict-tools', 3)])
    await sql(`update employment set occupation = '情報' where staff_member_id = any($1)`, [[sato]])
    const text = policyText
      .replace(/^( *edition: ).*$/m, '$1職種の版')
      .replace(
        /(- id: ict-tools\n(?: {10}.*\n)*? {10}expected: .*\n)/,
        `$1          expectedByOccupation: { 情報: { 1級職: 4 } }\n`,
      )
    await asCommand.ask(policy.loadPolicy, { text, publishFrom: '2026-11-22' })
    const of = async (staffMemberId: number) =>
      (await as('hayashi').ask(skills.showSkills, { staffMemberId })).skills.find(({ skill }) => skill === 'ict-tools')
    expect([(await of(sato))?.expected, (await of(ueda))?.expected]).toEqual([4, 2])
    const then = await as('hayashi').ask(skills.showSkills, { staffMemberId: sato, asOf: '2026-11-21' })
    expect(then.skills.find(({ skill }) => skill === 'ict-tools')?.expected).toBe(2)

    const team = await as('tanaka').ask(skills.showTeamSkills, {})
    const place = team.skills.findIndex(({ skill }) => skill === 'ict-tools')
    const expected = new Map(team.members.map((one) => [one.staffMemberId, one.expected[place]]))
    expect([expected.get(sato), expected.get(ueda), team.skills[place]?.below]).toEqual([4, 2, 1])

    const score = async () => (await as('sato').ask(skills.showMySkills, {})).pyramid.expectedScore!
    expect(await score()).toBeGreaterThan(scoreBefore)
    expect((await as('sato').ask(home.showHome, {})).pyramid?.expectedScore).toBe(await score())

    expect(cell(await as('hayashi').ask(skills.showSkillsBySection, {}), 'ict-tools')).toMatchObject({ reached: 1 })
    await expectRecount(town, '2026-11-22')
    const asked = { measure: meanCoverage, asOf: '2026-11-22' }
    const coverage = async () => (await within(town, (ctx) => figuresOf(ctx, [asked])))[0]!
    const before = await coverage()
    await sql(`update employment set occupation = '事務' where staff_member_id = any($1)`, [[sato]])
    const after = await coverage()
    expect(after.tallies.slice(0, 2)).toEqual([before.tallies[0], before.tallies[1]! + 1])
    await expectRecount(town, '2026-11-22')
  }),
)

test(
  'within a section its own people stand beside those of the sections below, and the way there is told',
  inTown(async (town) => {
    await recorded(town, [result('tanaka', 'data-use', 3), result('sato', 'data-use', 1)])
    const shown = await town.as('hayashi').ask(skills.showSkillsBySection, { within: '1010' })
    expect(shown.within.map(({ name }) => name)).toEqual(['区民生活部', '戸籍住民課'])
    expect(shown.sections.map(({ sectionCode, people, isOpen }) => [sectionCode, people, isOpen])).toEqual([
      ['1010', 1, false],
      ['101010', 3, false],
    ])
    expect(cell(shown, 'data-use', '1010')?.levels).toEqual([0, 0, 0, 1, 0])
    expect(cell(shown, 'data-use', '101010')?.levels).toEqual([0, 1, 0, 0, 0])
  }),
)

test(
  'an executive sees no section of fewer than five, and does not look into one that was counted with others (INV-S1)',
  inTown(async (town) => {
    const { ask } = town.as('suzuki')
    const whole = await ask(skills.showSkillsBySection, {})
    expect(whole.threshold).toBe(5)
    expect(whole.sections.map(({ name, people, isOpen }) => [name, people, isOpen])).toEqual([
      ['区民生活部', 5, true],
      ['総務部', 5, true],
    ])
    const within = await ask(skills.showSkillsBySection, { within: '10' })
    expect(within.sections.map(({ name, people, holds }) => [name, people, holds])).toEqual([
      ['区民生活部', 5, ['戸籍住民課']],
    ])
    expect(within.sections[0]?.isOpen).toBe(false)
    for (const small of ['1010', '101010', '2010']) {
      await expect(ask(skills.showSkillsBySection, { within: small }), small).rejects.toThrow('section_too_small')
    }
    await expect(ask(skills.showSkillsBySection, { within: '99' })).rejects.toThrow('no_such_section')
  }),
)

test(
  'numbers by section are for HR and executives; nobody’s look at them is a look at a person (INV-S1, S4)',
  inTown(async ({ as, asGuest, sql }) => {
    for (const other of ['sato', 'mori', 'tanaka', 'inoue', 'ito'] as const) {
      await expect(as(other).ask(skills.showSkillsBySection, {}), other).rejects.toThrow('forbidden')
    }
    await expect(asGuest.ask(skills.showSkillsBySection, {})).rejects.toThrow('sign_in_needed')
    await as('kato').ask(skills.showSkillsBySection, {})
    expect(await sql(`select from journal_line where kind = 'read'`)).toEqual([])
  }),
)

test('whatever happens in a town, what is shown of sections is what the rows say, from sums that are kept up', {
  timeout: 300_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(fc.oneof(...happenings), { minLength: 1, maxLength: 4 }), { minLength: 3, maxLength: 6 }),
      async (stages) => {
        await inTown(async (town) => {
          const now = { today: '2026-11-22', editions: 1 }
          for (const stage of stages) {
            for (let left = 1; left > 0; ) ({ left } = await town.asJob.ask(kpi.keepFigures, {}))
            for (const happens of stage) await happens(town, now)
            await expectRecount(town, now.today)
          }
        })()
      },
    ),
    { numRuns: 5 },
  )
})

test(
  'the map of a past day is that of that day, whatever came since, and its rows add up and single nobody out (INV-S1, P7)',
  inTown(async (town) => {
    const { as, asCommand, on, sato } = town
    const map = (asOf?: string) => asCommand.ask(skills.showSkillsMap, asOf ? { asOf } : {})
    await recorded(town, [result('sato', 'ict-tools', 3), result('ueda', 'ict-tools', 2, 'self')])
    for (let left = 1; left > 0; ) ({ left } = await town.asJob.ask(kpi.keepFigures, {}))
    const then = await map()
    expect(await map('2026-11-22')).toEqual(then)
    const whole = await as('hayashi').ask(skills.showSkillsBySection, {})
    expect([then.whole, then.skills]).toEqual([whole.whole, whole.skills])
    // Whoever is on leave makes no second row of their section.
    const peopleOf = (rows: readonly { sectionCode: string | null; people: number }[]) =>
      rows.map(({ sectionCode, people }) => [sectionCode, people])
    const { sections: ofExecutives } = await as('kato').ask(skills.showSkillsBySection, {})
    expect(peopleOf(then.sections.filter(({ within }) => within.length === 0))).toEqual(peopleOf(ofExecutives))
    expect(then.sections.length).toBeGreaterThan(1)
    const below = Map.groupBy(then.sections, ({ within }) => within.join('/'))
    for (const [path, rows] of below) {
      const above = then.sections.find(
        ({ sectionCode, within, isOpen }) => isOpen && [...within, sectionCode].join('/') === path,
      )
      const of = path === '' ? then.whole : above!
      const sum = (read: (row: typeof of) => number) => rows.reduce((all, row) => all + read(row), 0)
      expect([path, sum(({ people }) => people)]).toEqual([path, of.people])
      for (const [place, cell] of of.cells.entries()) {
        for (const level of cell.levels.keys())
          expect(sum(({ cells }) => cells[place]!.levels[level]!)).toBe(cell.levels[level])
      }
      for (const { people } of rows) expect(people).toBeGreaterThanOrEqual(5)
    }
    on('2026-11-25')
    await asCommand.ask(skills.importEvidence, {
      rows: [{ ...result('sato', 'ict-tools', 4), asOf: '2026-11-24' }],
    })
    await town.sql(`update assignment set valid_to = '2026-11-24' where staff_member_id = $1 and valid_to is null`, [
      sato,
    ])
    expect((await map()).whole).not.toEqual(then.whole)
    expect(await map('2026-11-22')).toEqual(then)
    await expect(map('2026-11-26')).rejects.toMatchObject({ code: 'as_of_in_future' })
  }),
)

test(
  'one person’s new level, post and leave are in the sums at once, and who is answered reads nobody’s standing',
  inTown(async (town) => {
    for (let left = 1; left > 0; ) ({ left } = await town.asJob.ask(kpi.keepFigures, {}))
    const levels = async () => {
      const asked: string[] = []
      const stop = overhear((text) => asked.push(text))
      const shown = await town.as('hayashi').ask(skills.showSkillsBySection, {})
      stop()
      // Whoever is counted anew is looked up; everybody never is.
      const everybody = asked.filter((text) => text.includes('from skill_standing') && !text.includes('any('))
      expect(everybody).toEqual([])
      return [cell(shown, 'ict-tools', '10'), cell(shown, 'ict-tools', '20')].map((one) => [one?.people, one?.levels])
    }
    await recorded(town, [result('sato', 'ict-tools', 3)])
    expect(await levels()).toEqual([
      [5, [0, 0, 0, 1, 0]],
      [5, [0, 0, 0, 0, 0]],
    ])
    await town.sql(`update assignment set section_code = '2020' where staff_member_id = $1 and valid_to is null`, [
      town.sato,
    ])
    expect(await levels()).toEqual([
      [4, [0, 0, 0, 0, 0]],
      [6, [0, 0, 0, 1, 0]],
    ])
    await town.sql(
      `insert into leave_of_absence (staff_member_id, kind, valid_from) values ($1, '休職', '2026-11-23')`,
      [town.sato],
    )
    await levels()
    town.on('2026-11-23')
    expect(await levels()).toEqual([
      [4, [0, 0, 0, 0, 0]],
      [5, [0, 0, 0, 0, 0]],
    ])
  }),
)
