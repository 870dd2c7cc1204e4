import { expect, test } from 'vitest'
import { countFigure } from '#platform/measure/counting.ts'
import { policy } from '#rooms/policy/contract.ts'
import { skills } from '#rooms/skills/contract.ts'
import { bareText } from '#testing/policy-text.ts'
import { inTown, staffNumberOf, type Town } from '#testing/town.ts'
import { whoMay } from '#testing/who-may.ts'
import { within } from '#testing/within.ts'
import { rolesAccess } from './access.ts'
import { roleHolders } from './contract.ts'
import { hiddenAmong } from './demand.rules.ts'
import { shareOfHoldersAtExpected } from './holding.service.ts'
import { type HeldIn, placesIn, placesInAll } from './rules.ts'

const roles = `
roles:
  - { id: leader, name: DX推進リーダー, expected: { data-use: 2, ict-tools: 1 }, wanted: { perSection: 1, sectionKind: 課 }, isSample: true }
  - { id: expert, name: DX専門人材, wanted: { count: 2 }, isSample: true }
plans:
  - name: 長期計画
    from: 2026
    to: 2029
    pillars: [{ name: 行政, initiatives: [{ name: 窓口をひとつにする, skills: [data-use], people: 3, isSample: true }, 庁舎] }]
`
const publish = ({ asCommand }: Pick<Town, 'asCommand'>, edition: string, parts = '') =>
  asCommand.ask(policy.loadPolicy, {
    text: bareText.replace(/^( *edition: ).*$/m, `$1${edition}`) + parts,
    ...{ publishFrom: '2026-11-22', replace: true },
  })
const withRoles = (town: Town) => publish(town, '役割のある版', roles)
const file = (...rows: string[]) => ({
  ...{
    name: '役割.csv',
    base64: Buffer.from(['職員番号,役割,適用開始日,適用終了日', ...rows].join('\r\n')).toString('base64'),
  },
})

