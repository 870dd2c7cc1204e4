import { expect, test } from 'vitest'
import { disclosure } from '#app/disclosure/contract.ts'
import { rooms } from '#app/rooms.ts'
import { search } from '#app/search/contract.ts'
import type { Contract, Operation } from '#platform/contract/contract.ts'
import { mvv } from '#rooms/mvv/contract.ts'
import { accounts } from '#rooms/people/accounts/contract.ts'
import { people } from '#rooms/people/contract.ts'
import { importing } from '#rooms/people/import/contract.ts'
import { journal } from '#rooms/people/journal/contract.ts'
import { inTown, type Town } from '#testing/town.ts'
import { announcing } from './contract.ts'

/*
 * On 22 November 2026 HR (林) prepares April: 窓口係 becomes 総合窓口係, 佐藤 goes to 人事課 as 主任, bears the name 青山 はるか from then on, and
 * 新田 一 joins. 加藤 leaves on 31 December.
 */

const SECRETS = ['総合窓口係', '特命主任', '青山', '新田', '2027-04-01', '2027-03-31']
const APRIL = '2027-04-01'

const csv = (...lines: string[]) => ({
  name: 'f.csv',
  base64: Buffer.from([...lines, ''].join('\n')).toString('base64'),
})
const prepare = async ({ as }: Town) => {
  const report = await as('hayashi').ask(importing.importWard, {
    sections: csv('所属コード,所属名,種別,上位所属コード,適用開始日', '101010,総合窓口係,係,1010,2027/4/1'),
    staff: csv(
      '職員番号,氏名,氏名カナ,任用区分,職種,採用年月日,氏名適用日',
      '00000004,青山 はるか,アオヤマ ハルカ,常勤,事務,2015/4/1,2027/4/1',
      '00000301,新田 一,ニッタ ハジメ,常勤,事務,2027/4/1,',
    ),
    assignments: csv(
      '職員番号,所属コード,職務の級,職名,区分,適用開始日',
      '00000004,2010,2級職,特命主任,主務,2027/4/1',
      '00000301,2020,1級職,係員,主務,2027/4/1',
    ),
  })
  expect(report.problems).toEqual([])
}
const secretsIn = (answer: unknown) => SECRETS.filter((secret) => JSON.stringify(answer).includes(secret))
const shown = async (town: Town, takesEffectOn: string) =>
  (await town.as('hayashi').ask(announcing.showAnnouncements, {})).coming.find(
    (day) => day.takesEffectOn === takesEffectOn,
  )!

const dated = Object.entries(rooms as Record<string, { contract: Contract }>).flatMap(([room, { contract }]) =>
  Object.entries(contract).flatMap(([name, operation]): [string, Operation][] =>
    'asOf' in ((operation.input as unknown as { shape?: object }).shape ?? {}) ? [[`${room}.${name}`, operation]] : [],
  ),
)
/** What an operation that takes a day needs beside it. */
const RECORD = { staffMemberId: 4, sectionCode: '101010', kpiId: 'kpi-x', pageSize: 50 }
const inputFor = (operation: Operation, asOf: string) => {
  const wanted = Object.keys((operation.input as unknown as { shape: object }).shape)
  return { ...Object.fromEntries(Object.entries(RECORD).filter(([key]) => wanted.includes(key))), asOf }
}

