import { expect, test } from 'vitest'
import { appMessages } from '#app/ui/messages.ts'
import { people } from '#rooms/people/contract.ts'
import { inTown, type Town } from '#testing/town.ts'
import { dataCourse } from '#testing/training.ts'
import { search } from './contract.ts'
import { searchMessages } from './messages.ts'
import { foundPages } from './pages.rules.ts'

type Asker = Pick<Town['asCommand'], 'ask'>

/** What is found, by kind. */
async function found(asker: Asker, q: string) {
  const groups = await asker.ask(search.search, { q })
  return Object.fromEntries(groups.map(({ kind, findings }) => [kind, findings.map(({ title }) => title)]))
}

test(
  'one search finds people, sections, courses, skills, KPIs, words of the policy and pages, however they are typed',
  inTown(async (town) => {
    await dataCourse(town, 2)
    const sato = town.as('sato')
    expect(await found(sato, '戸籍住民課')).toEqual({ sections: ['戸籍住民課'] })
    expect(await found(sato, '自己診断')).toMatchObject({ pages: ['自己診断'] })
    // By how it is read, which nobody wrote down.
    expect(await found(sato, 'こせきじゅうみん')).toEqual({ sections: ['戸籍住民課'] })
    expect((await found(sato, 'じこしんだん')).pages).toEqual(['自己診断'])
    expect((await found(sato, 'にゅうもん データ')).courses).toHaveLength(1)
    expect(await found(sato, 'セルフ チェック')).toMatchObject({ pages: ['自己診断'] })
    expect(await found(sato, '佐藤ハルカ')).toEqual({ people: ['佐藤 はるか'] })
    expect((await found(sato, 'ﾃﾞｰﾀ')).courses).toHaveLength(1)
    expect((await found(sato, 'データ')).skills?.length).toBeGreaterThan(0)
    expect((await found(sato, 'ミッション')).terms).toHaveLength(1)
    expect((await found(sato, '割合')).kpis?.length).toBeGreaterThan(0)
    expect(await found(sato, 'directory')).toMatchObject({ pages: ['職員を探す'] })
    expect(await found(sato, '・')).toEqual({})
    expect(await found(sato, 'そのようなものはない')).toEqual({})
  }),
)

test(
  'each kind is counted, leads to its page, and shows the first of them',
  inTown(async (town) => {
    const groups = await town.as('sato').ask(search.search, { q: '課' })
    const sections = groups.find(({ kind }) => kind === 'sections')
    expect(sections).toEqual({
      kind: 'sections',
      total: 3,
      isLeast: false,
      findings: [
        { to: '/people?section=1010', title: '戸籍住民課', reading: null, note: '区民生活部' },
        { to: '/people?section=2010', title: '人事課', reading: null, note: '総務部' },
        { to: '/people?section=2020', title: '情報推進課', reading: null, note: '総務部' },
      ],
    })
    const [person] = await town.as('sato').ask(search.search, { q: 'たなか' })
    expect(person).toMatchObject({
      findings: [{ to: `/people/${town.tanaka}`, title: '田中 聡', reading: 'タナカ サトシ', note: '戸籍住民課' }],
    })
    expect((await found(town.as('sato'), '1010')).sections).toEqual(['戸籍住民課', '窓口係'])
  }),
)

test(
  'nobody finds what they may not see: an administrator who is no member of staff finds pages, people and sections, and no more (INV-S1, S5)',
  inTown(async ({ as, asCommand, sql }) => {
    const { staffMemberId } = await as('sato').ask(people.showMe, {})
    expect((await found(as('sato'), '役割')).pages).toBeUndefined()
    expect((await found(as('ito'), '役割')).pages).toEqual(['役割'])
    expect((await found(as('hayashi'), '方針ファイル')).pages).toEqual(['方針ファイル'])
    expect((await found(as('sato'), '所属')).pages).toBeUndefined()
    expect((await found(as('tanaka'), '承認')).pages).toEqual(['チーム'])
    await sql('update account set subject_id = null where subject_id = $1', [staffMemberId])
    await sql(
      `insert into role_grant (account_id, role, valid_from) select account_id, 'it', '2026-04-01' from account where subject_id is null limit 1`,
    )
    const alone = as('sato')
    expect(Object.keys(await found(alone, '田中'))).toEqual(['people'])
    expect(Object.keys(await found(alone, '戸籍住民課'))).toEqual(['sections'])
    expect(await found(alone, 'データ活用')).toEqual({})
    expect(await found(alone, '権限')).toEqual({ pages: ['役割'] })
    await expect(asCommand.ask(search.search, { q: '田中' })).rejects.toThrow('forbidden')
  }),
)

test(
  'what people and courses are found by is made anew where it is not as it would be made today',
  inTown(async (town) => {
    const { as, asJob, sql } = town
    await dataCourse(town, 2)
    expect(await asJob.ask(search.keepSearchText, {})).toEqual({ looked: 13, mended: 0 })
    await sql(`update staff_member set search_text = 'old' where staff_member_id in ($1, $2)`, [town.sato, town.ueda])
    await sql(`update course set search_text = ''`)
    expect(await found(as('mori'), 'さとう')).toEqual({})
    expect(await asJob.ask(search.keepSearchText, {})).toEqual({ looked: 13, mended: 3 })
    expect(await found(as('mori'), 'さとう')).toEqual({ people: ['佐藤 はるか'] })
    expect((await found(as('mori'), 'データ')).courses).toHaveLength(1)
    await expect(as('hayashi').ask(search.keepSearchText, {})).rejects.toThrow('forbidden')
  }),
)

test('a page is called in the search what the rail and 管理 call it', () => {
  for (const language of ['ja', 'en'] as const) {
    const said = appMessages[language] as Readonly<Record<string, string>>
    for (const { key } of foundPages) {
      const name = said[`nav.${key}`] ?? said[key] ?? said[`account.${key}`]
      if (name !== undefined) expect(searchMessages[language][`page.${key}`]).toBe(name)
    }
  }
})