test(
  'HR or the head names who holds a role; the person and both see how far they are at what it asks, and it ends on a day',
  inTown(async (town) => {
    const { as, sato, ueda, on } = town
    const of = (who: Parameters<Town['as']>[0]) => as(who).ask(roleHolders.showRolesOf, { staffMemberId: sato })
    // Under a policy without roles nobody can hold one.
    await publish(town, '役割のない版')
    expect(await of('sato')).toMatchObject({ held: [], others: [] })
    const name = (who: Parameters<Town['as']>[0], staffMemberId: number, role = 'leader', validFrom = '2026-11-22') =>
      as(who).ask(roleHolders.nameRoleHolder, { staffMemberId, role, validFrom })
    await expect(name('tanaka', sato)).rejects.toThrow('no_such_role')
    await withRoles(town)
    const { roleHolderId } = await name('tanaka', sato)
    await expect(name('hayashi', sato)).rejects.toThrow('held_already')
    await expect(name('hayashi', sato, 'leader', '2027-04-01')).rejects.toThrow('held_already')
    await expect(name('hayashi', 99)).rejects.toThrow('no_such_staff_member')
    await expect(as('hayashi').ask(roleHolders.showRolesOf, { staffMemberId: 99 })).rejects.toThrow(
      'no_such_staff_member',
    )
    await name('hayashi', ueda, 'leader', '2026-12-01')
    await as('sato').ask(skills.reflect, { reflections: [{ skill: 'data-use', level: 2, shared: false }] })
    const held = (level: number | null) => ({
      ...{ role: 'leader', name: 'DX推進リーダー', validFrom: '2026-11-22', validTo: null },
      expected: [
        { skill: 'data-use', name: expect.any(String), expected: 2, level },
        { skill: 'ict-tools', name: expect.any(String), expected: 1, level: null },
      ],
    })
    expect(await of('sato')).toMatchObject({ held: [held(2)], others: [{ role: 'expert' }], may: [] })
    expect((await as('sato').ask(skills.showMySkills, {})).held).toEqual((await of('sato')).held)
    // What the person does not share their head does not see here either (INV-S1).
    expect(await of('tanaka')).toMatchObject({ held: [held(null)], may: ['nameRoleHolder'] })
    const listed = async () =>
      (await as('hayashi').ask(roleHolders.listRoleHolders, {})).holders.map((one) => [one.staffMemberId, one.validTo])
    expect(await listed()).toEqual([
      [ueda, null],
      [sato, null],
    ])

    // Of those who hold it one is at what it asks, once both skills are known.
    const share = async (day: string) =>
      (await within(town, (ctx) => countFigure(ctx, shareOfHoldersAtExpected, day), { today: day }))!.total
    expect(await share('2026-11-22')).toMatchObject({ numerator: 0, denominator: 1 })
    await as('sato').ask(skills.reflect, { reflections: [{ skill: 'ict-tools', level: 3, shared: false }] })
    expect(await share('2026-11-22')).toMatchObject({ numerator: 1, denominator: 1 })
    expect(await share('2026-12-01')).toMatchObject({ numerator: 1, denominator: 2 })

    const end = (who: Parameters<Town['as']>[0], validTo: string, id = roleHolderId) =>
      as(who).ask(roleHolders.endRoleHolder, { roleHolderId: id, validTo })
    await end('tanaka', '2027-01-01')
    await expect(end('hayashi', '2027-01-01')).rejects.toThrow('no_such_role_holder')
    await expect(end('hayashi', '2027-01-01', 99)).rejects.toThrow('no_such_role_holder')
    await end('hayashi', '2026-11-30')
    on('2026-11-30')
    expect(await listed()).toEqual([[ueda, null]])
    await name('tanaka', sato, 'leader', '2026-11-30')

    const may = whoMay(town, rolesAccess)
    const readers = { hr: ['hayashi', 'hrAccount'] }
    expect(await may('showRolesOf', { staffMemberId: sato })).toEqual({
      ...readers,
      self: ['sato'],
      sectionHead: ['tanaka'],
    })
    const named = { staffMemberId: sato, role: 'leader', validFrom: '2026-11-22' }
    expect(await may('nameRoleHolder', named)).toEqual({ ...readers, sectionHead: ['tanaka'] })
    expect(await may('endRoleHolder', { roleHolderId, validTo: '2027-01-01' })).toEqual({
      ...readers,
      sectionHead: ['tanaka'],
    })
    expect(await may('endRoleHolder', { roleHolderId: 99, validTo: '2027-01-01' })).toEqual(readers)
    expect(await may('listRoleHolders', {})).toEqual(readers)
    expect(await may('exportRoleHolders', {})).toEqual(readers)
    expect(await may('importRoleHolders', { file: file(), dryRun: true })).toEqual({ ...readers, command: ['command'] })
    expect(await may('showRolesBySection', {})).toEqual({ ...readers, executive: ['kato', 'suzuki'] })
    expect(await may('showDemandForPeople', {})).toEqual({ ...readers, executive: ['kato', 'suzuki'] })
  }),
)