test(
  'no operation that takes a day tells anybody but HR what is not announced, on any day around it, and all do afterwards',
  inTown(async (town) => {
    await prepare(town)
    expect(dated.map(([name]) => name)).toEqual(
      expect.arrayContaining([
        'people.listSections',
        'mvv.showDuty',
        'mvv.showSectionPurpose',
        'kpi.listKpis',
        'skills.showSkills',
      ]),
    )
    const asked = async (who: 'sato' | 'tanaka' | 'kato' | 'ito' | 'hayashi', day: string) => {
      const told: string[] = []
      for (const [name, operation] of dated) {
        const answer = await town
          .as(who)
          .ask(operation, inputFor(operation, day))
          .catch((refusal: Error) => refusal.message)
        const { asOf: _, ...rest } = typeof answer === 'object' ? (answer as { asOf?: string }) : {}
        const secrets = secretsIn(rest).filter((secret) => secret !== day)
        if (secrets.length > 0 || (name === 'people.listSections' && typeof answer === 'object' && day >= APRIL))
          told.push(name)
      }
      return told
    }
    for (const who of ['sato', 'tanaka', 'kato', 'ito'] as const) {
      for (const day of ['2026-11-23', '2027-03-31', APRIL, '2030-01-01'])
        expect(await asked(who, day), `${who} ${day}`).toEqual([])
    }
    expect(await asked('hayashi', APRIL)).toContain('people.listSections')
    await expect(town.as('sato').ask(people.listSections, { asOf: APRIL })).rejects.toThrow('not_announced_yet')
    expect(await town.as('sato').ask(mvv.showDuty, { staffMemberId: town.sato, asOf: APRIL })).toMatchObject({
      ...{ asOf: '2026-11-22', section: { name: '窓口係' } },
    })
    const { version: seen } = await shown(town, APRIL)
    await town.as('hayashi').ask(announcing.announceOn, { takesEffectOn: APRIL, announcedOn: '2027-03-19', seen })
    town.on('2027-03-18')
    expect(await asked('sato', APRIL)).toEqual([])
    town.on('2027-03-19')
    expect(await asked('sato', APRIL)).toContain('people.listSections')
    await expect(town.as('sato').ask(people.listSections, { asOf: '2027-04-02' })).rejects.toThrow('not_announced_yet')
  }),
  60_000,
)

test(
  'the person to be moved sees no line, no end of a post and no name before the day; nobody finds them by it, and IT makes no letter for a section to come',
  inTown(async (town) => {
    const { as, sato } = town
    await prepare(town)
    const look = async () => ({
      me: await as('sato').ask(people.showMe, {}),
      colleague: await as('tanaka').ask(people.showStaffMember, { staffMemberId: sato }),
      lines: await as('sato').ask(journal.listLooksAtMe, { pageSize: 50 }),
      found: await Promise.all(
        ['青山', 'あおやま', '新田', '総合窓口'].map((q) => as('tanaka').ask(search.search, { q })),
      ),
      waiting: await as('ito').ask(accounts.listAccountsToIssue, {}),
      file: await as('hayashi').ask(disclosure.exportPerson, { staffNumber: '00000004' }),
    })
    const before = await look()
    const { coming_name: ownName, ...others } = before.file.tables
    for (const [what, answer] of Object.entries({ ...before, ...others }))
      if (what !== 'file') expect(secretsIn(answer), what).toEqual([])
    // One's own new name is known to oneself; what the town means to do with one is not.
    expect(JSON.stringify(ownName)).toContain('青山')
    expect(before.lines.lines.map(({ operation }) => operation)).not.toContain('importing.importWard')
    expect(before.waiting.sections.find(({ sectionCode }) => sectionCode === null)).toMatchObject({ people: 1 })
    await as('hayashi').ask(announcing.announceOn, {
      takesEffectOn: APRIL,
      announcedOn: '2026-11-22',
      seen: (await shown(town, APRIL)).version,
    })
    const after = await look()
    expect([after.me.posts[0]!.validTo, after.colleague.posts[0]!.validTo]).toEqual([APRIL, APRIL])
    expect(after.lines.lines.map(({ operation }) => operation)).toContain('importing.importWard')
    expect(after.waiting.sections.some(({ sectionCode }) => sectionCode === null)).toBe(false)
    expect(JSON.stringify(after.file.tables.assignment)).toContain('特命主任')
    expect(JSON.stringify(after.found)).not.toContain('青山')
  }),
)