test(
  'who holds a role comes from a file, all or nothing, and goes out in the same form (INV-D5)',
  inTown(async (town) => {
    const { as } = town
    await withRoles(town)
    const bring = (rows: string[], dryRun = false) =>
      as('hayashi').ask(roleHolders.importRoleHolders, { file: file(...rows), dryRun })
    const [sato, ueda] = [staffNumberOf('sato'), staffNumberOf('ueda')]
    const told = await bring([
      ...['99999999,leader,2026-04-01,', `${sato},captain,2026-04-01,`, `${sato},leader,2026-04-01,2026-03-01`],
      ...[`${ueda},leader,2026-04-01,2026-09-30`, `${ueda},leader,2026-09-30,`],
    ])
    expect([told.applied, told.problemCount, told.problems.map(({ line, column }) => [line, column])]).toEqual([
      ...[false, 4],
      [
        [2, '職員番号'],
        [3, '役割'],
        [4, '適用終了日'],
        [6, '適用開始日'],
      ],
    ])
    const rows = [`${sato},DX推進リーダー,令和8年4月1日,`, `${ueda},leader,2026-04-01,2026-09-30`]
    expect(await bring(rows, true)).toMatchObject({ applied: false, added: 2 })
    expect(await bring(rows)).toMatchObject({ applied: true, added: 2, changed: 0, unchanged: 0 })
    expect(await bring(rows)).toMatchObject({ applied: true, added: 0, changed: 0, unchanged: 2 })
    const counts = { added: 0, changed: 1, unchanged: 0 }
    expect(await bring([`${sato},leader,2026-04-01,2026-12-31`])).toMatchObject({ applied: true, ...counts })
    const { base64 } = await as('hayashi').ask(roleHolders.exportRoleHolders, {})
    // A trial names nobody in the journal, a change those whom it changed, an export everybody (INV-S4).
    const journal = await town.sql(`select kind, subjects::int[] as whom from journal_line
      where operation like '%portRoleHolders' and kind in ('change', 'export') order by line_id`)
    expect(journal).toEqual([
      ...[[], [], [town.sato, town.ueda], [], [town.sato]].map((whom) => ({ kind: 'change', whom })),
      { kind: 'export', whom: [town.sato, town.ueda] },
    ])
    const lines = Buffer.from(base64, 'base64').toString().replace('\uFEFF', '').trim().split(/\r?\n/)
    expect(lines.slice(1)).toEqual([`${sato},leader,2026-04-01,2026-12-31`, `${ueda},leader,2026-04-01,2026-09-30`])
    // Spells that touch do not overlap, before and after alike.
    const touching = [`${ueda},leader,2026-03-01,2026-03-31`, `${ueda},leader,2026-10-01,2026-10-31`]
    expect(await bring(touching, true)).toMatchObject({ added: 2, problemCount: 0 })
    // Who came back goes out by the number of today.
    await town.sql(`insert into employment (staff_member_id, staff_number, employment_category, occupation, joined_on, left_on)
      values (${town.ueda}, '90000001', '常勤', '事務', '2010-04-01', '2012-04-01')`)
    const exported = await as('hayashi').ask(roleHolders.exportRoleHolders, {})
    expect(exported.base64).toBe(base64)
    const again = { name: 'again.csv', base64 }
    expect(await as('hayashi').ask(roleHolders.importRoleHolders, { file: again })).toMatchObject({
      unchanged: 2,
      problemCount: 0,
    })
  }),
)

test(
  'each section says how many of a role are there, wanted and missing; executives see small ones with others, and the plans’ demand beside who can (INV-S1)',
  inTown(async (town) => {
    const { as, sato, hayashi, sql } = town
    await publish(town, '役割のない版')
    expect(await as('hayashi').ask(roleHolders.showRolesBySection, {})).toMatchObject({
      crossing: [],
      sections: [],
      demand: [],
    })
    await withRoles(town)
    const shown = (who: 'hayashi' | 'kato', within?: string) =>
      as(who).ask(roleHolders.showRolesBySection, within === undefined ? {} : { within })
    for (const staffMemberId of [sato, hayashi])
      await as('hayashi').ask(roleHolders.nameRoleHolder, { staffMemberId, role: 'leader', validFrom: '2026-11-22' })
    await as('hayashi').ask(roleHolders.nameRoleHolder, {
      staffMemberId: sato,
      role: 'expert',
      validFrom: '2026-11-22',
    })
    await as('sato').ask(skills.reflect, { reflections: [{ skill: 'data-use', level: 4, shared: false }] })
    const all = await shown('hayashi')
    const divisions = await sql<{ code: string; held: number }>(
      `select s.section_code as code, count(h.*)::int as held from section_period s
         join section_period b on b.section_code = s.section_code or b.parent_code = s.section_code
         join assignment a on a.section_code = b.section_code and a.kind = 'primary' and a.valid_from <= '2026-11-22' and coalesce(a.valid_to > '2026-11-22', true)
         left join role_holder h on h.staff_member_id = a.staff_member_id and h.role = 'leader'
       where s.kind = '課' and s.valid_to is null and b.valid_to is null group by 1`,
    )
    const missing = divisions.reduce((sum, { held }) => sum + Math.max(0, 1 - held), 0)
    expect(divisions.length).toBeGreaterThan(1)
    expect(all.whole.cells).toEqual([
      { held: 2, wanted: divisions.length, missing },
      { held: 1, wanted: 2, missing: 1 },
    ])
    // A number for the whole town is wanted of no section.
    expect(all.sections.every(({ cells }) => cells[1]!.wanted === null && cells[0]!.wanted !== null)).toBe(true)
    const sum = (key: 'held' | 'wanted' | 'missing') =>
      all.sections.reduce((added, { cells }) => added + (cells[0]![key] ?? 0), 0)
    expect([sum('held'), sum('wanted'), sum('missing')]).toEqual([2, divisions.length, missing])
    expect(all.demand).toEqual([
      {
        ...{ plan: '長期計画', from: '2026', to: '2029', initiative: '窓口をひとつにする', people: 3, isSample: true },
        supply: [{ skill: 'data-use', name: expect.any(String), reached: 1 }],
      },
    ])
    expect([all.threshold, all.may]).toEqual([null, ['keep']])
    const ofExecutives = await shown('kato')
    expect([ofExecutives.threshold, ofExecutives.may, ofExecutives.whole]).toEqual([5, [], all.whole])
    expect(ofExecutives.sections.every(({ people: n }) => n >= 5)).toBe(true)
    const part = await shown('hayashi', '10')
    expect(part.within.map(({ sectionCode }) => sectionCode)).toEqual(['10'])
    expect(part.whole.cells[0]).toEqual(all.sections.find(({ sectionCode }) => sectionCode === '10')!.cells[0])
    await expect(shown('hayashi', '99')).rejects.toThrow('no_such_section')
    await expect(shown('kato', '101010')).rejects.toThrow('section_too_small')
    await sql('truncate policy_edition cascade')
    await expect(shown('hayashi')).rejects.toThrow('no_policy')
  }),
)

const plan = `
plans:
  - name: 長期計画
    from: 2025
    to: 令和10年度中の日付
    demand:
      - { occupation: 事務, fiscalYear: 2026, people: 12, source: 定員管理計画 }
      - { occupation: 事務, endOfPlan: true, people: 14, isSample: true }
      - { occupation: 事務, grade: 5級職, fiscalYear: 2027, people: 2 }
    pillars: [{ name: 行政, isSample: true, initiatives: [], demand: [{ role: leader, fiscalYear: 2027, people: 3 }] }]
  - { name: 終わった計画, from: 2020, to: 2024, pillars: [], demand: [{ occupation: 情報, endOfPlan: true, people: 1 }] }
`.replace('令和10年度中の日付', '2029-03-31')

test(
  'whom the plans want stands beside who is there, by year until the plan ends; executives are told of no few and of nothing to come (INV-S1)',
  inTown(async (town) => {
    const { as, sato, ito, sql } = town
    const show = (who: 'hayashi' | 'kato') => as(who).ask(roleHolders.showDemandForPeople, {})
    await publish(town, '人を求めない版')
    expect(await show('hayashi')).toMatchObject({ wanted: [], threshold: null })
    await publish(town, '人を求める版', roles.slice(0, roles.indexOf('plans:')) + plan)
    await sql(`update employment set left_on = '2027-12-01' where staff_member_id = $1`, [ito])
    const { roleHolderId } = await as('hayashi').ask(roleHolders.nameRoleHolder, {
      ...{ staffMemberId: sato, role: 'leader', validFrom: '2026-11-22' },
    })
    await as('hayashi').ask(roleHolders.endRoleHolder, { roleHolderId, validTo: '2027-06-01' })
    const { wanted } = await show('hayashi')
    expect(wanted.map(({ plan: name, pillar, who }) => [name, pillar, who])).toEqual([
      ['長期計画', null, ['事務']],
      ['長期計画', null, ['事務', expect.stringMatching(/^5級職/)]],
      ['長期計画', '行政', ['DX推進リーダー']],
      ['終わった計画', null, ['情報']],
    ])
    const years = (of: typeof wanted) =>
      of.map(({ years: each }) =>
        each.map(({ fiscalYear, asOf, wanted: n, there, missing, hidden }) => [
          ...[fiscalYear, asOf, n, there, missing, hidden],
        ]),
      )
    // Whoever is known to leave by the end of a year is not counted in it; whoever is on leave is.
    expect(years(wanted)).toEqual([
      [
        [2026, '2026-11-22', 12, 11, 1, null],
        [2027, '2028-03-31', 14, 10, 4, null],
        [2028, '2029-03-31', 14, 10, 4, null],
      ],
      [
        [2026, '2026-11-22', 2, 3, 0, null],
        [2027, '2028-03-31', 2, 3, 0, null],
        [2028, '2029-03-31', 2, 3, 0, null],
      ],
      [
        [2026, '2026-11-22', 3, 1, 2, null],
        [2027, '2028-03-31', 3, 0, 3, null],
        [2028, '2029-03-31', 3, 0, 3, null],
      ],
      [],
    ])
    const [first] = wanted
    expect(first!.years.map(({ source, isSample }) => [source, isSample])).toEqual([
      ['定員管理計画', false],
      [null, true],
      [null, true],
    ])
    // Of a pillar that is a sample all that it wants is one (INV-D1).
    expect(wanted[2]!.years.every(({ isSample }) => isSample)).toBe(true)
    const ofExecutives = await show('kato')
    expect(ofExecutives.threshold).toBe(5)
    expect(years(ofExecutives.wanted).map(([now, next]) => [now?.slice(3), next?.slice(3)])).toEqual([
      [
        [11, 1, null],
        [null, null, 'coming'],
      ],
      [
        [null, null, 'few'],
        [null, null, 'coming'],
      ],
      [
        [null, null, 'few'],
        [null, null, 'coming'],
      ],
      [undefined, undefined],
    ])
    await sql('truncate policy_edition cascade')
    await expect(show('hayashi')).rejects.toThrow('no_policy')
  }),
)