test(
  'a name to come is borne from its day on: shown by the day without waiting, found by both names, listed by the new reading; it may be corrected or taken back before',
  inTown(async (town) => {
    const { as, sato } = town
    await prepare(town)
    const nameOf = async () => (await as('tanaka').ask(people.showStaffMember, { staffMemberId: sato })).name
    const foundBy = async (q: string) => (await as('tanaka').ask(people.listStaff, { q })).staff.map(({ name }) => name)
    town.on('2027-03-31')
    expect([await nameOf(), await foundBy('青山')]).toEqual(['佐藤 はるか', []])
    town.on(APRIL)
    expect(await nameOf()).toBe('青山 はるか')
    await town.asJob.ask(search.keepSearchText, {})
    expect([await foundBy('青山'), await foundBy('さとう はるか')]).toEqual([['青山 はるか'], ['青山 はるか']])
    expect(await town.sql('select * from coming_name')).toEqual([])
    const row = (name: string, kana: string, day: string) => ({
      staff: csv(
        '職員番号,氏名,氏名カナ,任用区分,職種,採用年月日,氏名適用日',
        `00000004,${name},${kana},常勤,事務,2015/4/1,${day}`,
      ),
    })
    const send = (...given: Parameters<typeof row>) => as('hayashi').ask(importing.importWard, row(...given))
    const stored = () => town.sql<{ name: string }>('select name from coming_name order by valid_from')
    expect((await send('赤坂 はるか', 'アカサカ ハルカ', '2027/6/1')).files[0]).toMatchObject({ changed: 1 })
    expect((await send('赤坂 はるか', 'アカサカ ハルカ', '2027/6/1')).files[0]).toMatchObject({ unchanged: 1 })
    expect(await stored()).toEqual([{ name: '赤坂 はるか' }])
    await send('赤城 はるか', 'アカギ ハルカ', '2027/6/1')
    expect(await stored()).toEqual([{ name: '赤城 はるか' }])
    await send('青山 はるか', 'アオヤマ ハルカ', '2027/6/1')
    expect([await stored(), await nameOf()]).toEqual([[], '青山 はるか'])
  }),
)

test(
  'announced as a rule some days before, or on a day of its own; an own day that is later keeps what follows it; a stale word is refused',
  inTown(async (town) => {
    const { as } = town
    await prepare(town)
    const hr = as('hayashi')
    const all = () => hr.ask(announcing.showAnnouncements, {})
    const first = await all()
    expect(first).toMatchObject({
      ...{ daysBefore: 0, shownUntil: '2026-11-22' },
      coming: [{ takesEffectOn: APRIL, people: 2, sections: 1, announcedOn: APRIL, isOwnDay: false }],
    })
    await hr.ask(announcing.announceBefore, { daysBefore: 140, seen: first.version })
    expect(await all()).toMatchObject({
      daysBefore: 140,
      shownUntil: '2027-04-11',
      coming: [{ announcedOn: '2026-11-12' }],
    })
    await expect(hr.ask(announcing.announceBefore, { daysBefore: 1, seen: first.version })).rejects.toThrow(
      'changed_meanwhile',
    )
    const set = (announcedOn: string | null, seen: string, takesEffectOn = APRIL) =>
      hr.ask(announcing.announceOn, { takesEffectOn, announcedOn, seen })
    const { version } = await shown(town, APRIL)
    await set('2027-03-20', version)
    expect(await all()).toMatchObject({
      shownUntil: '2027-03-31',
      coming: [{ announcedOn: '2027-03-20', isOwnDay: true }],
    })
    await expect(set('2027-03-21', version)).rejects.toThrow('changed_meanwhile')
    await expect(set('2027-04-02', (await shown(town, APRIL)).version)).rejects.toThrow('announced_too_late')
    await expect(set('2026-11-01', version, '2026-11-22')).rejects.toThrow('holds_already')
    await set(null, (await shown(town, APRIL)).version)
    expect(await all()).toMatchObject({ shownUntil: '2027-04-11', coming: [{ isOwnDay: false }] })
  }),
)