test('nothing that is told leaves a few to be worked out: the smallest part goes with what it would give away (INV-S1)', () => {
  const of = (occupation: string | null, grade: string | null = null) => ({ occupation, grade, role: null })
  const groups = [of('情報'), of('情報', '1級'), of('情報', '2級'), of('情報', '3級'), of('事務')]
  expect(hiddenAmong(groups, [14, 2, 5, 7, 0], 5)).toEqual([false, true, true, false, false])
  expect(hiddenAmong(groups, [24, 8, 8, 8, 5], 5)).toEqual([false, false, false, false, false])
  expect(hiddenAmong(groups, [4, 4, 0, 0, 4], 5)).toEqual([true, true, false, false, true])
  expect(hiddenAmong([of('情報'), of('情報')], [4, 4], 5)).toEqual([true, true])
  expect(hiddenAmong([of('情報'), { ...of('情報'), role: 'leader' }], [14, 12], 5)).toEqual([false, true])
  expect(hiddenAmong(groups, [14, 2, 5, 7, 0], 1)).toEqual([false, false, false, false, false])
})

test('wanted by a kind of section or in each that has none below it, by number or share; too many in one fill no place in another', () => {
  const section = (
    sectionCode: string,
    parentCode: string | null,
    kind: string,
    people: number,
    held: number,
  ): HeldIn => ({
    ...{ sectionCode, parentCode, kind, people, held: [held] },
  })
  const tree = [
    section('1', null, '部', 40, 3),
    section('11', '1', '課', 30, 3),
    section('111', '11', '係', 20, 0),
    section('12', '1', '課', 10, 0),
    section('13', '1', '課', 0, 0),
  ]
  const of = (wanted: object, code: string) => placesIn(tree, [{ wanted }]).get(code)![0]
  expect(of({ perSection: 2, sectionKind: '課' }, '1')).toEqual({ wanted: 4, missing: 2 })
  expect(of({ perSection: 2 }, '1')).toEqual({ wanted: 4, missing: 4 })
  expect(of({ share: 0.1, sectionKind: '課' }, '11')).toEqual({ wanted: 3, missing: 0 })
  expect(of({ share: 0.11, sectionKind: '課' }, '12')).toEqual({ wanted: 2, missing: 2 })
  expect(of({ count: 9 }, '1')).toEqual({ wanted: 0, missing: 0 })
  expect(placesInAll({ wanted: 4, missing: 2 }, { wanted: { count: 9 } }, 3)).toEqual({ wanted: 9, missing: 6 })
  expect(placesInAll({ wanted: 4, missing: 2 }, { wanted: { count: 3 } }, 3)).toEqual({ wanted: 4, missing: 2 })
})
